#include "domain/objective/agreed.hpp"

#include <catch2/catch.hpp>

#include <set>

#include "domain/people/dependency_sides.hpp"
#include "unit/domain/rule_case.hpp"

using namespace secokr;
using namespace secokr::test;

namespace {

/// The plan with itself as what was agreed.
PlanUnderReview agreed_plan(bool published) {
  PlanUnderReview plan = sample_plan();
  std::size_t number = 0;
  for (PlannedObjective& planned : plan.objectives) {
    planned.objective.id = "000000000000000" + std::to_string(number++);
    (published ? plan.published : plan.proposal).emplace(planned.objective.id, planned.objective);
  }
  return plan;
}

std::vector<Expect> judged(const PlanUnderReview& plan) {
  std::vector<Expect> findings;
  for (const Finding& finding : check_plan(plan, Stage::published))
    findings.push_back({finding.rule, finding.severity, finding.subject});
  return findings;
}

/// Somebody leaves, and another takes every place of theirs.
void replace(Org& org, const std::string& name) {
  const std::string heir = "heir-of-" + name;
  const auto take = [&](std::string& place) {
    if (place == name) place = heir;
  };
  for (Area& area : org.areas) take(area.leader);
  for (Team& team : org.teams) take(team.manager);
  for (Person& person : org.people) {
    take(person.username);
    take(person.reports_to);
  }
}

DependencyEvent said(DependencyVerb verb, std::string by) { return {.verb = verb, .by = std::move(by)}; }

}  // namespace

TEST_CASE("whoever leaves, nothing that was agreed is judged again") {
  for (const bool published : {true, false}) {
    const PlanUnderReview plan = agreed_plan(published);
    std::size_t missed = 0;
    for (const std::string& name : plan.org.usernames()) {
      if (name == plan.org.ciso()) continue;
      INFO(name << (published ? ", published" : ", proposed"));
      PlanUnderReview changed = plan;
      replace(changed.org, name);
      CHECK(judged(changed) == judged(plan));
      PlanUnderReview draft = changed;
      draft.published.clear();
      draft.proposal.clear();
      if (judged(draft) != judged(plan)) ++missed;
    }
    CHECK(missed > 5);  // else the loop proves nothing
  }
}

TEST_CASE("whatever team or area goes, nothing that was agreed is judged again") {
  const PlanUnderReview plan = agreed_plan(true);
  for (std::size_t i = 0; i < plan.org.teams.size(); ++i) {
    PlanUnderReview changed = plan;
    INFO(changed.org.teams[i].name);
    changed.org.teams.erase(changed.org.teams.begin() + static_cast<std::ptrdiff_t>(i));
    CHECK(judged(changed) == judged(plan));
  }
  for (std::size_t i = 0; i < plan.org.areas.size(); ++i) {
    PlanUnderReview changed = plan;
    INFO(changed.org.areas[i].name);
    changed.org.areas[i].name += " renamed";
    auto now = judged(changed);
    std::erase_if(now, [](const Expect& each) { return each.rule == Rule::O3; });  // that area has proposed nothing
    CHECK(now == judged(plan));
  }
}

TEST_CASE("what was not agreed is judged as ever") {
  PlanUnderReview plan = agreed_plan(true);
  key_result(plan, 0, 1).dependencies[0].events = {said(DependencyVerb::confirmed, "sirt-manager")};
  CHECK_THAT(judged(plan),
             Catch::Matchers::VectorContains(Expect{Rule::D1, Severity::error, "Security Training/KR1/D1"}));
  plan = agreed_plan(true);
  key_result(plan, 0, 1).dri = "nobody-known";
  CHECK_THAT(judged(plan), Catch::Matchers::VectorContains(Expect{Rule::F3, Severity::error, "Security Training/KR1"}));
}

TEST_CASE("an answer counts that comes from whom the agreed plan asked, and a new one is judged by the org of today") {
  PlanUnderReview plan = agreed_plan(true);
  KeyResult& asked = key_result(plan, 0, 1);
  Dependency& dependency = asked.dependencies[1];
  const std::string old = dependency.manager;
  replace(plan.org, old);
  const Objective& whole = objective(plan, 0);
  const DependencySides now(plan.org, whole, asked);
  const DependencySides then(plan.org, whole, asked, Agreed::of(plan, whole));
  const DependencyEvent late = said(DependencyVerb::declined, old);
  CHECK(now.objection(dependency, late).has_value());
  CHECK_FALSE(then.objection(dependency, late).has_value());
  CHECK(then.objection(dependency, said(DependencyVerb::declined, "sirt-manager")).has_value());
  CHECK_FALSE(then.objection(dependency, said(DependencyVerb::confirmed, "heir-of-" + old)).has_value());
}

TEST_CASE("the same request is found by team and need, else where the team is asked once") {
  const KeyResult one{
      .dependencies = {{.team = "IT", .need = "a"}, {.team = "IT", .need = "b"}, {.team = "Data", .need = "c"}}};
  CHECK(find_same(one, Dependency{.team = "it", .need = "B"}) == &one.dependencies[1]);
  CHECK(find_same(one, Dependency{.team = "IT", .need = "other"}) == nullptr);
  CHECK(find_same(one, Dependency{.team = "Data", .need = "other"}) == &one.dependencies[2]);
  CHECK(find_same(one, Dependency{.team = "Legal", .need = "a"}) == nullptr);
}
