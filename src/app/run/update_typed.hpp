#pragma once
#include <optional>
#include <string>

#include <secokr/error.hpp>
#include <secokr/planning_calendar.hpp>

#include "app/run/update.hpp"

namespace secokr::app {

/// An update as it was typed, before anything is known of what it is about.
struct TypedUpdate {
  std::string name{};         ///< empty where none is typed
  std::optional<Day> week{};  ///< any day of it
  UpdateRequest request{};
};

/// The quarter that the user named, beside the KR or in its name. Error: usage, where they are two.
Expected<std::optional<Quarter>> named_quarter(const std::string& typed, const std::optional<Quarter>& beside);
/// Error usage, for a week (its Monday) that has not begun, or lies in another quarter.
Status check_week(const PlanningCalendar& calendar, Day today, Day week, const std::optional<Quarter>& quarter);
/// Error usage, for a progress outside 0..100.
Status check_percent(const UpdateRequest& request);
/// Error usage, for a state that an update cannot set, or a pause without its critical project.
Status check_state(const std::string& name, const UpdateRequest& request);

/// All of it, and the name: what no server is needed for. What fails here can never be posted, so that it does not wait
/// in the outbox for one. Error: usage.
Status check_typed(const PlanningCalendar& calendar, Day today, const std::optional<Quarter>& beside,
                   const TypedUpdate& typed);

}  // namespace secokr::app
