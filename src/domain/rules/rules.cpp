#include "domain/rules/rules.hpp"

#include <array>

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
  check_people(plan, stage, findings);
  check_objectives(plan, stage, findings);
  check_key_results(plan, stage, findings);
  check_dependencies(plan, stage, findings);
  sort_findings(findings);
  return findings;
}

}  // namespace secokr
