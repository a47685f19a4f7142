#include "app/remind/update_reminders.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <secokr/progress.hpp>

#include "app/core/meant_week.hpp"
#include "app/published/hand_changes.hpp"
#include "app/published/name.hpp"
#include "app/published/weekly_notes.hpp"
#include "base/text.hpp"
#include "domain/people/audience.hpp"
#include "domain/people/dependency_sides.hpp"

namespace secokr::app {
namespace {

/// A quarter's plan with its updates, and the week that is meant.
struct ReminderReading {
  PublishedPlan plan{};
  Day week{};
};

Expected<ReminderReading> read_week(const Ports& ports, Day week) {
  ReminderReading reading{.week = week};
  SECOKR_TRY(reading.plan, read_published_plan(ports, ports.config.calendar.quarter_of_week(week)));
  SECOKR_TRY(const auto notes, read_weekly_notes(ports, reading.plan));
  attach_updates(reading.plan, notes);
  return reading;
}

bool is_active(const PublishedObjective& objective, const PublishedKeyResult& key_result) {
  return effective_state(objective.plan, key_result.plan) == KeyResultState::active;
}

bool has_update(const PublishedKeyResult& key_result, Day week) {
  return std::ranges::find(key_result.updates, week, &WeeklyUpdate::week) != key_result.updates.end();
}

bool somebody_owes(const PlanningCalendar& calendar, const ReminderReading& reading) {
  return calendar.owes_update(reading.week) &&
         std::ranges::any_of(reading.plan.all(), [&](const PublishedObjective* objective) {
           return std::ranges::any_of(objective->key_results, [&](const PublishedKeyResult& key_result) {
             return is_active(*objective, key_result) && !has_update(key_result, reading.week);
           });
         });
}

Error none_of(const PlanningCalendar& calendar, Day week, Quarter quarter) {
  const std::vector<Day> weeks = calendar.weeks(quarter);
  return {.kind = ErrorKind::usage,
          .what = fmt::format("The week {} belongs to {}, not to {}", to_string(week),
                              to_string(calendar.quarter_of_week(week)), to_string(quarter)),
          .reason = "A week belongs to the quarter that its Friday lies in",
          .help = weeks.empty() ? "Name another quarter with --quarter"
                                : fmt::format("Name one of the weeks of {} with --week: {} to {}", to_string(quarter),
                                              to_string(weeks.front()), to_string(weeks.back()))};
}

/// On Monday and Tuesday, without a week named: last week while it is missing, else this one (PROCESS.md 1).
Expected<ReminderReading> read_last_or_this(const Ports& ports, const RemindRequest& request, Day last_week,
                                            Day this_week) {
  const PlanningCalendar& calendar = ports.config.calendar;
  SECOKR_TRY(ReminderReading last, read_week(ports, last_week));
  const bool its_slot = request.posts && !reminder_slot(calendar, this_week, ports.today);
  const Quarter next = calendar.quarter_of_week(this_week);
  if (request.quarter && next != *request.quarter) return last;
  if (!last.plan.empty() && (somebody_owes(calendar, last) || its_slot)) return last;
  if (next == last.plan.quarter) {
    last.week = this_week;
    return last;
  }
  SECOKR_TRY(ReminderReading now, read_week(ports, this_week));
  return now.plan.empty() ? std::move(last) : std::move(now);
}

Expected<ReminderReading> read_meant(const Ports& ports, const RemindRequest& request) {
  const PlanningCalendar& calendar = ports.config.calendar;
  const auto [this_week, last_week] = meant_weeks(calendar, ports.today, request.quarter);
  if (!request.week && last_week) return read_last_or_this(ports, request, *last_week, this_week);
  const Day week = request.week ? monday_of(*request.week) : this_week;
  if (request.quarter && calendar.quarter_of_week(week) != *request.quarter)
    return fail(none_of(calendar, week, *request.quarter));
  if (week > this_week)
    return fail({.kind = ErrorKind::usage,
                 .what = fmt::format("The week {} has not begun, and nobody owes its update", to_string(week)),
                 .reason = fmt::format("Today is {}", to_string(ports.today)),
                 .help = "Give --week a day of this week or of an earlier one"});
  return read_week(ports, week);
}

void add_person_once(std::vector<std::string>& names, const std::string& name) {
  const bool known =
      std::ranges::any_of(names, [&](const std::string& each) { return base::equals_folded(each, name); });
  if (!name.empty() && !known) names.push_back(name);
}

/// U5: the milestone's DRI and the KR's; of what is late or at risk also the objective's DRI and the managers whose
/// teams set time aside for the KR: a promise that stands or is still asked for. Of a confidential KR nobody outside
/// the division is told.
std::vector<std::string> stakeholders(const Ports& ports, const PublishedObjective& objective,
                                      const KeyResult& key_result, const Concern& concern, bool confidential) {
  std::vector<std::string> names;
  if (concern.milestone) add_person_once(names, concern.milestone->dri);
  add_person_once(names, key_result.dri);
  if (!concern.is_pressing(ports.today)) return names;
  add_person_once(names, objective.plan.dri);
  const DependencySides sides(ports.config.org, objective.plan, key_result);
  for (const Dependency& dependency : key_result.dependencies) {
    const DependencyStatus status = dependency.status();
    if (status != DependencyStatus::requested && status != DependencyStatus::confirmed) continue;
    const std::string manager = sides.manager_of(dependency);
    if (!confidential || ports.config.org.in_division(manager)) add_person_once(names, manager);
  }
  return names;
}

/// Today `update` means another week than the one that is read, unless the week is named. Last week may belong to a
/// quarter of which nothing is known here.
bool means_another_week(const Ports& ports, const ReminderReading& reading, const PublishedKeyResult& key_result) {
  const Day last_week = ports.config.calendar.default_week(ports.today, true);
  const bool known = ports.config.calendar.quarter_of_week(last_week) == reading.plan.quarter;
  const bool missing = !known || !has_update(key_result, last_week);
  return ports.config.calendar.default_week(ports.today, missing) != reading.week;
}

OwedReminder owed_reminder(const Ports& ports, const ReminderReading& reading, const PublishedObjective& objective,
                           const PublishedKeyResult& key_result) {
  const tracker::Issue& issue = reading.plan.issues.at(key_result.plan.id);
  const PlanningCalendar& calendar = ports.config.calendar;
  OwedReminder owed{.id = key_result.plan.id,
                    .objective_id = objective.plan.id,
                    .key_result = name_of(objective.plan, key_result.plan),
                    .title = key_result.plan.title,
                    .dri = key_result.plan.dri,
                    .objective_dri = objective.plan.dri,
                    .url = key_result.url,
                    .confidential = is_confidential(objective.plan, key_result.plan)};
  const auto last = std::ranges::max_element(key_result.updates, {}, &WeeklyUpdate::week);
  if (last != key_result.updates.end()) {
    owed.last = *last;
    // As the dashboard has it.
    owed.last->progress = judged_progress(key_result.plan.measure, key_result.updates, last->week).progress;
  }
  owed.names_week = means_another_week(ports, reading, key_result);
  owed.silent =
      silent_weeks(key_result.updates, calendar, reading.plan.quarter, reading.week, ports.day_of(issue.created_at));
  return owed;
}

void add_raised(const Ports& ports, const ReminderReading& reading, const PublishedObjective& objective,
                const PublishedKeyResult& key_result, std::vector<RaisedReminder>& raised) {
  const bool confidential = is_confidential(objective.plan, key_result.plan);
  for (Concern& concern : concerns_of(key_result, ports.config.calendar, reading.plan.quarter, ports.today)) {
    auto tell = stakeholders(ports, objective, key_result.plan, concern, confidential);
    raised.push_back({.id = key_result.plan.id,
                      .key_result = name_of(objective.plan, key_result.plan),
                      .title = key_result.plan.title,
                      .dri = key_result.plan.dri,
                      .url = key_result.url,
                      .confidential = confidential,
                      .concern = std::move(concern),
                      .tell = std::move(tell)});
  }
}

UpdateReminders reminders_of(const Ports& ports, const ReminderReading& reading) {
  const PlanningCalendar& calendar = ports.config.calendar;
  UpdateReminders result{.quarter = reading.plan.quarter,
                         .as_of = ports.today,
                         .week = reading.week,
                         .due = calendar.due_day(reading.week),
                         .closed = !calendar.owes_update(reading.week),
                         .slot = reminder_slot(calendar, reading.week, ports.today),
                         .monday_slot = slot_begins(calendar, reading.week, ReminderSlot::monday),
                         .notices = double_notices(reading.plan)};
  if (result.closed)
    result.notices.push_back(
        fmt::format("All five days of the week {} are closed: it owes no update", to_string(reading.week)));
  const std::vector<HandChange> changes = hand_changes(ports, reading.plan);
  for (const HandChange& change : changes)
    result.notices.push_back(change.sentence(Audience::organisation) +
                             (change.hides() ? "; nobody is reminded of it meanwhile" : ""));
  for (const PublishedObjective* objective : reading.plan.all())
    for (const PublishedKeyResult& key_result : objective->key_results) {
      if (!is_active(*objective, key_result)) continue;
      ++result.active;
      // Nobody looks at what is closed, and the objective's DRI is told by `status`.
      if (const HandChange* change = find_change(changes, key_result.plan.id); change != nullptr && change->hides())
        continue;
      if (!result.closed && !has_update(key_result, reading.week))
        result.owed.push_back(owed_reminder(ports, reading, *objective, key_result));
      add_raised(ports, reading, *objective, key_result, result.raised);
    }
  result.missing = result.owed.size();
  return result;
}

}  // namespace

Expected<ReadReminders> read_update_reminders(const Ports& ports, const RemindRequest& request) {
  SECOKR_TRY(ReminderReading reading, read_meant(ports, request));
  if (reading.plan.empty()) return fail(nothing_published(reading.plan.quarter));
  ReadReminders result{.reminders = reminders_of(ports, reading)};
  if (const Day this_week = monday_of(ports.today); !request.week && reading.week != this_week)
    result.reminders.notices.push_back(
        fmt::format("On Monday and Tuesday it is about last week; --week {} is this one", to_string(this_week)));
  result.plan = std::move(reading.plan);
  return result;
}

}  // namespace secokr::app
