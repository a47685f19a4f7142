#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <secokr/day.hpp>
#include <secokr/quarter.hpp>

namespace secokr {

/// A field of a published issue that says something else than what was finalised (F5).
struct DriftedField {
  std::string field{};   ///< for programs: `metric`, `milestone 2`, `labels`, `assignee`, `block`, `issue`, `state`
  std::string shown{};   ///< for people: `Metric`, `DRI (assignee)`
  std::string agreed{};  ///< empty where it said nothing
  std::string now{};     ///< likewise
  std::optional<std::string> file{};  ///< what its file says, where that was edited too; may be empty
  std::string by{};                   ///< without '@'; empty where the tracker does not tell
  std::optional<Day> at{};
  bool whole_text = false;  ///< `by` and `at` are those of the last edit of the issue's text, whichever part it was
  std::string hint{};       ///< what mends it; may be empty
};

struct DriftedIssue {
  std::string subject{};  ///< `Security Training/KR1`, or an objective's reference
  std::string url{};      ///< `local:12` on the local tracker
  bool confidential = false;
  std::vector<DriftedField> fields{};
};

/// What became of a quarter's issues since they were finalised.
struct DriftReport {
  Quarter quarter{};
  std::size_t checked = 0;             ///< issues, as finalised
  std::vector<DriftedIssue> issues{};  ///< those that have drifted, each objective before its KRs
};

}  // namespace secokr
