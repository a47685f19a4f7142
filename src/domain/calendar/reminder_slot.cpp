#include "domain/views/update_reminders.hpp"

#include <algorithm>

namespace secokr {

std::string_view to_string(ReminderSlot slot) { return slot == ReminderSlot::due ? "due" : "monday"; }

std::optional<ReminderSlot> parse_reminder_slot(std::string_view text) {
  for (const ReminderSlot slot : {ReminderSlot::due, ReminderSlot::monday})
    if (text == to_string(slot)) return slot;
  return std::nullopt;
}

Day slot_begins(const PlanningCalendar& calendar, Day week, ReminderSlot slot) {
  if (slot == ReminderSlot::due) return calendar.due_day(week);
  const Day monday = week + days{7};
  const Day tuesday = monday + days{1};
  return calendar.closed_days.contains(monday) && !calendar.closed_days.contains(tuesday) ? tuesday : monday;
}

std::optional<ReminderSlot> reminder_slot(const PlanningCalendar& calendar, Day week, Day today) {
  if (!calendar.owes_update(week)) return std::nullopt;
  const Day sunday = week + days{6};
  const Day tuesday = week + days{8};
  if (today <= sunday)
    return today >= slot_begins(calendar, week, ReminderSlot::due) ? std::optional{ReminderSlot::due} : std::nullopt;
  const bool open = today <= tuesday && today >= slot_begins(calendar, week, ReminderSlot::monday);
  return open ? std::optional{ReminderSlot::monday} : std::nullopt;
}

std::size_t silent_weeks(const std::vector<WeeklyUpdate>& updates, const PlanningCalendar& calendar, Quarter quarter,
                         Day week, Day published_on) {
  const std::vector<Day> weeks = calendar.weeks(quarter);
  std::size_t silent = 0;
  for (auto each = weeks.rbegin(); each != weeks.rend(); ++each) {
    if (*each >= week) continue;
    if (calendar.due_day(*each) < published_on) break;
    if (std::ranges::find(updates, *each, &WeeklyUpdate::week) != updates.end()) break;
    ++silent;
  }
  return silent;
}

}  // namespace secokr
