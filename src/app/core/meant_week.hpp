#pragma once
#include <optional>

#include <secokr/planning_calendar.hpp>

namespace secokr::app {

/// The weeks (their Mondays) that a command may mean where none is named: from Wednesday to Sunday this one. On Monday
/// and Tuesday last week comes first, and is meant while an update of it is missing, also where it belongs to the
/// quarter before (PROCESS.md 1). `status`, `update` and `remind` ask here.
struct MeantWeeks {
  Day this_week{};
  std::optional<Day> last_week{};  ///< nothing where it cannot be meant
};

/// With a quarter named, last week can be meant only where it belongs to that quarter.
MeantWeeks meant_weeks(const PlanningCalendar& calendar, Day today, const std::optional<Quarter>& quarter);

}  // namespace secokr::app
