#include "app/plan/next_command.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "domain/commands.hpp"

namespace secokr::app {
namespace {

using Advice = std::optional<std::string>;

/// Overdue ones first; one of this week only from its Wednesday on, when it is the week that `update` means.
Advice update_advice(const Ports& ports, const StatusView& view) {
  const Day today = ports.today;
  for (const OwedUpdate& owed : view.owed) {
    const bool of_this_week = owed.week == monday_of(today);
    const bool early = of_this_week && today - owed.week < days{2};
    if (early && owed.due > today) continue;
    const bool is_default = ports.config.calendar.default_week(today, true) == owed.week;
    const std::string update = command::update(owed.key_result);
    return is_default ? update : fmt::format("{} --week {}", update, to_string(owed.week));
  }
  return std::nullopt;
}

/// What I am asked for comes first: others wait for it. What was declined: the findings on it say what to type. An
/// issue that was changed by hand is mended by hand.
Advice demand_advice(const StatusView& view) {
  const auto asked = std::ranges::find(view.demands, Rule::D2, &Blocker::rule);
  if (asked != view.demands.end() && asked->quarter)
    return fmt::format("{}{} --mine", command::list_dependencies,
                       asked->quarter == view.planning ? std::string() : " --quarter " + to_string(*asked->quarter));
  const auto declined = std::ranges::find(view.demands, RuleScope::dependencies,
                                          [](const Blocker& demand) { return info(demand.rule).scope; });
  if (declined == view.demands.end() || !declined->quarter) return std::nullopt;
  return command::show(to_string(*declined->quarter) + "/" + declined->subject);
}

bool is_me(const Ports& ports, std::string_view username) { return base::equals_folded(ports.user, username); }

Advice answer_advice(const Ports& ports, const ReadPlan& plan) {
  for (const PlannedObjective& planned : plan.plan.objectives) {
    if (planned.objective.status == ObjectiveStatus::excluded) continue;
    for (const KeyResult& key_result : planned.objective.key_results)
      for (const Dependency& dependency : key_result.dependencies)
        if (dependency.status() == DependencyStatus::requested && is_me(ports, dependency.manager))
          return fmt::format("{} --mine", command::list_dependencies);
  }
  return std::nullopt;
}

Advice ciso_advice(const Ports& ports, const Situation& situation) {
  const auto& objectives = situation.plan->plan.objectives;
  const auto status_of = [](const PlannedObjective& planned) { return planned.objective.status; };
  const auto proposed = std::ranges::find(objectives, ObjectiveStatus::proposed, status_of);
  const auto included = std::ranges::count(objectives, ObjectiveStatus::included, status_of);
  const Day final_day = ports.config.calendar.date_of(Step::final, situation.view.planning);
  // With every place taken, the CISO looks at them all before one is exchanged or left out.
  if (proposed != objectives.end() && included >= ports.config.limits.objectives)
    return std::string(command::show.name);
  if (proposed != objectives.end()) return command::include(proposed->objective.reference);
  if (included > 0 && ports.today >= final_day) return fmt::format("{} --dry-run", command::finalize.name);
  return std::nullopt;
}

bool in_my_area(const Ports& ports, const Objective& objective) {
  const Area* area = ports.config.org.find_area(objective.area);
  return is_me(ports, objective.dri) || (area != nullptr && is_me(ports, area->leader));
}

/// A leader begins, fills and proposes; O3 lets them declare business as usual instead.
Advice leader_advice(const Ports& ports, const Situation& situation) {
  const Org& org = ports.config.org;
  const ReadPlan& read = *situation.plan;
  const bool leads = org.is_functional_leader(ports.user);
  if (leads && !situation.planning_document && read.files.empty()) return command::begin_quarter();
  bool has_one = false;
  for (const PlannedObjective& planned : read.plan.objectives) {
    const Objective& objective = planned.objective;
    if (!in_my_area(ports, objective)) continue;
    has_one = has_one || objective.status != ObjectiveStatus::excluded;
    if (objective.status != ObjectiveStatus::draft) continue;
    if (objective.key_results.empty()) return command::begin_key_result(objective.reference);
    return std::ranges::any_of(situation.view.blocking,
                               [&](const Blocker& blocker) { return blocker.subject.starts_with(objective.reference); })
               ? command::show(objective.reference)
               : command::propose(objective.reference);
  }
  if (leads && !has_one && !read.plan.business_as_usual.contains(org.area_of(ports.user)))
    return std::string(command::begin_objective);
  return std::nullopt;
}

Advice planning_advice(const Ports& ports, const Situation& situation) {
  if (situation.plan == nullptr || situation.planned_is_published) return std::nullopt;
  if (ports.today < ports.config.calendar.date_of(Step::ideas, situation.view.planning)) return std::nullopt;
  if (auto advice = answer_advice(ports, *situation.plan)) return advice;
  const bool decides = !check_may_decide(ports.config.org, ports.config.delegate, ports.user, "finalise").has_value();
  if (decides)
    if (auto advice = ciso_advice(ports, situation)) return advice;
  if (auto advice = leader_advice(ports, situation)) return advice;
  const bool concerned = decides || ports.config.org.in_division(ports.user);
  if (concerned && !situation.view.blocking.empty()) return std::string(command::check);
  return std::nullopt;
}

}  // namespace

std::string next_command(const Ports& ports, const Situation& situation) {
  if (auto advice = update_advice(ports, situation.view)) return *advice;
  if (auto advice = demand_advice(situation.view)) return *advice;
  if (auto advice = planning_advice(ports, situation)) return *advice;
  return std::string(situation.running_is_published ? command::dashboard.name : command::calendar);
}

}  // namespace secokr::app
