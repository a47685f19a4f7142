#include "app/remind/dependency_reminders.hpp"

#include <algorithm>

#include "app/dependency/dependencies.hpp"
#include "base/text.hpp"

namespace secokr::app {
namespace {

DependencyReminder& reminder_for(std::vector<DependencyReminder>& reminders, const std::string& manager) {
  const auto found = std::ranges::find_if(
      reminders, [&](const DependencyReminder& each) { return base::equals_folded(each.manager, manager); });
  if (found != reminders.end()) return *found;
  reminders.push_back({.manager = manager});
  return reminders.back();
}

void add_once(std::vector<std::string>& names, const std::string& name) {
  if (!name.empty() && std::ranges::find(names, name) == names.end()) names.push_back(name);
}

}  // namespace

Expected<DependencyReminders> read_dependency_reminders(const Ports& ports, Quarter quarter, Audience audience) {
  SECOKR_TRY(DependencyView view, list_dependencies(ports, {.quarter = quarter}));
  const PlanningCalendar& calendar = ports.config.calendar;
  DependencyReminders result{.quarter = quarter,
                             .today = ports.today,
                             .first_day = calendar.fiscal.first_day(quarter),
                             .last_day = calendar.fiscal.last_day(quarter),
                             .prepared_from = calendar.date_of(Step::preparation, quarter),
                             .final_on = calendar.date_of(Step::final, quarter),
                             .all = view.all,
                             .notices = std::move(view.notices)};
  for (DependencyRow& row : view.dependencies) {
    if (!row.open()) continue;
    DependencyReminder& reminder = reminder_for(result.reminders, row.manager);
    add_once(reminder.teams, row.dependency.team);
    const Audience reader = ports.config.org.in_division(row.manager) ? audience : Audience::organisation;
    if (!shows(reader, row.confidential)) {
      ++reminder.withheld;
      add_once(reminder.ask, row.dri);
    } else {
      reminder.dependencies.push_back(std::move(row));
    }
  }
  std::ranges::sort(result.reminders, {}, &DependencyReminder::manager);
  return result;
}

}  // namespace secokr::app
