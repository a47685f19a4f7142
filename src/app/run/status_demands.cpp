#include "app/run/status_demands.hpp"

#include <set>

#include "app/published/hand_changes.hpp"
#include "domain/rules/files.hpp"
#include "workspace/objective_files.hpp"

namespace secokr::app {
namespace {

/// The key results that a file drops; their issues learn it by an amendment.
Expected<std::set<std::string>> dropped_in_files(const Ports& ports, Quarter quarter) {
  std::set<std::string> ids;
  if (ports.workspace == nullptr) return ids;
  SECOKR_TRY(const auto files, workspace::read_objective_files(*ports.workspace, quarter));
  for (const auto& file : files)
    for (const KeyResult& key_result : file.document.objective().key_results)
      if (key_result.state == KeyResultState::dropped) ids.insert(key_result.id);
  return ids;
}

void add_demands(std::vector<Finding> found, Quarter quarter, std::vector<Blocker>& demands) {
  for (Finding& each : found) demands.push_back({each.rule, std::move(each.subject), std::move(each.message), quarter});
}

}  // namespace

Expected<std::vector<Blocker>> demands_on_me(const Ports& ports, const PublishedPlan& plan) {
  if (plan.all().empty()) return std::vector<Blocker>{};
  SECOKR_TRY(const std::set<std::string> dropped, dropped_in_files(ports, plan.quarter));
  const Org& org = ports.config.org;
  std::vector<Blocker> demands;
  for (const PublishedObjective* objective : plan.all())
    for (const PublishedKeyResult& each : objective->key_results)
      if (!dropped.contains(each.plan.id))
        add_demands(dependency_demands(org, plan.quarter, objective->plan, each.plan, ports.user), plan.quarter,
                    demands);
  const bool decides = !check_may_decide(org, ports.config.delegate, ports.user, "finalise").has_value();
  for (const HandChange& change : hand_changes(ports, plan))
    if (decides || change.concerns(ports.user))
      add_demands({changed_by_hand(change.subject, change.words())}, plan.quarter, demands);
  return demands;
}

std::vector<Blocker> planned_demands_on_me(const Ports& ports, const ReadPlan& read) {
  std::vector<Blocker> demands;
  for (const PlannedObjective& planned : read.plan.objectives) {
    if (planned.objective.status == ObjectiveStatus::excluded) continue;
    for (const KeyResult& key_result : planned.objective.key_results)
      add_demands(dependency_demands(ports.config.org, read.quarter, planned.objective, key_result, ports.user),
                  read.quarter, demands);
  }
  return demands;
}

}  // namespace secokr::app
