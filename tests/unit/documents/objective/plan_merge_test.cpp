#include "documents/objective/plan_merge.hpp"

#include <catch2/catch.hpp>

#include "documents/objective/document.hpp"
#include "documents/objective/plan_facts.hpp"
#include "domain/objective/fields.hpp"
#include "support/sample_plan.hpp"

using namespace secokr;
using namespace secokr::documents;

TEST_CASE("every fact of an objective and of a key result can be taken, and given back by an empty one") {
  const Objective full = test::full_objective();
  Objective objective;
  for (const Fact& fact : facts_of(full)) {
    INFO(fact.field);
    CHECK(take_fact(objective, full, fact.field));
  }
  CHECK(facts_of(objective) == facts_of(full));
  for (const Fact& fact : facts_of(full)) CHECK(take_fact(objective, Objective{}, fact.field));
  CHECK(facts_of(objective) == facts_of(Objective{}));

  auto plan = test::sample_plan();
  KeyResult whole = test::key_result(plan, 0, 1);
  whole.contributed_by = "threat-director";
  whole.state = KeyResultState::paused;
  whole.paused_by = "https://example.com/cp";
  KeyResult key_result;
  for (const Fact& fact : facts_of(whole)) {
    INFO(fact.field);
    if (!fact.running || fact.field == "State") CHECK(take_fact(key_result, whole, fact.field));
  }
  CHECK(facts_of(key_result) == facts_of(whole));
  CHECK_FALSE(take_fact(key_result, whole, "Wieght"));
  CHECK_FALSE(take_fact(objective, full, "Milestone 1"));
}

TEST_CASE("every field that a block can say has a way to be taken") {
  for (const auto& row : line_fields<Objective>()) {
    Objective into;
    CHECK(take_fact(into, Objective{}, row.name));
  }
  for (const auto& row : line_fields<KeyResult>()) {
    KeyResult into;
    CHECK(take_fact(into, KeyResult{}, row.name));
  }
}

TEST_CASE("a milestone keeps its tick and a dependency its answers, unless somebody else is asked") {
  auto plan = test::sample_plan();
  const KeyResult answered = test::key_result(plan, 0, 1);
  KeyResult asked = answered;
  for (Dependency& dependency : asked.dependencies) test::reopen(dependency);

  KeyResult into = answered;
  into.milestones[0].done = true;
  asked.milestones[0].description = "all are enrolled";
  asked.dependencies[0].need = "enrol all";
  asked.dependencies[1].team = "Data";
  for (const char* field : {"Milestone 1", "Dependency 1", "Dependency 2"}) CHECK(take_fact(into, asked, field));
  CHECK(into.milestones[0].done);
  CHECK(into.milestones[0].description == "all are enrolled");
  CHECK(into.dependencies[0].need == "enrol all");
  CHECK(into.dependencies[0].events == answered.dependencies[0].events);
  CHECK(into.dependencies[1].team == "Data");
  CHECK(into.dependencies[1].events.empty());

  // New ones stand in their places, those that are gone go.
  KeyResult shorter = answered;
  shorter.milestones.erase(shorter.milestones.begin());
  shorter.dependencies.pop_back();
  into = answered;
  CHECK(take_fact(into, shorter, "Milestone 1"));
  CHECK(take_fact(into, shorter, "Dependency 2"));
  CHECK(facts_of(into) == facts_of(shorter));
  CHECK(take_fact(into, answered, "Milestone 1"));
  CHECK(into.milestones.front().number == 1);
}
