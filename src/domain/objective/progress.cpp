#include <secokr/progress.hpp>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"

namespace secokr {
namespace {

const WeeklyUpdate* last_until(const std::vector<WeeklyUpdate>& updates, Day week) {
  const WeeklyUpdate* last = nullptr;
  for (const WeeklyUpdate& update : updates)
    if (update.week <= week && (last == nullptr || update.week > last->week)) last = &update;
  return last;
}

/// The share of the weeks up to `week` whose value held, in percent.
double share_held(const Metric& metric, const std::vector<WeeklyUpdate>& updates, Day week) {
  double weeks = 0;
  double held = 0;
  for (const WeeklyUpdate& update : updates) {
    if (update.week > week || !update.value) continue;
    ++weeks;
    if (metric.holds(*update.value)) ++held;
  }
  return weeks > 0 ? held / weeks * 100 : 0;
}

}  // namespace

std::optional<double> progress_of(const Metric& metric, double value) {
  if (metric.is_held()) return metric.holds(value) ? 100.0 : 0.0;
  if (metric.goes_nowhere()) return std::nullopt;
  return std::clamp((value - metric.start) / (metric.target - metric.start) * 100, 0.0, 100.0);
}

std::optional<double> computed_progress(const std::optional<Measure>& measure, const std::vector<WeeklyUpdate>& updates,
                                        Day week) {
  const Metric* metric = metric_in(measure);
  const WeeklyUpdate* last = last_until(updates, week);
  if (metric == nullptr || last == nullptr || !last->value) return std::nullopt;
  return metric->is_held() ? share_held(*metric, updates, week) : progress_of(*metric, *last->value);
}

JudgedProgress judged_progress(const std::optional<Measure>& measure, const std::vector<WeeklyUpdate>& updates,
                               Day week) {
  const WeeklyUpdate* last = last_until(updates, week);
  if (last == nullptr) return {};
  const auto computed = computed_progress(measure, updates, last->week);
  if (last->progress_by_hand) return {.progress = last->progress, .computed = computed};
  if (computed) return {.progress = *computed};
  const JudgedProgress before = judged_progress(measure, updates, last->week - days{1});
  // It was taken over from the note before, which keeps a cut figure.
  if (format_percent(before.progress) == format_percent(last->progress)) return {.progress = before.progress};
  return {.progress = last->progress};
}

bool reaches(double progress, double bar) {
  constexpr double noise = 1e-8;
  return progress > bar - noise;
}

double shown_percent(double percent) {
  // The addend lifts 57.3, stored as 57.2999…96, over its own tenth and nothing that a person can type.
  constexpr double noise = 1e-7;
  return std::floor(percent * 10 + noise) / 10;
}

std::string format_percent(double percent) { return base::format_number(shown_percent(percent)); }

}  // namespace secokr
