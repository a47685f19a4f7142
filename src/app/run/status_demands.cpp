#include "app/run/status_demands.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "app/published/hand_changes.hpp"
#include "base/text.hpp"
#include "domain/commands.hpp"
#include "domain/people/dependency_sides.hpp"
#include "domain/rules/rules.hpp"
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

std::string declined_words(const Dependency& dependency, const std::string& name) {
  const DependencyEvent* event = standing_event(dependency);
  std::string why(to_string(event->decline_class.value_or(DeclineClass::other)));
  if (!event->reason.empty()) why += ": " + event->reason;
  return fmt::format("{} declined on {} ({}); re-scope it with {} and what changes, or drop it with {}",
                     dependency.team, to_string(event->on), why, command::rescope(name), command::drop(name));
}

bool waits_for_an_answer(const Dependency& dependency) {
  return dependency.status() == DependencyStatus::declined && !dependency.rescoped();
}

std::string request_words(const Dependency& dependency, const std::string& name) {
  return fmt::format("{} is asked for {}; answer with {}, or {} --class CLASS --reason TEXT", dependency.team,
                     dependency.need, command::confirm(name), command::decline(name));
}

bool is_over(KeyResultState state) { return state == KeyResultState::dropped || state == KeyResultState::done; }

/// What the dependencies of one key result ask of me.
class Demands {
 public:
  Demands(const Ports& ports, Quarter quarter) : m_ports(ports), m_quarter(quarter) {}

  bool is_me(std::string_view name) const { return base::equals_folded(name, m_ports.user); }

  void look_at(const Objective& objective, const KeyResult& key_result) {
    const std::string name = name_of(objective, key_result);
    const DependencySides sides(m_ports.config.org, objective, key_result);
    const bool is_mine = is_me(key_result.dri) || is_me(objective.dri);
    for (std::size_t i = 0; i < key_result.dependencies.size(); ++i) {
      const Dependency& dependency = key_result.dependencies[i];
      if (is_mine && waits_for_an_answer(dependency))
        add(Rule::D3, name, declined_words(dependency, to_string(m_quarter) + "/" + name));
      if (dependency.status() == DependencyStatus::requested && is_me(sides.manager_of(dependency)))
        add(Rule::D2, name, request_words(dependency, fmt::format("{}/{}/D{}", to_string(m_quarter), name, i + 1)));
    }
  }
  void add(Rule rule, std::string subject, std::string what) {
    m_demands.push_back({rule, std::move(subject), std::move(what), m_quarter});
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
    if (decides || change.concerns(ports.user)) demands.add(Rule::F5, change.subject, change.words());
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
