#include "app/label/setup.hpp"

#include <catch2/catch.hpp>

#include "support/fake_tracker.hpp"
#include "tracker/apply/executor.hpp"

using namespace secokr;
using test::FakeTracker;

namespace {

const Quarter quarter{2028, 1};

app::LabelSetupPlan plan_of(FakeTracker& tracker, const std::string& group = {}) {
  static const config::Config config;
  auto plan = app::plan_label_setup({.config = config, .tracker = &tracker}, quarter, group);
  if (!plan) FAIL(plan.error().what);
  return *std::move(plan);
}

tracker::Label as_defined(const LabelDefinition& definition) {
  return {definition.name, definition.color, definition.description};
}

}  // namespace

TEST_CASE("The labels of a quarter are defined once, in the project or in a group", "[label]") {
  for (const std::string group : {"", "security"}) {
    FakeTracker tracker;
    const auto plan = plan_of(tracker, group);
    CHECK(plan.wanted == 6);
    CHECK(plan.foreign.empty());
    REQUIRE(plan.set.changes.size() == 6);
    CHECK(plan.set.quarter == "FY28-Q1");
    for (const tracker::Change& change : plan.set.changes) {
      CHECK(change.before.empty());
      CHECK(std::get<tracker::EnsureLabel>(change.payload).home == tracker::LabelHome{.group = group});
    }
    REQUIRE_FALSE(tracker::apply(plan.set, &tracker, {}).failure);
    const auto& defined = group.empty() ? tracker.defined : tracker.defined_elsewhere[group];
    REQUIRE(defined.size() == 6);
    for (const LabelDefinition& wanted : definitions(LabelScheme{}, quarter))
      CHECK(std::ranges::count(defined, as_defined(wanted)) == 1);
    CHECK(plan_of(tracker, group).set.empty());
  }
}

TEST_CASE("A label is corrected where it differs, and left where it comes from above", "[label]") {
  const LabelDefinition first = definitions(LabelScheme{}, quarter).front();
  struct Row {
    std::string name;
    tracker::Label present;
    tracker::Fields before;  // of its change; empty where there is none
    bool foreign;
  };
  const Row rows[] = {
      {"as it should be", {first.name, first.color, first.description}, {}, false},
      {"its colour in small letters", {first.name, "#6f42c1", first.description}, {}, false},
      {"another colour",
       {first.name, "#000000", first.description},
       {{"color", "#000000"}, {"description", first.description}},
       false},
      {"another description", {first.name, first.color, ""}, {{"color", first.color}, {"description", ""}}, false},
      {"inherited", {first.name, first.color, first.description, true}, {}, false},
      {"inherited, with another colour", {first.name, "#000000", first.description, true}, {}, true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    FakeTracker tracker;
    for (const LabelDefinition& wanted : definitions(LabelScheme{}, quarter))
      tracker.defined.push_back(wanted.name == first.name ? row.present : as_defined(wanted));
    const auto plan = plan_of(tracker);
    CHECK(plan.foreign.size() == (row.foreign ? 1 : 0));
    if (row.before.empty()) {
      CHECK(plan.set.empty());
      continue;
    }
    REQUIRE(plan.set.changes.size() == 1);
    CHECK(plan.set.changes[0].before == row.before);
    REQUIRE_FALSE(tracker::apply(plan.set, &tracker, {.exact = true}).failure);
    CHECK(plan_of(tracker).set.empty());
  }
}
