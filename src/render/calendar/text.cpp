#include <fmt/format.h>

#include <algorithm>

#include "render/calendar/calendar.hpp"
#include "render/core/relative_day.hpp"

namespace secokr::render {

namespace {

std::string date_cell(const PlannedStep& step) {
  std::string cell = to_string(step.date);
  if (step.until) cell += " to " + to_string(*step.until);
  if (step.computed) cell += fmt::format(" (counted {})", to_string(*step.computed));
  return cell;
}

std::string mondays_cell(const PlannedStep& step) {
  if (!step.mondays_before) return "";
  return step.until ? fmt::format("{} to {}", *step.mondays_before, mondays_before(Step::final))
                    : std::to_string(*step.mondays_before);
}

std::string when_cell(const PlannedStep& step, Day today) {
  const bool under_way = step.until && step.date <= today && today <= *step.until;
  return under_way ? "under way" : relative_day(step.date, today);
}

std::string next_line(const CalendarView& view) {
  const auto line = [&](std::string_view beginning, Day day) {
    return fmt::format("{} on {}, {}.", beginning, to_string(day), relative_day(day, view.today));
  };
  if (view.next_step) return line("Next: " + view.next_step->step, view.next_step->date);
  const std::string quarter = to_string(view.quarter);
  if (view.today < view.first_day)
    return line("Every planning step has passed; " + quarter + " begins", view.first_day);
  return view.today <= view.last_day ? line(quarter + " is under way and ends", view.last_day)
                                     : line(quarter + " ended", view.last_day);
}

/// The proposal comes in the days after the CEO shares the company's OKRs; where it does not, how it is moved.
std::string late_company_notice(const CalendarView& view) {
  const auto shares = std::ranges::find(view.steps, ceo_shares, &PlannedStep::step);
  const auto proposal = std::ranges::find(view.steps, to_string(Step::proposal), &PlannedStep::step);
  if (shares == view.steps.end() || proposal == view.steps.end() || shares->date <= proposal->date) return {};
  const Day monday = monday_of(shares->date + days{6});
  return fmt::format(
      "The CEO shares the company's OKRs on {}, after the proposal on {}; to move the proposal, write `proposal = {}` "
      "below `[calendar.{}]` in secokr.toml.",
      to_string(shares->date), to_string(proposal->date), to_string(monday), to_string(view.quarter));
}

}  // namespace

std::string calendar_heading(const CalendarView& view) {
  return fmt::format("Planning calendar of {} ({} to {}), {} counting", to_string(view.quarter),
                     to_string(view.first_day), to_string(view.last_day), to_string(view.counting));
}

std::vector<std::string> calendar_columns() { return {"Step", "Mondays before", "Date", "When", "Who", "What"}; }

std::vector<std::vector<std::string>> calendar_rows(const CalendarView& view) {
  std::vector<std::vector<std::string>> rows;
  for (const PlannedStep& step : view.steps)
    rows.push_back({step.step, mondays_cell(step), date_cell(step), when_cell(step, view.today), step.who, step.what});
  return rows;
}

std::vector<std::string> calendar_footer(const CalendarView& view) {
  std::vector<std::string> lines{next_line(view)};
  if (!view.weeks.empty())
    lines.push_back(fmt::format("Weekly updates: {} weeks, due on Fridays, {} to {}.", view.weeks.size(),
                                to_string(view.weeks.front().monday + days{4}),
                                to_string(view.weeks.back().monday + days{4})));
  return lines;
}

std::vector<std::string> calendar_notices(const CalendarView& view) {
  std::vector<std::string> notices;
  const auto differing =
      std::ranges::find_if(view.steps, [](const PlannedStep& step) { return step.other_counting.has_value(); });
  if (differing != view.steps.end() && differing->other_counting) {
    const bool literal = view.counting == Counting::literal;
    notices.push_back(
        fmt::format("{} starts on a {}, where the countings differ: {} counting puts each step a week {} ({} on {}); "
                    "calendar.counting chooses.",
                    to_string(view.quarter), date::format("%A", view.first_day),
                    to_string(literal ? Counting::published : Counting::literal), literal ? "earlier" : "later",
                    differing->step, to_string(*differing->other_counting)));
  }
  for (const PlannedStep& step : view.steps)
    if (step.computed)
      notices.push_back(fmt::format("{} was moved to {}; {} counting gives {}.", step.step, to_string(step.date),
                                    to_string(view.counting), to_string(*step.computed)));
  for (const PlannedStep& step : view.steps)
    if (step.closed)
      notices.push_back(fmt::format("{} stays on {}, {}, although that day is closed.", step.step,
                                    date::format("%A", step.date), to_string(step.date)));
  if (auto late = late_company_notice(view); !late.empty()) notices.push_back(std::move(late));
  for (const Day monday : view.closed_weeks)
    notices.push_back(fmt::format("The week {} owes no update: all its five days are closed.", to_string(monday)));
  for (const UpdateWeek& week : view.weeks)
    if (week.moved())
      notices.push_back(fmt::format("The update of the week {} is due on {}, {}: its Friday is closed.",
                                    to_string(week.monday), date::format("%A", week.due), to_string(week.due)));
  return notices;
}

}  // namespace secokr::render
