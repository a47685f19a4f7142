#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/draft/fields.hpp"
#include "app/draft/files.hpp"

namespace secokr::app {

/// What an edit would write.
struct Editing {
  Drafting drafting{};  ///< an empty set: it says all of that already
  std::vector<ChangedPart> changes{};
  bool is_published = false;  ///< then it takes effect with `secokr finalize --amend` (F4)
};

/// A change to an objective's file that somebody makes by flags or in an editor.
class DraftEdit {
 public:
  /// Finds the objective or KR by name, in whatever state the file is. Error: local_file; usage for an unknown name.
  static Expected<DraftEdit> begin(const Ports& ports, Quarter quarter, std::string_view name,
                                   std::vector<Override> overrides);

  std::string name() const;  ///< `Security Training`, `Security Training/KR2`
  bool is_key_result() const { return m_key_result.has_value(); }
  const workspace::ObjectiveFile& file() const { return m_read.files[m_index]; }

  /// By answers; nothing but their lines changes. Errors: local_file where the file cannot be understood; usage for
  /// what cannot be taken, also for what a rule stops at once (O5, F3, P1–P3) unless it is overridden.
  Expected<Editing> plan(const Answers& answers) const;
  /// The whole file as somebody left it. Error usage with a note a line: what cannot be understood (F1, F2), an id that
  /// was changed, Status or Published, a KR that was dropped without its reason (D3), what a rule stops at once.
  Expected<Editing> plan_text(const std::string& text) const;

 private:
  DraftEdit(const Ports& ports, ReadPlan read, std::vector<Override> overrides);
  Expected<Editing> finish(const documents::ObjectiveDocument& edited) const;
  std::vector<Finding> findings_of(const Objective& objective) const;

  Ports m_ports;
  ReadPlan m_read;
  std::vector<Override> m_overrides;
  Stage m_stage;
  std::size_t m_index = 0;
  std::optional<int> m_key_result{};
};

}  // namespace secokr::app
