#pragma once
#include <string_view>

#include "domain/rules/rules.hpp"

namespace secokr::test {

Day day(std::string_view text);  ///< 2027-01-11
Day day(int year, unsigned month, unsigned number);

/// Nobody has answered yet.
Dependency dependency_on(std::string team, std::string manager, std::string need = "hands");
/// By its manager, who ticks what they confirm.
Dependency answered(Dependency dependency, DependencyVerb verb, Day on = day(2027, 1, 11));
/// Takes tick and answers away.
void reopen(Dependency& dependency);

/// An objective of which each field is given: KR1 with a baseline, KR2 with every field, KR3 and KR4 with bounds to be
/// held.
Objective full_objective();

/// The org of four areas: ProdSec, SecOps, SecAssurance and Threat Management, and three teams outside the division.
Org sample_org();

/// A plan of FY28-Q1 (2027-02-01 … 2027-04-30) in which no rule has anything to say at any stage. Three objectives, all
/// included: 0 "Security Training" (SecAssurance, p1): KR1 60 %, with a milestone and two confirmed dependencies; KR2
/// 40 % 1 "Secure Pipeline" (ProdSec, p0): KR1, a baseline 2 "Incident Response" (SecOps, p1): KR1; KR2, contributed by
/// Threat Management Every objective stands in okrs/FY28-Q1/<slug>.md; lines are set where a rule looks at them.
PlanUnderReview sample_plan();

Objective& objective(PlanUnderReview& plan, std::size_t index);
/// `number` as the user counts: KR1 is 1.
KeyResult& key_result(PlanUnderReview& plan, std::size_t objective_index, std::size_t number);

}  // namespace secokr::test
