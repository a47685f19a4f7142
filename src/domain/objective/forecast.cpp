#include "domain/objective/forecast.hpp"

#include <algorithm>

namespace secokr {

std::optional<double> forecast(const DashboardKeyResult& key_result, double elapsed) {
  if (!key_result.updated || key_result.state == KeyResultState::dropped) return std::nullopt;
  // What is to be held is not on a way: the share of the weeks that held says what the next ones may do.
  const Metric* metric = metric_in(key_result.measure);
  if (key_result.state != KeyResultState::active || (metric != nullptr && metric->is_held()))
    return key_result.progress;
  if (elapsed <= 0) return std::nullopt;
  return std::min(key_result.progress / elapsed, 100.0);
}

}  // namespace secokr
