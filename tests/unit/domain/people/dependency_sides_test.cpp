#include <catch2/catch.hpp>

#include "domain/people/dependency_sides.hpp"
#include "unit/domain/rule_case.hpp"

using namespace secokr;
using namespace secokr::test;

namespace {

/// Security Training/KR1 asks Infrastructure, whose manager reports to a director outside the division.
struct Sides {
  PlanUnderReview plan = sample_plan();
  const Objective& objective = plan.objectives.front().objective;
  const KeyResult& key_result = objective.key_results.front();
  Dependency dependency = key_result.dependencies[1];
  DependencySides sides{plan.org, objective, key_result};
};

}  // namespace

TEST_CASE("D1: who stands on which side") {
  Sides sample;
  struct Row {
    std::string username;
    bool provides;
    bool accountable;
  };
  const std::vector<Row> rows{
      {"infra-manager", true, false},
      {"Infra-Manager", true, false},
      {"infra-director", true, false},
      {"data-manager", false, false},
      {"training-manager", false, true},
      {"assurance-director", false, true},
      {"ciso", false, true},
      {"CISO", false, true},
      {"training-specialist", false, false},
      {"secops-director", false, false},
      {"nobody-here", false, false},
      {"", false, false},
  };
  for (const Row& row : rows) {
    INFO(row.username);
    CHECK(sample.sides.provides(sample.dependency, row.username) == row.provides);
    CHECK(sample.sides.is_accountable(row.username) == row.accountable);
  }
}

TEST_CASE("D1: the org knows best who manages a team") {
  Sides sample;
  sample.dependency.manager = "somebody-else";
  CHECK(sample.sides.manager_of(sample.dependency) == "infra-manager");
  CHECK_FALSE(sample.sides.provides(sample.dependency, "somebody-else"));
  sample.dependency.team = "A team of nobody";
  CHECK(sample.sides.manager_of(sample.dependency) == "somebody-else");
  CHECK(sample.sides.provides(sample.dependency, "somebody-else"));
}

TEST_CASE("D1: why an event does not count") {
  Sides sample;
  const std::string proof = "https://example.com/evidence/1";
  const auto objection = [&](DependencyVerb verb, std::string by, std::string on_behalf_of = {},
                             std::string evidence = {}) {
    return sample.sides
        .objection(sample.dependency, {.verb = verb,
                                       .by = std::move(by),
                                       .on_behalf_of = std::move(on_behalf_of),
                                       .evidence = std::move(evidence)})
        .value_or("counts");
  };
  using enum DependencyVerb;
  CHECK(objection(confirmed, "infra-director") == "counts");
  CHECK(objection(declined, "training-manager") == "the answer is for @infra-manager, anyone above in their line");
  CHECK(objection(withdrawn, "training-manager") == "counts");
  CHECK(objection(withdrawn, "sirt-manager") ==
        "that is for @infra-manager, anyone above in their line, or the side that asked");
  CHECK(objection(confirmed, "training-manager", "infra-manager", proof) == "counts");
  CHECK(objection(confirmed, "training-manager", "infra-manager") == "there is no link to the evidence");
  CHECK(objection(confirmed, "training-manager", "data-manager", proof) ==
        "Infrastructure answers through @infra-manager or anyone above in their line");
  CHECK(objection(confirmed, "sirt-manager", "infra-manager", proof).starts_with("only the side that asked"));
}

TEST_CASE("The standing event is the last one that answers or withdraws") {
  Dependency dependency;
  CHECK(standing_event(dependency) == nullptr);
  using enum DependencyVerb;
  dependency.events = {{.verb = confirmed, .by = "a"}, {.verb = declined, .by = "b"}, {.verb = rescoped, .by = "c"}};
  REQUIRE(standing_event(dependency) != nullptr);
  CHECK(standing_event(dependency)->by == "b");
}
