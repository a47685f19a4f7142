#include "app/dashboard.hpp"

#include <algorithm>

#include "app/published_plan.hpp"

namespace secokr::app {
namespace {

/// A KR can be confidential on its own: its issue says so.
void mark_confidential(const PublishedPlan& plan, Dashboard& dashboard) {
  for (std::size_t i = 0; i < plan.objectives.size(); ++i) {
    const auto& key_results = plan.objectives[i].key_results;
    for (std::size_t j = 0; j < key_results.size(); ++j)
      if (plan.issues.at(key_results[j].plan.id).confidential)
        dashboard.objectives[i].key_results[j].confidential = true;
  }
}

/// Counted, not named (PROCESS.md 8). What an objective's open KRs add up to stays its whole progress.
void withhold(Dashboard& dashboard) {
  dashboard.withheld =
      std::erase_if(dashboard.objectives, [](const DashboardObjective& objective) { return objective.confidential; });
  for (DashboardObjective& objective : dashboard.objectives)
    dashboard.withheld_key_results += std::erase_if(
        objective.key_results, [](const DashboardKeyResult& key_result) { return key_result.confidential; });
}

}  // namespace

Expected<Dashboard> read_dashboard(const Ports& ports, const DashboardRequest& request) {
  SECOKR_TRY(PublishedPlan plan, read_published_plan(*ports.tracker, request.quarter));
  SECOKR_TRY(const auto notes, read_weekly_notes(ports, plan));
  attach_updates(plan, notes);
  Dashboard dashboard = roll_up(plan.objectives, ports.config.calendar, request.quarter, ports.today);
  dashboard.as_of_given = request.as_of_given;
  if (request.audience == Audience::division) dashboard.doubles = double_notices(plan);
  mark_confidential(plan, dashboard);
  if (request.audience == Audience::organisation) withhold(dashboard);
  std::ranges::stable_sort(dashboard.objectives, {}, [](const DashboardObjective& objective) {
    return objective.priority.value_or(Priority::p2);
  });
  return dashboard;
}

}  // namespace secokr::app
