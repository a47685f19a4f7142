#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/draft/files.hpp"
#include "app/draft/plan_edit.hpp"

namespace secokr::app {

/// A change to an objective's file that somebody makes by flags or in an editor.
class DraftEdit {
 public:
  /// Finds the objective or KR by name, in whatever state the file is. Error: local_file; usage for an unknown name.
  static Expected<DraftEdit> begin(const Ports& ports, Quarter quarter, std::string_view name,
                                   std::vector<Override> overrides);

  std::string name() const;  ///< `Security Training`, `Security Training/KR2`
  bool is_key_result() const { return m_key_result.has_value(); }
  const workspace::ObjectiveFile& file() const { return m_read.files[m_index]; }

  /// By answers; nothing but their lines changes; an empty set where they stand there already. Errors: local_file where
  /// the file cannot be understood; usage for what cannot be taken, also for what a rule stops at once (O5, F3, P1–P3)
  /// unless it is overridden.
  Expected<DraftChange> plan(const Answers& answers) const;
  /// The whole file as somebody left it. Error usage with a note a line: what cannot be understood (F1, F2), an id that
  /// was changed, Status or Published, a KR that was dropped without its reason (D3), what a rule stops at once.
  Expected<DraftChange> plan_text(const std::string& text) const;

 private:
  DraftEdit(const Ports& ports, ReadPlan read, std::vector<Override> overrides)
      : m_ports(ports), m_read(std::move(read)), m_overrides(std::move(overrides)) {}
  Expected<DraftChange> finish(PlanEdit edit) const;

  Ports m_ports;
  ReadPlan m_read;
  std::vector<Override> m_overrides;
  std::size_t m_index = 0;
  std::optional<int> m_key_result{};
};

}  // namespace secokr::app
