#include "app/published/running_key_results.hpp"

#include <algorithm>

#include "app/published/weekly_notes.hpp"
#include "domain/objective/forecast.hpp"

namespace secokr::app {

const RunningKeyResult* RunningQuarter::find(const PublishedKeyResult& key_result) const {
  const auto found =
      std::ranges::find(key_results, key_result.plan.id, [](const RunningKeyResult& each) { return each.plan.id; });
  return found == key_results.end() ? nullptr : &*found;
}

Expected<RunningQuarter> read_running_quarter(const Ports& ports, Quarter planned) {
  RunningQuarter running{.quarter = planned - 1};
  SECOKR_TRY(running.plan, read_published_plan(ports, running.quarter));
  SECOKR_TRY(const auto notes, read_weekly_notes(ports, running.plan));
  attach_updates(running.plan, notes);
  const PlanningCalendar& calendar = ports.config.calendar;
  const Dashboard dashboard = roll_up(running.plan.objectives, calendar, running.quarter, ports.today);
  const double elapsed = calendar.elapsed(running.quarter, ports.today);
  for (std::size_t i = 0; i < running.plan.objectives.size(); ++i) {
    const PublishedObjective& objective = running.plan.objectives[i];
    for (std::size_t j = 0; j < objective.key_results.size(); ++j) {
      const DashboardKeyResult& row = dashboard.objectives[i].key_results[j];
      if (row.state == KeyResultState::dropped) continue;
      const KeyResult& plan = objective.key_results[j].plan;
      running.key_results.push_back(
          {.objective = objective,
           .plan = plan,
           .row = row,
           .expected = dashboard.objectives[i].expected,
           .objective_progress = dashboard.objectives[i].progress,
           .forecast = forecast(row, elapsed),
           .confidential = objective.plan.confidential || running.plan.issues.at(plan.id).confidential});
    }
  }
  std::ranges::stable_sort(running.key_results, {}, [](const RunningKeyResult& each) {
    return each.objective.plan.priority.value_or(Priority::p2);
  });
  return running;
}

}  // namespace secokr::app
