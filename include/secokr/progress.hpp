#pragma once
#include <optional>
#include <string>

#include <secokr/objective.hpp>

namespace secokr {

/// How far `value` is from start to target, in percent, clamped to 0..100 (78 of 62 → 90 is 57.1…). Also for falling
/// metrics. Nothing when start equals target and the value is neither.
std::optional<double> progress_of(const Metric& metric, double value);

/// Shown with at most one decimal and never rounded up over a bar: 69.96 -> "69.9", 57.142 -> "57.1", 40 -> "40".
std::string format_percent(double percent);

}  // namespace secokr
