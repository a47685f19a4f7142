#include "app/core/meant_week.hpp"

namespace secokr::app {

MeantWeeks meant_weeks(const PlanningCalendar& calendar, Day today, const std::optional<Quarter>& quarter) {
  MeantWeeks weeks{.this_week = monday_of(today)};
  const Day first = calendar.default_week(today, true);
  if (first != weeks.this_week && (!quarter || calendar.quarter_of_week(first) == *quarter)) weeks.last_week = first;
  return weeks;
}

}  // namespace secokr::app
