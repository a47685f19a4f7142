#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/day.hpp>
#include <secokr/objective.hpp>
#include <secokr/quarter.hpp>
#include <secokr/weekly_update.hpp>

namespace secokr {

enum class UpdateOutcome { posted, edited, unchanged, queued, failed };
std::string_view to_string(UpdateOutcome outcome);

/// What became of the update of one KR.
struct UpdatedKeyResult {
  std::string key_result{};  ///< `Security Training/KR2`; an objective's update: its reference
  Day week{};
  UpdateOutcome outcome = UpdateOutcome::posted;
  double progress = 0;               ///< percent; what counts
  std::optional<double> computed{};  ///< from the value, where progress was given by hand
  std::optional<double> value{};
  std::string unit{};
  std::optional<Health> health{};
  std::optional<KeyResultState> state{};  ///< where it was set
  std::vector<int> milestones_done{};     ///< that were ticked
  std::string url{};
  std::vector<std::string> notices{};  ///< what whoever posts should know, a sentence each
};

struct UpdateResult {
  Quarter quarter{};
  Day week{};  ///< its Monday; of the first row, where a file holds several
  std::vector<UpdatedKeyResult> results{};
};

}  // namespace secokr
