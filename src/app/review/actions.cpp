#include "app/review/actions.hpp"

#include "domain/people/dependency_sides.hpp"
#include "domain/rules/schedule.hpp"

namespace secokr::app {
namespace {

std::string acting_in(const Org& org, const PlannedObjective& planned, const Finding& finding) {
  for (const KeyResult& key_result : planned.objective.key_results) {
    const std::string& dri = key_result.dri.empty() ? planned.objective.dri : key_result.dri;
    if (place_of(planned, key_result).subject == finding.subject) return dri;
    for (std::size_t i = 0; i < key_result.dependencies.size(); ++i) {
      if (place_of(planned, key_result, i).subject != finding.subject) continue;
      const Dependency& dependency = key_result.dependencies[i];
      return info(finding.rule).scope == RuleScope::dependencies && dependency.status() != DependencyStatus::declined
                 ? DependencySides(org, planned.objective, key_result).manager_of(dependency)
                 : dri;
    }
  }
  return planned.objective.dri;
}

}  // namespace

std::string who_acts(const PlanUnderReview& plan, const Finding& finding) {
  if (info(finding.rule).scope == RuleScope::division) {
    if (finding.subject == to_string(plan.quarter)) return plan.org.ciso();
    const Area* area = plan.org.find_area(finding.subject);
    return area == nullptr ? "" : area->leader;
  }
  for (const PlannedObjective& planned : plan.objectives)
    if (planned.path == finding.path) return acting_in(plan.org, planned, finding);
  return {};
}

}  // namespace secokr::app
