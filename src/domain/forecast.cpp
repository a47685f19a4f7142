#include "domain/forecast.hpp"

#include <algorithm>

namespace secokr {

std::optional<double> forecast(const DashboardKeyResult& key_result, double elapsed) {
  if (!key_result.updated || key_result.state == KeyResultState::dropped) return std::nullopt;
  if (key_result.state != KeyResultState::active) return key_result.progress;
  if (elapsed <= 0) return std::nullopt;
  return std::min(key_result.progress / elapsed, 100.0);
}

}  // namespace secokr
