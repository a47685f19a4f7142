#pragma once
#include <string>
#include <string_view>
#include <vector>

#include <secokr/finding.hpp>
#include <secokr/objective.hpp>
#include "domain/views/plan_report.hpp"
#include "domain/views/status_view.hpp"

#include "domain/people/audience.hpp"

namespace secokr {

/// The words by which a text can name what is confidential in a plan. Findings, changes and messages are sentences:
/// what they are about is known by these words alone.
class ConfidentialNames {
 public:
  /// What stands in place of what is withheld.
  static constexpr const char* withheld = "(confidential)";

  /// What of the objective is confidential, in whole or in single key results; `path` is its file's, empty for none.
  void add(const Objective& objective, const std::string& path = {});
  void add(const ConfidentialNames& others);
  /// A title, a name or a sentence of a confidential item.
  void add_words(std::string_view text);

  bool empty() const { return m_words.empty() && m_paths.empty(); }
  /// Whether the text names a confidential item, by its reference, title, id or file, or repeats what it says.
  bool named_in(std::string_view text) const;
  /// Whether the file is a confidential objective's.
  bool is_path(std::string_view path) const;
  /// The text, or what stands in its place.
  std::string shown(Audience audience, const std::string& text) const;

 private:
  void add_key_result(const Objective& objective, const KeyResult& key_result);

  std::vector<std::string> m_words{};  ///< folded and single spaced, but for the shortest
  std::vector<std::string> m_paths{};
};

/// Findings on what is confidential keep their rule, severity and day, and say nothing else: they are counted. `again`
/// is the command that shows them to whoever may read them.
void withhold(Audience audience, const ConfidentialNames& names, std::vector<Finding>& findings,
              const std::string& again);
/// The same of drift: what an open issue says of a confidential one is withheld too.
void withhold(Audience audience, const ConfidentialNames& names, DriftReport& report);

/// The same of a status: that something is asked of me is said.
void withhold(Audience audience, const ConfidentialNames& names, StatusView& view);
/// The same of what is told beside a plan: what gives way is left out.
void withhold(Audience audience, const ConfidentialNames& names, PlanReport& report);

}  // namespace secokr
