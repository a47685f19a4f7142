#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/objective.hpp>
#include <secokr/quarter.hpp>

namespace secokr {

/// The labels of PROCESS.md 5 as configured.
struct LabelScheme {
  std::string division = "division::Security";
  std::vector<std::string> division_aliases = {"Division: Security"};
  std::string okr = "OKR";
  std::vector<std::string> priority = {"sec-okr::p0", "sec-okr::p1", "sec-okr::p2"};  ///< in the order p0, p1, p2
};

struct LabelDefinition {
  std::string name{};
  std::string color{};  ///< `#RRGGBB`
  std::string description{};
};

/// The labels that an objective (with its priority) or a KR must carry.
std::vector<std::string> objective_labels(const LabelScheme& scheme, Quarter quarter, std::optional<Priority> priority);
std::vector<std::string> key_result_labels(const LabelScheme& scheme, Quarter quarter);
/// What must be defined in the project for a quarter.
std::vector<LabelDefinition> definitions(const LabelScheme& scheme, Quarter quarter);
/// The priority that one of the labels states.
std::optional<Priority> priority_of(const LabelScheme& scheme, const std::vector<std::string>& labels);

/// What excludes its siblings: all before the last `::`, `sec-okr` of `sec-okr::p1`; empty for a label without scope.
/// GitLab enforces it on paid tiers only, so siblings are removed explicitly (PROCESS.md 5).
std::string_view scope_of(std::string_view label);

/// What a label on an issue says to the scheme.
enum class LabelMeaning {
  division,        ///< the division's, in any spelling that is read
  other_division,  ///< of the division label's scope, and another division's: `division::Engineering`
  quarter,
  okr,
  priority,
  other_priority,  ///< of the priorities' scope and none of them: `sec-okr::p3`
  foreign,         ///< nothing to the scheme; never touched
};

/// A label as the scheme reads it.
struct ReadLabel {
  LabelMeaning meaning = LabelMeaning::foreign;
  std::string canonical{};  ///< the one spelling that is written; empty for other_… and foreign
  bool exact = true;  ///< false for a near miss (L4): case, space, single colon, `FY28 Q1`, an alias of the division
  std::optional<Quarter> quarter{};
  std::optional<Priority> priority{};
};
ReadLabel read_label(const LabelScheme& scheme, std::string_view label);

/// Why a scheme cannot work: two labels that would be read as one, labels of different meaning in one scope (they
/// exclude each other on paid tiers), a name that GitLab refuses or that a filter takes for something else. Empty for a
/// sound one; checked when a configuration is read.
struct SchemeProblem {
  std::string key{};       ///< `labels.okr`
  std::string expected{};  ///< what should stand there, to end "expected: …"
  std::string other{};     ///< the second key of the contradiction; empty where there is none
};
std::vector<SchemeProblem> contradictions(const LabelScheme& scheme);

}  // namespace secokr
