#include <secokr/progress.hpp>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"

namespace secokr {

std::optional<double> progress_of(const Metric& metric, double value) {
  const double way = metric.target - metric.start;
  if (way == 0) return value == metric.target ? std::optional(100.0) : std::nullopt;
  return std::clamp((value - metric.start) / way * 100, 0.0, 100.0);
}

std::string format_percent(double percent) {
  // Cut, not rounded: 69.96 must not look like the bar of 70. The addend lifts 57.3, stored as 57.2999…96, over its own
  // tenth and nothing that a person can type.
  constexpr double noise = 1e-7;
  return base::format_number(std::floor(percent * 10 + noise) / 10);
}

}  // namespace secokr
