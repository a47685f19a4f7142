#include "domain/rules/rules.hpp"

#include <array>

#include "domain/rules/row.hpp"

namespace secokr {
namespace {

/// The stages that a date brings, each with the step whose date it is.
constexpr std::array<std::pair<Stage, Step>, 3> k_dated_stages{{
    {Stage::objectives, Step::objectives},
    {Stage::proposal, Step::proposal},
    {Stage::final, Step::final},
}};

}  // namespace

Stage stage_on(const PlanningCalendar& calendar, Quarter quarter, Day day) {
  Stage reached = Stage::always;
  for (const auto& [stage, step] : k_dated_stages)
    if (day >= calendar.date_of(step, quarter)) reached = stage;
  return reached;
}

std::optional<Day> due_day_of(const PlanningCalendar& calendar, Quarter quarter, Stage stage) {
  for (const auto& [dated, step] : k_dated_stages)
    if (dated == stage) return calendar.date_of(step, quarter);
  return std::nullopt;
}

std::vector<Finding> check_plan(const PlanUnderReview& plan, Stage stage) {
  std::vector<Finding> findings;
  for (const RuleRow& rule : rule_rows()) {
    const Reporter reporter(plan, stage, findings, rule);
    if (rule.plan != nullptr) rule.plan(reporter);
    if (rule.objective == nullptr && rule.key_result == nullptr) continue;
    for (const PlannedObjective& planned : plan.objectives) {
      if (planned.objective.status == ObjectiveStatus::excluded) continue;
      if (rule.objective != nullptr) rule.objective(planned, reporter);
      if (rule.key_result == nullptr) continue;
      for (const KeyResult* key_result : kept_key_results(planned.objective))
        rule.key_result(planned, *key_result, reporter);
    }
  }
  sort_findings(findings);
  return findings;
}

}  // namespace secokr
