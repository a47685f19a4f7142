#pragma once
#include <optional>

#include "domain/views/dashboard.hpp"

namespace secokr {

/// Where a key result's progress would stand on the quarter's last day, in percent: the straight line
/// `progress ÷ elapsed`, at most 100. It is PROCESS.md 7's expected progress read the other way round: with `elapsed`
/// as its share (0..1), the forecast reaches 100 % exactly where the progress has reached what is expected.
/// A stale one goes on from its last value, so that silence lowers it week by week. One that is done, paused or not
/// started does not move: it ends where it stands, and so does one whose metric is to be held. Nothing where nothing
/// was reported, for a dropped one, and before the quarter has begun.
std::optional<double> forecast(const DashboardKeyResult& key_result, double elapsed);

}  // namespace secokr
