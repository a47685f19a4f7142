#pragma once
#include <optional>
#include <string>
#include <vector>

#include <secokr/day.hpp>
#include <secokr/objective.hpp>
#include <secokr/weekly_update.hpp>

namespace secokr {

/// How far `value` is from start to target, in percent, clamped to 0..100 (78 of 62 → 90 is 57.1…). Also for falling
/// metrics. Of a metric to be held 100 where the value holds, else 0. Nothing where start equals target: no value tells
/// anything then (K1).
std::optional<double> progress_of(const Metric& metric, double value);

/// What the updates of a KR say of its progress.
struct JudgedProgress {
  double progress = 0;               ///< percent, unrounded; what counts, 0 where nothing was reported
  std::optional<double> computed{};  ///< what the value gives, where the progress was given by hand
};

/// What the values of the weeks up to `week` give, unrounded: of the last update the way to the target; of a metric to
/// be held the share of the weeks with a value in which it held. Nothing where the week's update has no value, or the
/// measure gives no progress.
std::optional<double> computed_progress(const std::optional<Measure>& measure, const std::vector<WeeklyUpdate>& updates,
                                        Day week);

/// The one judgement of a KR's progress that every roll-up takes (PROCESS.md 6): by the last update of a week up to
/// `week`. One by hand counts as it was given; a computed one comes from the value, as notes keep cut figures; an
/// update that says neither goes on from the one before it.
JudgedProgress judged_progress(const std::optional<Measure>& measure, const std::vector<WeeklyUpdate>& updates,
                               Day week);

/// True where the progress is at the bar or above. Sums of binary fractions may miss it by a hair that nobody typed.
bool reaches(double progress, double bar);

/// As people and JSON are shown it: with at most one decimal, cut and never rounded up over a bar: 69.96 -> 69.9.
double shown_percent(double percent);
/// The same in words: "69.9", "57.1", "40".
std::string format_percent(double percent);

}  // namespace secokr
