#pragma once
#include <map>
#include <optional>
#include <vector>

#include <secokr/planning_calendar.hpp>

#include "app/published/plan.hpp"
#include "app/published/weekly_notes.hpp"

namespace secokr::app {

/// What the week's notes of an objective's KRs say together, to begin the objective's own update with (PROCESS.md 6):
/// the weighted mean of their progress, the worst health of the week, and their texts, each behind its `KRn`. Nothing
/// where no KR has a note for the week.
std::optional<WeeklyUpdate> rolled_up_update(const PublishedObjective& objective,
                                             const std::map<long, std::vector<WeeklyNote>>& notes,
                                             const PlanningCalendar& calendar, Quarter quarter, Day week);

}  // namespace secokr::app
