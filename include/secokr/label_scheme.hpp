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

}  // namespace secokr
