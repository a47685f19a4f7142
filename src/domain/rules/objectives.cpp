#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include <secokr/titles.hpp>

#include "base/text.hpp"
#include "domain/commands.hpp"
#include "domain/rules/row.hpp"

namespace secokr {
namespace {

bool stands(const Objective& objective) {
  return objective.status == ObjectiveStatus::proposed || objective.status == ObjectiveStatus::included;
}

/// O1. While objectives are still to be decided on, too many of them are only worth a note.
void check_division_limit(const Reporter& reporter) {
  const PlanUnderReview& plan = reporter.plan();
  long included = 0;
  long standing = 0;
  for (const PlannedObjective& planned : plan.objectives) {
    if (planned.objective.status == ObjectiveStatus::included) ++included;
    if (stands(planned.objective)) ++standing;
  }
  const Place place{to_string(plan.quarter), {}, 0};
  if (included > plan.limits.objectives) {
    reporter.report(
        place,
        fmt::format("{} objectives are included for the division; at most {} may be", included, plan.limits.objectives),
        "take some out again: " + command::exclude());
  } else if (standing > plan.limits.objectives) {
    reporter.report_exception(
        place, fmt::format("{} proposed, {} fit", standing, plan.limits.objectives),
        fmt::format("the CISO decides at the proposal: {}, or {}", command::include(), command::exclude()));
  }
}

/// O2. Where all are dropped D3 says that the objective goes too.
void check_number_of_key_results(const PlannedObjective& planned, const Reporter& reporter) {
  const PlanUnderReview& plan = reporter.plan();
  const auto kept = kept_key_results(planned.objective).size();
  const auto limit = static_cast<std::size_t>(std::max(plan.limits.key_results, 0));
  if (planned.objective.key_results.empty()) {
    reporter.report(place_of(planned), fmt::format("The objective has no key result; it needs 1 to {}", limit),
                    "add one: " + command::begin_key_result(subject_of(planned.objective)));
  } else if (kept > limit) {
    reporter.report(place_of(planned),
                    fmt::format("The objective has {} key results; at most {} are allowed", kept, limit),
                    "join some, or move them to another objective");
  }
}

/// O4. An empty list of configured risks means that any risk is taken.
void check_risk_and_strategy(const PlannedObjective& planned, const Reporter& reporter) {
  const PlanUnderReview& plan = reporter.plan();
  const Objective& objective = planned.objective;
  if (!objective.top5_risk.has_value()) {
    reporter.report(place_of(planned), "The objective names no Top-5 risk",
                    fmt::format("write - Top-5 risk: mitigates {}",
                                plan.top5_risks.empty() ? "the name of the risk" : plan.top5_risks.front()));
  } else if (!plan.top5_risks.empty()) {
    const std::string& risk = objective.top5_risk->risk;
    const bool listed =
        std::ranges::any_of(plan.top5_risks, [&](const std::string& each) { return base::equals_folded(each, risk); });
    const auto near = base::nearest(risk, plan.top5_risks);
    if (!listed)
      reporter.report(place_of(planned, Field::top5_risk),
                      fmt::format("\"{}\" is not one of the configured Top-5 risks", risk),
                      near.has_value() ? fmt::format("did you mean {}?", *near)
                                       : fmt::format("choose one of: {}", base::join(plan.top5_risks, "; ")));
  }
  if (base::trim(objective.strategy).empty())
    reporter.report(place_of(planned, Field::strategy), "The objective names no strategy that it serves",
                    "write - Strategy: followed by its link");
}

/// O5. A missing reference is F1.
void check_references(const Reporter& reporter) {
  const PlanUnderReview& plan = reporter.plan();
  std::map<std::string, const PlannedObjective*> first_with;
  for (const PlannedObjective& planned : plan.objectives) {
    const std::string& reference = planned.objective.reference;
    if (reference.empty()) continue;
    const auto [first, is_new] = first_with.try_emplace(base::fold_case(reference), &planned);
    if (!is_new) {
      reporter.report(place_of(planned, Field::reference),
                      fmt::format("The reference \"{}\" is already used by {}", reference, first->second->path),
                      "give one of the two another reference");
    }
    if (planned.objective.status != ObjectiveStatus::excluded && !valid_reference(reference)) {
      reporter.report(place_of(planned, Field::reference),
                      fmt::format("\"{}\" cannot stand in a published title", reference),
                      "a reference has 1 to 60 characters and none of / ( ) # [ ] \"");
    }
  }
}

/// It was proposed, whatever the CISO made of it: only what was proposed is included or excluded.
bool was_proposed(const Objective& objective) { return objective.status != ObjectiveStatus::draft; }

/// The area's leader proposes: DRI of an objective that was proposed is somebody of the area. Or they contribute a key
/// result to one.
bool takes_part(const PlanUnderReview& plan, const Area& area) {
  const auto of_area = [&](std::string_view username) {
    return !username.empty() &&
           (base::equals_folded(username, area.leader) || base::equals_folded(plan.org.area_of(username), area.name));
  };
  return std::ranges::any_of(plan.objectives, [&](const PlannedObjective& planned) {
    if (!was_proposed(planned.objective)) return false;
    return of_area(planned.objective.dri) ||
           std::ranges::any_of(kept_key_results(planned.objective), [&](const KeyResult* key_result) {
             return of_area(key_result->dri) || of_area(key_result->contributed_by);
           });
  });
}

bool business_as_usual(const PlanUnderReview& plan, const Area& area) {
  return std::ranges::any_of(plan.business_as_usual,
                             [&](const auto& entry) { return base::equals_folded(entry.first, area.name); });
}

/// The area's objective that only has to be proposed, where there is one.
const Objective* draft_of(const PlanUnderReview& plan, const Area& area) {
  const auto found = std::ranges::find_if(plan.objectives, [&](const PlannedObjective& planned) {
    return planned.objective.status == ObjectiveStatus::draft &&
           base::equals_folded(plan.org.area_of(planned.objective.dri), area.name);
  });
  return found == plan.objectives.end() ? nullptr : &found->objective;
}

/// O3.
void check_functional_leaders(const Reporter& reporter) {
  const PlanUnderReview& plan = reporter.plan();
  for (const Area& area : plan.org.areas) {
    if (takes_part(plan, area) || business_as_usual(plan, area)) continue;
    const Objective* draft = draft_of(plan, area);
    reporter.report(
        Place{area.name, plan.config_path, 0},
        fmt::format("{} has neither proposed an objective nor contributed a key result, and has not declared business "
                    "as usual",
                    area.leader.empty() ? "The area's leader" : "@" + area.leader),
        draft != nullptr
            ? command::propose(subject_of(*draft))
            : fmt::format("{}, or {} --reason TEXT", command::begin_objective, command::business_as_usual.name));
  }
}

constexpr std::array k_rules_of_objectives{
    seed_1(Rule::O1, "O1", "At most five objectives are included for the division", schedule::error_from_proposal)
        .but("more are proposed than fit", {})
        .about(RuleScope::division)
        .checks(check_division_limit),
    seed_1(Rule::O2, "O2", "One to three key results for each objective", schedule::error_from_objectives)
        .is(RuleTrait::compares_key_results)
        .checks(check_number_of_key_results),
    seed_1(Rule::O3, "O3",
           "Every functional leader proposes an objective, contributes a key result or declares business as usual",
           schedule::error_from_proposal)
        .about(RuleScope::division)
        .is(RuleTrait::asks_areas)
        .checks(check_functional_leaders),
    seed_1(Rule::O4, "O4", "An objective names its Top-5 risk and its strategy", schedule::warning_always)
        .is(RuleTrait::remarked)
        .misses(Field::top5_risk, Field::strategy)
        .checks(check_risk_and_strategy),
    ours(Rule::O5, "O5", "An objective's reference fits its published title and is unique in the quarter",
         schedule::error_always)
        .is(RuleTrait::stops_objective)
        .misses(Field::reference)
        .checks(check_references),
};

}  // namespace

std::span<const RuleRow> rules_of_objectives() { return k_rules_of_objectives; }

std::optional<Finding> check_room(const PlannedObjective& planned, const Limits& limits, int more) {
  const auto kept = static_cast<int>(kept_key_results(planned.objective).size());
  if (kept + more <= limits.key_results) return std::nullopt;
  return found_at(
      place_of(planned), Rule::O2,
      fmt::format("\"{}\" has {} key results already, and {} is the most", planned.objective.reference, kept,
                  limits.key_results),
      fmt::format("Join two of them in {}, or begin another objective: {}", planned.path, command::begin_objective));
}

}  // namespace secokr
