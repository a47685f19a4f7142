#include "app/run/update_typed.hpp"

#include <fmt/format.h>

#include <secokr/titles.hpp>

#include "app/core/meant_week.hpp"
#include "app/published/name.hpp"
#include "base/text.hpp"
#include "domain/commands.hpp"
#include "domain/objective/written.hpp"

namespace secokr::app {
namespace {

Error outside(const PlanningCalendar& calendar, Day week, Quarter quarter) {
  const std::vector<Day> weeks = calendar.weeks(quarter);
  return {.kind = ErrorKind::usage,
          .what = fmt::format("The week of {} is none of {}", to_string(week), to_string(quarter)),
          .reason = fmt::format("Its Friday, {}, lies in {}", to_string(week + days{4}),
                                to_string(calendar.quarter_of_week(week))),
          .help = weeks.empty() ? "Name another quarter"
                                : fmt::format("Give --week a day of one of its weeks, from {} to {}, or name another "
                                              "quarter",
                                              to_string(weeks.front()), to_string(weeks.back() + days{6}))};
}

/// Without a week the last one may be meant, or this one.
Status check_default_week(const PlanningCalendar& calendar, Day today, const std::optional<Quarter>& quarter) {
  const MeantWeeks weeks = meant_weeks(calendar, today, quarter);
  if (!quarter || weeks.last_week) return {};
  return check_week(calendar, today, weeks.this_week, quarter);
}

}  // namespace

Expected<std::optional<Quarter>> named_quarter(const std::string& typed, const std::optional<Quarter>& beside) {
  const auto name = parse_key_result_name(typed);
  const auto in_name = name ? name->quarter : std::nullopt;
  if (in_name && beside && *in_name != *beside)
    return fail({.kind = ErrorKind::usage,
                 .what = fmt::format("The quarter is named twice: {} and --quarter {}", to_string(*in_name),
                                     to_string(*beside)),
                 .help = "Leave one of them out"});
  return in_name ? in_name : beside;
}

Status check_week(const PlanningCalendar& calendar, Day today, Day week, const std::optional<Quarter>& quarter) {
  if (week > monday_of(today))
    return fail({.kind = ErrorKind::usage,
                 .what = fmt::format("The week of {} has not begun", to_string(week)),
                 .reason = fmt::format("Today is {}", to_string(today)),
                 .help = "Give --week a day of this week or of an earlier one"});
  if (quarter && calendar.quarter_of_week(week) != *quarter) return fail(outside(calendar, week, *quarter));
  return {};
}

Status check_percent(const UpdateRequest& request) {
  if (!request.progress || (*request.progress >= 0 && *request.progress <= 100)) return {};
  return fail(
      {.kind = ErrorKind::usage,
       .what = fmt::format("--progress {} is no percentage from 0 to 100", base::format_number(*request.progress)),
       .help = "Give a number from 0 to 100, or a metric's value with --value"});
}

Status check_state(const std::string& name, const UpdateRequest& request) {
  const bool pauses = request.state == KeyResultState::paused;
  if (request.state == KeyResultState::dropped)
    return fail({.kind = ErrorKind::usage,
                 .what = fmt::format("{} cannot be dropped by an update", name),
                 .reason = "A drop changes what was finalised, and goes on the record (D3)",
                 .help = command::drop(name)});
  if (pauses && request.critical_project.empty())
    return fail({.kind = ErrorKind::usage,
                 .what = fmt::format("{} is paused by no critical project", name),
                 .reason = "Only a critical project takes priority over a key result that runs",
                 .help = "Add --critical-project URL"});
  if (pauses && !is_link(request.critical_project))
    return fail({.kind = ErrorKind::usage,
                 .what = fmt::format("--critical-project '{}' is no link", request.critical_project),
                 .help = "Give the critical project's address, such as https://…"});
  if (!pauses && !request.critical_project.empty())
    return fail({.kind = ErrorKind::usage,
                 .what = "--critical-project is given without a pause",
                 .help = "Add --state paused, or leave it out"});
  return {};
}

Status check_typed(const PlanningCalendar& calendar, Day today, const std::optional<Quarter>& beside,
                   const TypedUpdate& typed) {
  if (!typed.name.empty() && !parse_key_result_name(typed.name)) return fail(no_name(typed.name));
  SECOKR_TRY(const auto quarter, named_quarter(typed.name, beside));
  if (typed.week) SECOKR_CHECK(check_week(calendar, today, monday_of(*typed.week), quarter));
  if (!typed.week) SECOKR_CHECK(check_default_week(calendar, today, quarter));
  SECOKR_CHECK(check_percent(typed.request));
  return typed.name.empty() ? Status{} : check_state(typed.name, typed.request);
}

}  // namespace secokr::app
