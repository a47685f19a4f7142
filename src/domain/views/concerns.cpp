#include "domain/views/update_reminders.hpp"

#include <algorithm>

#include <secokr/progress.hpp>

#include "domain/rules/updates.hpp"

namespace secokr {
namespace {

/// The updates of weeks that have begun, newest first.
std::vector<const WeeklyUpdate*> begun(const std::vector<WeeklyUpdate>& updates, Day today) {
  std::vector<const WeeklyUpdate*> result;
  for (const WeeklyUpdate& update : updates)
    if (update.week <= today) result.push_back(&update);
  std::ranges::sort(result, std::ranges::greater{}, [](const WeeklyUpdate* update) { return update->week; });
  return result;
}

/// No week of which the due day has passed lies after the update's.
bool is_fresh(const WeeklyUpdate& update, const PlanningCalendar& calendar, Quarter quarter, Day today) {
  return std::ranges::none_of(calendar.weeks(quarter),
                              [&](Day week) { return week > update.week && calendar.due_day(week) < today; });
}

void add_milestones(const KeyResult& plan, const WeeklyUpdate* last, Day today, std::vector<Concern>& concerns) {
  for (const Milestone& milestone : plan.milestones) {
    if (!milestone.open()) continue;
    const bool near = is_due_soon(milestone, today);
    const bool at_risk = last != nullptr && std::ranges::find(last->milestones_at_risk, milestone.number) !=
                                                last->milestones_at_risk.end();
    if (near || at_risk)
      concerns.push_back({.kind = ConcernKind::milestone, .milestone = milestone, .at_risk = at_risk});
  }
}

/// The week since which the progress is what it is, where that is long enough ago.
std::optional<Day> unmoved_since(const PublishedKeyResult& key_result,
                                 const std::vector<const WeeklyUpdate*>& newest_first) {
  const WeeklyUpdate& last = *newest_first.front();
  const auto shown_in = [&](Day week) {
    return format_percent(judged_progress(key_result.plan.measure, key_result.updates, week).progress);
  };
  const std::string shown = shown_in(last.week);
  std::optional<Day> since;
  for (const WeeklyUpdate* update : newest_first) {
    if (shown_in(update->week) != shown) break;
    since = update->week;
  }
  return since && last.week - *since >= unmoved_span ? since : std::nullopt;
}

}  // namespace

std::string_view to_string(ConcernKind kind) {
  switch (kind) {
    case ConcernKind::milestone:
      return "milestone";
    case ConcernKind::unmoved:
      return "unmoved";
    case ConcernKind::behind:
      return "behind";
  }
  return "";
}

bool Concern::is_pressing(Day today) const {
  return !milestone || at_risk || (milestone->due && *milestone->due < today);
}

std::string Concern::token() const {
  return kind == ConcernKind::milestone && milestone ? "m" + std::to_string(milestone->number)
                                                     : std::string(to_string(kind));
}

std::vector<Concern> concerns_of(const PublishedKeyResult& key_result, const PlanningCalendar& calendar,
                                 Quarter quarter, Day today) {
  const auto newest_first = begun(key_result.updates, today);
  const WeeklyUpdate* last = newest_first.empty() ? nullptr : newest_first.front();
  std::vector<Concern> concerns;
  add_milestones(key_result.plan, last, today, concerns);
  if (last == nullptr || last->health != Health::on_track || !is_fresh(*last, calendar, quarter, today))
    return concerns;
  const double progress = judged_progress(key_result.plan.measure, key_result.updates, last->week).progress;
  if (const auto since = unmoved_since(key_result, newest_first); since && !reaches(progress, 100))
    concerns.push_back({.kind = ConcernKind::unmoved, .progress = progress, .since = since});
  const Day measured_on = std::min(today, calendar.due_day(last->week));
  const double expected = calendar.elapsed(quarter, measured_on) * 100;
  if (reaches(expected - progress, far_behind_points))
    concerns.push_back({.kind = ConcernKind::behind, .progress = progress, .expected = expected});
  return concerns;
}

}  // namespace secokr
