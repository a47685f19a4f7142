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

bool is_over(KeyResultState state) { return state == KeyResultState::dropped || state == KeyResultState::done; }

/// What is asked of me, key result by key result.
class Demands {
 public:
  Demands(const Ports& ports, Quarter quarter) : m_ports(ports), m_quarter(quarter) {}

  void look_at(const Objective& objective, const KeyResult& key_result) {
    for (Finding& demand : dependency_demands(m_ports.config.org, m_quarter, objective, key_result, m_ports.user))
      add(std::move(demand));
  }
  void add(Finding demand) {
    m_demands.push_back({demand.rule, std::move(demand.subject), std::move(demand.message), m_quarter});
  }
  std::vector<Blocker> all() && { return std::move(m_demands); }

 private:
  const Ports& m_ports;
  Quarter m_quarter;
  std::vector<Blocker> m_demands{};
};

}  // namespace

Expected<std::vector<Blocker>> demands_on_me(const Ports& ports, const PublishedPlan& plan) {
  if (plan.all().empty()) return std::vector<Blocker>{};
  SECOKR_TRY(const std::set<std::string> dropped, dropped_in_files(ports, plan.quarter));
  Demands demands(ports, plan.quarter);
  for (const PublishedObjective* objective : plan.all())
    for (const PublishedKeyResult& each : objective->key_results)
      if (!is_over(effective_state(objective->plan, each.plan)) && !dropped.contains(each.plan.id))
        demands.look_at(objective->plan, each.plan);
  const bool decides = !check_may_decide(ports.config.org, ports.config.delegate, ports.user, "finalise").has_value();
  for (const HandChange& change : hand_changes(ports, plan))
    if (decides || change.concerns(ports.user)) demands.add(changed_by_hand(change.subject, change.words()));
  return std::move(demands).all();
}

std::vector<Blocker> planned_demands_on_me(const Ports& ports, const ReadPlan& read) {
  Demands demands(ports, read.quarter);
  for (const PlannedObjective& planned : read.plan.objectives) {
    if (planned.objective.status == ObjectiveStatus::excluded) continue;
    for (const KeyResult& key_result : planned.objective.key_results)
      if (!is_over(effective_state(planned.objective, key_result))) demands.look_at(planned.objective, key_result);
  }
  return std::move(demands).all();
}

}  // namespace secokr::app
