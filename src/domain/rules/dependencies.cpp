#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/text.hpp"
#include "domain/commands.hpp"
#include "domain/objective/proposal_change.hpp"
#include "domain/people/dependency_sides.hpp"
#include "domain/rules/row.hpp"

namespace secokr {
namespace {

/// The events that hold now: the last answer or withdrawal, and what was re-scoped after it. What a later answer
/// replaced is history.
std::vector<const DependencyEvent*> standing_events(const Dependency& dependency) {
  std::vector<const DependencyEvent*> standing;
  for (const DependencyEvent& event : dependency.events) {
    if (event.verb != DependencyVerb::rescoped) standing.clear();
    standing.push_back(&event);
  }
  return standing;
}

/// A tick that claims an answer which nobody gave. What is settled is ticked where it is published: an open box would
/// count as a task for ever.
bool has_false_tick(const Dependency& dependency) { return dependency.ticked && !dependency.settled(); }

bool was_declined(const Dependency& dependency) { return dependency.status() == DependencyStatus::declined; }

/// What is typed for an answer, by whom; the same can be written behind the need by hand.
std::string answer_hint(const DependencySides& sides, const Dependency& dependency, const Place& place) {
  return fmt::format("@{0} types: {1}, or decline; recorded for them: --on-behalf-of @{0} --evidence URL",
                     sides.manager_of(dependency), command::confirm(place.subject));
}

void check_tick(const DependencySides& sides, const Dependency& dependency, const Place& place,
                const Reporter& reporter) {
  if (!has_false_tick(dependency)) return;
  if (was_declined(dependency))
    reporter.report(place, fmt::format("{} is ticked although it was declined", dependency.team),
                    "Take the tick away; what was declined stands");
  else
    reporter.report(place, fmt::format("{} is ticked, but nothing says who confirmed it and when", dependency.team),
                    answer_hint(sides, dependency, place));
}

void check_authors(const DependencySides& sides, const Dependency& dependency, const Place& place,
                   const Reporter& reporter) {
  for (const DependencyEvent* event : standing_events(dependency)) {
    const auto objection = sides.objection(dependency, *event);
    if (!objection) continue;
    const bool recorded = !event->on_behalf_of.empty();
    const std::string what =
        recorded ? fmt::format("{} recorded by @{} for @{} on {}", to_string(event->verb), event->by,
                               event->on_behalf_of, to_string(event->on))
                 : fmt::format("{} by @{} on {}", to_string(event->verb), event->by, to_string(event->on));
    reporter.report(place, fmt::format("{} does not count: {}", what, *objection),
                    recorded || is_answer(event->verb)
                        ? answer_hint(sides, dependency, place)
                        : fmt::format("let one of them write \"— {} by @THEM on DATE\"", to_string(event->verb)));
  }
}

DependencySides sides_of(const PlannedObjective& planned, const KeyResult& key_result, const Reporter& reporter) {
  const PlanUnderReview& plan = reporter.plan();
  return {plan.org, planned.objective, key_result, Agreed::of(plan, planned.objective)};
}

/// D1.
void check_answers(const PlannedObjective& planned, const KeyResult& key_result, const Reporter& reporter) {
  const DependencySides sides = sides_of(planned, key_result, reporter);
  for (std::size_t i = 0; i < key_result.dependencies.size(); ++i) {
    const Place place = place_of(planned, key_result, i);
    check_tick(sides, key_result.dependencies[i], place, reporter);
    check_authors(sides, key_result.dependencies[i], place, reporter);
  }
}

/// D2. One fault is one finding: who answers takes a false tick away too.
void check_answered(const PlannedObjective& planned, const KeyResult& key_result, const Reporter& reporter) {
  const DependencySides sides = sides_of(planned, key_result, reporter);
  for (std::size_t i = 0; i < key_result.dependencies.size(); ++i) {
    const Dependency& dependency = key_result.dependencies[i];
    if (dependency.settled() || was_declined(dependency) || has_false_tick(dependency)) continue;
    const Place place = place_of(planned, key_result, i);
    reporter.report(place,
                    fmt::format("@{} of {} has not answered yet: {}", sides.manager_of(dependency), dependency.team,
                                dependency.need),
                    answer_hint(sides, dependency, place));
  }
}

/// D3.
void check_declined(const PlannedObjective& planned, const KeyResult& key_result, const Reporter& reporter) {
  const std::string name = place_of(planned, key_result).subject;
  for (std::size_t i = 0; i < key_result.dependencies.size(); ++i) {
    const Dependency& dependency = key_result.dependencies[i];
    if (dependency.settled() || !was_declined(dependency)) continue;
    reporter.report(place_of(planned, key_result, i),
                    fmt::format("{} declined, and the key result is neither re-scoped nor dropped", dependency.team),
                    fmt::format("{}, with what changes, or {}", command::rescope(name), command::drop(name)));
  }
}

/// D3: the last key result takes its objective with it.
void check_all_dropped(const PlannedObjective& planned, const Reporter& reporter) {
  if (planned.objective.key_results.empty() || !kept_key_results(planned.objective).empty()) return;
  reporter.report(place_of(planned), "All key results of the objective are dropped, so the objective goes too",
                  planned.objective.published.empty() ? command::exclude(subject_of(planned.objective))
                                                      : "agree with the CISO on what becomes of it: it is published");
}

/// D4.
void check_unchanged(const PlannedObjective& planned, const Reporter& reporter) {
  const PlanUnderReview& plan = reporter.plan();
  const auto proposed = plan.proposal.find(planned.objective.id);
  if (planned.objective.id.empty() || proposed == plan.proposal.end()) return;
  const auto agreed = plan.published.find(planned.objective.id);
  const ProposalChange change = compare_with_proposal(proposed->second, planned.objective,
                                                      agreed == plan.published.end() ? nullptr : &agreed->second);
  if (change.fields.empty() || change.justified()) return;
  const std::string figure = change.at_risk.empty()
                                 ? "none of its key results is at risk (0 %); more than 50 % is needed"
                                 : change.figure("it") + "; more than 50 % is needed";
  reporter.report(
      place_of(planned, find_field<Objective>(change.fields.front())->id),
      fmt::format("{} changed after the proposal, but {}", base::join(change.fields, " and "), figure),
      fmt::format("restore it, or --override D4 --reason TEXT (proposed title: {})", proposed->second.title));
}

bool stands_in(const PlanUnderReview& plan, const PlannedObjective& own, const KeyResult& proposed) {
  const auto is_it = [&](const KeyResult& each) {
    return proposed.id.empty() || each.id.empty() ? each.number == proposed.number : each.id == proposed.id;
  };
  if (std::ranges::any_of(own.objective.key_results, is_it)) return true;
  return !proposed.id.empty() && std::ranges::any_of(plan.objectives, [&](const PlannedObjective& other) {
    const auto& all = other.objective.key_results;
    return std::ranges::find(all, proposed.id, &KeyResult::id) != all.end();
  });
}

/// D3: what was proposed leaves the plan by name and with a reason, and not by being taken out of a file.
void check_all_there(const Reporter& reporter) {
  const PlanUnderReview& plan = reporter.plan();
  for (const auto& [id, proposed] : plan.proposal) {
    const auto own = std::ranges::find(
        plan.objectives, id, [](const PlannedObjective& each) -> const std::string& { return each.objective.id; });
    if (own == plan.objectives.end()) {
      reporter.report(
          Place{subject_of(proposed), {}, 0}, "The objective was included at the proposal, and no file holds it now",
          fmt::format("restore its file, and {} where it is to go", command::exclude(subject_of(proposed))));
      continue;
    }
    if (own->objective.status == ObjectiveStatus::excluded) continue;
    for (const KeyResult& key_result : proposed.key_results) {
      if (effective_state(proposed, key_result) == KeyResultState::dropped || stands_in(plan, *own, key_result))
        continue;
      Place place = place_of(*own);
      place.subject = name_of(own->objective, key_result);
      reporter.report(
          place, fmt::format("\"{}\" was part of the proposal, and the file does not hold it now", key_result.title),
          fmt::format("restore it, then let it go by name: {}; or --override D3 --reason TEXT", command::drop()));
    }
  }
}

std::string declined_words(const Dependency& dependency, const std::string& name) {
  const DependencyEvent* event = standing_event(dependency);
  std::string why(to_string(event->decline_class.value_or(DeclineClass::other)));
  if (!event->reason.empty()) why += ": " + event->reason;
  return fmt::format("{} declined on {} ({}); re-scope it with {} and what changes, or drop it with {}",
                     dependency.team, to_string(event->on), why, command::rescope(name), command::drop(name));
}

std::string request_words(const Dependency& dependency, const std::string& name) {
  return fmt::format("{} is asked for {}; answer with {}, or {} --class CLASS --reason TEXT", dependency.team,
                     dependency.need, command::confirm(name), command::decline(name));
}

constexpr std::array k_rules_of_dependencies{
    seed_1(Rule::D1, "D1", "The providing team's manager, or anyone above in their line, answers a dependency",
           schedule::error_from_final)
        .about(RuleScope::dependencies)
        .checks(check_answers),
    seed_1(Rule::D2, "D2",
           "A key result is final only when each dependency is confirmed, withdrawn, or declined and then re-scoped",
           schedule::error_from_final)
        .about(RuleScope::dependencies)
        .checks(check_answered),
    seed_1(Rule::D3, "D3", "A key result with a declined dependency is re-scoped or dropped",
           schedule::error_from_final)
        .about(RuleScope::dependencies)
        .is(RuleTrait::compares_key_results)
        .misses(Field::number)
        .checks(check_all_there)
        .checks(check_all_dropped)
        .checks(check_declined),
    seed_1(Rule::D4, "D4",
           "An objective changes after the proposal only where the key results at risk carry more than 50 % of it",
           schedule::error_from_final)
        .checks(check_unchanged),
    seed_1(Rule::D5, "D5", "\"No capacity\" is recorded as a leadership metric and never deleted").only(binds_secokr),
};

}  // namespace

std::span<const RuleRow> rules_of_dependencies() { return k_rules_of_dependencies; }

std::vector<Finding> dependency_demands(const Org& org, Quarter quarter, const Objective& objective,
                                        const KeyResult& key_result, std::string_view user) {
  std::vector<Finding> demands;
  const KeyResultState state = effective_state(objective, key_result);
  if (state == KeyResultState::dropped || state == KeyResultState::done) return demands;
  const std::string name = name_of(objective, key_result);
  const std::string full_name = to_string(quarter) + "/" + name;
  const DependencySides sides(org, objective, key_result);
  const auto is_user = [&](std::string_view who) { return base::equals_folded(who, user); };
  const bool is_dri = is_user(key_result.dri) || is_user(objective.dri);
  for (std::size_t i = 0; i < key_result.dependencies.size(); ++i) {
    const Dependency& dependency = key_result.dependencies[i];
    if (is_dri && was_declined(dependency) && !dependency.rescoped())
      demands.push_back({.rule = Rule::D3, .subject = name, .message = declined_words(dependency, full_name)});
    if (dependency.status() == DependencyStatus::requested && is_user(sides.manager_of(dependency)))
      demands.push_back({.rule = Rule::D2,
                         .subject = name,
                         .message = request_words(dependency, fmt::format("{}/D{}", full_name, i + 1))});
  }
  return demands;
}

}  // namespace secokr
