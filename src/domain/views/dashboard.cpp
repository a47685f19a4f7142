#include "domain/views/dashboard.hpp"

#include <algorithm>

#include <secokr/progress.hpp>

#include "domain/people/audience.hpp"

namespace secokr {
namespace {

/// Who owes an update, and whose progress counts (PROCESS.md 3 and 7).
bool owes_updates(KeyResultState state) { return state == KeyResultState::active; }
bool counts(KeyResultState state) { return state == KeyResultState::active || state == KeyResultState::done; }

ReportedHealth reported(Health health) {
  switch (health) {
    case Health::on_track:
      return ReportedHealth::on_track;
    case Health::needs_attention:
      return ReportedHealth::needs_attention;
    case Health::at_risk:
      return ReportedHealth::at_risk;
  }
  return ReportedHealth::not_reported;
}

const WeeklyUpdate* last_update(const PublishedKeyResult& key_result, Day as_of) {
  const WeeklyUpdate* last = nullptr;
  for (const WeeklyUpdate& update : key_result.updates)
    if (update.week <= as_of && (last == nullptr || update.week > last->week)) last = &update;
  return last;
}

/// The owed week whose due day is the last that has passed; nothing before the first.
std::optional<Day> last_passed_week(const PlanningCalendar& calendar, Quarter quarter, Day as_of) {
  std::optional<Day> last;
  for (const Day monday : calendar.weeks(quarter))
    if (calendar.due_day(monday) < as_of) last = monday;
  return last;
}

/// The objective with the key results that were published, so that `shares` and `effective_state` see one whole.
Objective whole_plan(const PublishedObjective& published) {
  Objective objective = published.plan;
  objective.key_results.clear();
  for (const PublishedKeyResult& key_result : published.key_results) objective.key_results.push_back(key_result.plan);
  return objective;
}

/// Of the last week up to `week` that has one: an update that lacks it takes it from the one before (U4).
std::optional<double> last_value(const std::vector<WeeklyUpdate>& updates, Day week) {
  const WeeklyUpdate* last = nullptr;
  for (const WeeklyUpdate& update : updates)
    if (update.value && update.week <= week && (last == nullptr || update.week > last->week)) last = &update;
  return last == nullptr ? std::nullopt : last->value;
}

/// With those whose issues are gone: what is left must not be averaged as if it were all.
PublishedObjective with_lost(PublishedObjective objective) {
  for (PublishedKeyResult& lost : objective.lost) {
    lost.lost = true;
    objective.key_results.push_back(std::move(lost));
  }
  objective.lost.clear();
  std::ranges::stable_sort(objective.key_results, {}, [](const PublishedKeyResult& each) { return each.plan.number; });
  return objective;
}

DashboardKeyResult row_of(const PublishedKeyResult& published, KeyResultState state, const WeeklyUpdate* last,
                          std::optional<Day> passed_week) {
  DashboardKeyResult row;
  row.number = published.plan.number;
  row.title = published.plan.title;
  row.dri = published.plan.dri;
  row.state = state;
  row.url = published.url;
  row.lost = published.lost;
  row.closed = published.closed;
  row.measure = published.plan.measure;
  if (const Metric* metric = metric_in(row.measure)) row.unit = unit_of(*metric);
  if (last != nullptr) {
    const JudgedProgress judged = judged_progress(row.measure, published.updates, last->week);
    row.progress = judged.progress;
    row.computed = judged.computed;
    row.value = last_value(published.updates, last->week);
    row.updated = last->week;
    if (!last->unit.empty()) row.unit = last->unit;
  }
  if (!owes_updates(state)) return row;
  if (last == nullptr || !last->health.has_value()) {
    row.health = ReportedHealth::not_reported;
  } else if (passed_week.has_value() && last->week < *passed_week) {
    row.health = ReportedHealth::stale;
  } else {
    row.health = reported(*last->health);
  }
  return row;
}

/// The weighted mean over the key results that count, in percent; the plain mean where none of them has a weight, 0
/// where none counts.
double mean_progress(const std::vector<DashboardKeyResult>& rows, const std::vector<double>& weights) {
  double weighted = 0;
  double weight = 0;
  double plain = 0;
  double number = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!counts(rows[i].state)) continue;
    weighted += weights[i] * rows[i].progress;
    weight += weights[i];
    plain += rows[i].progress;
    ++number;
  }
  if (weight > 0) return weighted / weight;
  return number > 0 ? plain / number : 0;
}

struct Worst {
  std::optional<Health> health{};  ///< of all last updates, stale ones too
  bool owed = false;
};

std::optional<ReportedHealth> objective_health(const Worst& worst, const DashboardObjective& row) {
  if (!worst.owed) return std::nullopt;
  if (worst.health.has_value() && *worst.health != Health::on_track) return reported(*worst.health);
  if (row.not_reported > 0) return ReportedHealth::not_reported;
  if (row.stale > 0) return ReportedHealth::stale;
  return ReportedHealth::on_track;
}

/// A p2 of which no key result has begun: nobody expects anything of it yet.
bool is_stretch_not_begun(const Objective& plan) {
  return plan.priority == Priority::p2 && std::ranges::none_of(plan.key_results, [&](const KeyResult& each) {
           const KeyResultState state = effective_state(plan, each);
           return state != KeyResultState::not_started && state != KeyResultState::dropped;
         });
}

DashboardObjective roll_up_one(const PublishedObjective& published, Day as_of, std::optional<Day> passed_week,
                               double expected) {
  const Objective plan = whole_plan(published);
  DashboardObjective result;
  result.reference = plan.reference;
  result.title = plan.title;
  result.priority = plan.priority;
  result.dri = plan.dri;
  result.url = published.url;
  result.confidential = is_confidential(plan);
  result.gone = published.gone;
  result.closed = published.closed;
  Worst worst;
  for (const PublishedKeyResult& key_result : published.key_results) {
    const KeyResultState state = effective_state(plan, key_result.plan);
    const WeeklyUpdate* last = last_update(key_result, as_of);
    DashboardKeyResult row = row_of(key_result, state, last, passed_week);
    row.confidential = is_confidential(plan, key_result.plan);
    if (owes_updates(state)) {
      worst.owed = true;
      if (last != nullptr) worst.health = std::max(worst.health, last->health);
      if (row.health == ReportedHealth::stale) ++result.stale;
      if (row.health == ReportedHealth::not_reported) ++result.not_reported;
    }
    result.key_results.push_back(std::move(row));
  }
  result.progress = mean_progress(result.key_results, shares(plan));
  if (!is_stretch_not_begun(plan)) result.expected = expected;
  result.health = objective_health(worst, result);
  return result;
}

}  // namespace

std::string_view to_string(ReportedHealth health) {
  switch (health) {
    case ReportedHealth::on_track:
      return "On Track";
    case ReportedHealth::needs_attention:
      return "Needs Attention";
    case ReportedHealth::at_risk:
      return "At Risk";
    case ReportedHealth::not_reported:
      return "not reported";
    case ReportedHealth::stale:
      return "stale";
  }
  return "not reported";
}

std::string_view to_json_name(ReportedHealth health) {
  switch (health) {
    case ReportedHealth::on_track:
      return "on_track";
    case ReportedHealth::needs_attention:
      return "needs_attention";
    case ReportedHealth::at_risk:
      return "at_risk";
    case ReportedHealth::not_reported:
      return "not_reported";
    case ReportedHealth::stale:
      return "stale";
  }
  return "not_reported";
}

Dashboard roll_up(const std::vector<PublishedObjective>& objectives, const PlanningCalendar& calendar, Quarter quarter,
                  Day as_of) {
  Dashboard dashboard;
  dashboard.quarter = quarter;
  dashboard.as_of = as_of;
  const std::optional<Day> passed_week = last_passed_week(calendar, quarter, as_of);
  const double expected = calendar.elapsed(quarter, as_of) * 100;
  for (const PublishedObjective& objective : objectives)
    dashboard.objectives.push_back(roll_up_one(with_lost(objective), as_of, passed_week, expected));
  return dashboard;
}

}  // namespace secokr
