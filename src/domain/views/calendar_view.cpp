#include "domain/views/calendar_view.hpp"

namespace secokr {

CalendarView view_of(const PlanningCalendar& calendar, Quarter quarter, Day today) {
  CalendarView view{.quarter = quarter,
                    .first_day = calendar.fiscal.first_day(quarter),
                    .last_day = calendar.fiscal.last_day(quarter),
                    .counting = calendar.counting,
                    .today = today,
                    .steps = calendar.steps(quarter),
                    .next_step = calendar.next_step(today, quarter)};
  for (const Day monday : calendar.all_weeks(quarter))
    if (calendar.owes_update(monday))
      view.weeks.push_back({.monday = monday, .due = calendar.due_day(monday)});
    else
      view.closed_weeks.push_back(monday);
  return view;
}

}  // namespace secokr
