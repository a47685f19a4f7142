#include "app/status_demands.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "app/hand_changes.hpp"
#include "base/shell.hpp"
#include "base/text.hpp"
#include "domain/dependency_sides.hpp"
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
  return fmt::format(
      "{} declined on {} ({}); re-scope it with secokr draft rescope {} --reason TEXT and what changes, "
      "or drop it with secokr draft drop {} --reason TEXT",
      dependency.team, to_string(event->on), why, base::shell_quoted(name), base::shell_quoted(name));
}

bool waits_for_an_answer(const Dependency& dependency) {
  return dependency.status() == DependencyStatus::declined && !dependency.rescoped();
}

}  // namespace

Expected<std::vector<Blocker>> demands_on_me(const Ports& ports, const PublishedPlan& plan) {
  std::vector<Blocker> demands;
  if (plan.empty() && plan.headless.empty()) return demands;
  SECOKR_TRY(const std::set<std::string> dropped, dropped_in_files(ports, plan.quarter));
  const auto is_me = [&](const std::string& name) { return base::equals_folded(name, ports.user); };
  for (const PublishedObjective& objective : plan.objectives)
    for (const PublishedKeyResult& each : objective.key_results) {
      const KeyResultState state = effective_state(objective.plan, each.plan);
      const bool is_over =
          state == KeyResultState::dropped || state == KeyResultState::done || dropped.contains(each.plan.id);
      if (is_over || (!is_me(each.plan.dri) && !is_me(objective.plan.dri))) continue;
      const std::string name = name_of(objective.plan, each.plan);
      for (const Dependency& dependency : each.plan.dependencies)
        if (waits_for_an_answer(dependency))
          demands.push_back({Rule::D3, name, declined_words(dependency, to_string(plan.quarter) + "/" + name)});
    }
  for (const HandChange& change : hand_changes(ports, plan))
    if (change.concerns(ports.user)) demands.push_back({Rule::F5, change.subject, change.words()});
  for (Blocker& demand : demands) demand.quarter = plan.quarter;
  return demands;
}

}  // namespace secokr::app
