#include "app/run/update_progress.hpp"

#include <secokr/progress.hpp>

namespace secokr::app {

std::optional<double> computed_of(const UpdateTarget& target, const std::optional<double>& value) {
  std::vector<WeeklyUpdate> weeks = target.earlier;
  weeks.push_back({.week = target.week, .value = value});
  return computed_progress(target.key_result.measure, weeks, target.week);
}

std::optional<double> kept_progress(const UpdateTarget& target, const std::optional<double>& value) {
  const bool is_baseline = target.key_result.measure && target.metric() == nullptr;
  if (!is_baseline || !value) return std::nullopt;
  return judged_progress(target.key_result.measure, target.earlier, target.week).progress;
}

}  // namespace secokr::app
