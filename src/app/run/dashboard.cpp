#include "app/run/dashboard.hpp"

#include <algorithm>

#include "app/published/hand_changes.hpp"
#include "app/published/plan.hpp"
#include "app/published/weekly_notes.hpp"

namespace secokr::app {
namespace {

/// Also what has lost its own issue: its key results are there.
std::vector<PublishedObjective> everything(const PublishedPlan& plan) {
  std::vector<PublishedObjective> all = plan.objectives;
  all.insert(all.end(), plan.headless.begin(), plan.headless.end());
  return all;
}

}  // namespace

Expected<Dashboard> read_dashboard(const Ports& ports, const DashboardRequest& request) {
  SECOKR_TRY(PublishedPlan plan, read_published_plan(ports, request.quarter));
  SECOKR_TRY(const auto notes, read_weekly_notes(ports, plan));
  attach_updates(plan, notes);
  const std::vector<HandChange> changes = hand_changes(ports, plan);
  mark_closed(plan, changes);
  Dashboard dashboard = roll_up(everything(plan), ports.config.calendar, request.quarter, ports.today);
  dashboard.as_of_given = request.as_of_given;
  dashboard.notices = double_notices(plan);
  for (const HandChange& change : changes) dashboard.notices.push_back(change.sentence(request.audience));
  withhold(request.audience, dashboard);
  std::ranges::stable_sort(dashboard.objectives, {}, [](const DashboardObjective& objective) {
    return objective.priority.value_or(Priority::p2);
  });
  return dashboard;
}

}  // namespace secokr::app
