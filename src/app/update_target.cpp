#include <algorithm>

#include <fmt/format.h>

#include <secokr/titles.hpp>

#include "app/published_name.hpp"
#include "app/update.hpp"
#include "base/text.hpp"

namespace secokr::app {
namespace {

/// A quarter's plan with the KR that is meant and its notes.
struct Reading {
  PublishedPlan plan{};
  FoundPublished found{};
  std::vector<WeeklyNote> notes{};
};

Expected<std::vector<WeeklyNote>> notes_of(const Ports& ports, const Reading& reading) {
  PublishedPlan one;
  one.quarter = reading.plan.quarter;
  one.objectives.push_back(*reading.found.objective);
  one.objectives.front().key_results = {*reading.found.key_result};
  for (const std::string& id : {reading.found.key_result->plan.id, reading.found.objective->plan.id})
    one.issues.emplace(id, reading.plan.issues.at(id));
  SECOKR_TRY(auto notes, read_weekly_notes(ports, one));
  return std::move(notes[reading.found.key_result->iid]);
}

Status read_quarter(const Ports& ports, Quarter quarter, const std::string& typed, Reading& reading) {
  SECOKR_TRY(reading.plan, read_published_plan(*ports.tracker, quarter));
  SECOKR_TRY(reading.found, find_published_key_result(reading.plan, typed));
  SECOKR_TRY(reading.notes, notes_of(ports, reading));
  return {};
}

void add_notices(const Ports& ports, UpdateTarget& target) {
  const std::string& dri = target.key_result.dri;
  if (!base::equals_folded(ports.user, dri) && !base::equals_folded(ports.user, target.objective_dri))
    target.notices.push_back(
        fmt::format("{} belongs to @{}; the update goes out under your name, @{}", target.name, dri, ports.user));
  if (target.state != KeyResultState::active)
    target.notices.push_back(fmt::format("{} is {} and owes no update; this one is taken all the same", target.name,
                                         to_string(target.state)));
}

UpdateTarget target_from(const Ports& ports, const Reading& reading, Day week) {
  const auto& [objective, key_result] = reading.found;
  UpdateTarget target{.quarter = reading.plan.quarter,
                      .week = week,
                      .name = reading.found.name(),
                      .objective_dri = objective->plan.dri,
                      .state = effective_state(objective->plan, key_result->plan),
                      .key_result = key_result->plan,
                      .issue = reading.plan.issues.at(key_result->plan.id)};
  const auto posted = std::ranges::find(reading.notes, week, [](const WeeklyNote& note) { return note.update.week; });
  if (posted != reading.notes.end()) target.posted = *posted;
  add_notices(ports, target);
  return target;
}

Error outside(const PlanningCalendar& calendar, Day week, Quarter quarter) {
  const std::vector<Day> weeks = calendar.weeks(quarter);
  return {.kind = ErrorKind::usage,
          .what = fmt::format("The week of {} is none of {}", to_string(week), to_string(quarter)),
          .reason = fmt::format("Its Friday, {}, lies in {}", to_string(week + days{4}),
                                to_string(calendar.quarter_of_week(week))),
          .help = fmt::format("Give --week a day of one of its weeks, from {} to {}, or name another quarter",
                              to_string(weeks.front()), to_string(weeks.back() + days{6}))};
}

/// The quarter that the user named, beside the KR or in its name.
Expected<std::optional<Quarter>> named_quarter(const UpdateRequest& request) {
  const auto name = parse_key_result_name(request.key_result);
  const auto in_name = name ? name->quarter : std::nullopt;
  if (in_name && request.quarter && *in_name != *request.quarter)
    return fail({.kind = ErrorKind::usage,
                 .what = fmt::format("The quarter is named twice: {} and --quarter {}", to_string(*in_name),
                                     to_string(*request.quarter)),
                 .help = "Leave one of them out"});
  return in_name ? in_name : request.quarter;
}

Status check_week(const Ports& ports, Day week, const std::optional<Quarter>& quarter) {
  if (week > monday_of(ports.today))
    return fail({.kind = ErrorKind::usage,
                 .what = fmt::format("The week of {} has not begun", to_string(week)),
                 .reason = fmt::format("Today is {}", to_string(ports.today)),
                 .help = "Give --week a day of this week or of an earlier one"});
  const PlanningCalendar& calendar = ports.config.calendar;
  if (quarter && calendar.quarter_of_week(week) != *quarter) return fail(outside(calendar, week, *quarter));
  return {};
}

}  // namespace

const Metric* UpdateTarget::metric() const {
  return key_result.measure ? std::get_if<Metric>(&*key_result.measure) : nullptr;
}

Expected<UpdateTarget> find_update_target(const Ports& ports, const UpdateRequest& request) {
  SECOKR_TRY(const auto quarter, named_quarter(request));
  const PlanningCalendar& calendar = ports.config.calendar;
  const Day this_week = monday_of(ports.today);
  const Day last_week = default_week(ports.today, true);
  Reading reading;
  if (!request.week && last_week != this_week && (!quarter || calendar.quarter_of_week(last_week) == *quarter)) {
    const auto read = read_quarter(ports, calendar.quarter_of_week(last_week), request.key_result, reading);
    if (read) {
      UpdateTarget target = target_from(ports, reading, last_week);
      const bool due_now = default_week(ports.today, !target.posted.has_value()) == last_week;
      if (due_now) {
        target.notices.insert(
            target.notices.begin(),
            fmt::format("Last week's update is missing: this is the one of the week {}; --week {} would be this week's",
                        to_string(last_week), to_string(this_week)));
        return target;
      }
      if (calendar.quarter_of_week(this_week) == target.quarter) return target_from(ports, reading, this_week);
    } else if (read.error().kind != ErrorKind::usage ||
               calendar.quarter_of_week(this_week) == calendar.quarter_of_week(last_week)) {
      return fail(read.error());
    }
  }
  const Day week = request.week ? monday_of(*request.week) : this_week;
  SECOKR_CHECK(check_week(ports, week, quarter));
  SECOKR_CHECK(read_quarter(ports, calendar.quarter_of_week(week), request.key_result, reading));
  return target_from(ports, reading, week);
}

}  // namespace secokr::app
