#pragma once
#include <optional>
#include <vector>

#include <secokr/planning_calendar.hpp>

namespace secokr {

/// A week for which an update is owed: named by its Monday, due on its Friday or the last open day before it.
struct UpdateWeek {
  Day monday{};
  Day due{};

  /// True where closed days moved the due day from the Friday.
  bool moved() const { return due != monday + days{4}; }
  friend bool operator==(const UpdateWeek&, const UpdateWeek&) = default;
};

/// What `secokr calendar` prints: one quarter's planning calendar as seen on a day.
struct CalendarView {
  Quarter quarter{};
  Day first_day{};
  Day last_day{};
  Counting counting = Counting::literal;
  Day today{};
  std::vector<PlannedStep> steps{};
  std::optional<PlannedStep> next_step{};
  std::vector<UpdateWeek> weeks{};
  std::vector<Day> closed_weeks{};  ///< Mondays of those that owe no update
};

CalendarView view_of(const PlanningCalendar& calendar, Quarter quarter, Day today);

}  // namespace secokr
