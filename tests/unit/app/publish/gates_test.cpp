#include "app/publish/gates.hpp"

#include <catch2/catch.hpp>

#include <functional>
#include <memory>
#include <set>

#include "unit/app/finalize_sample.hpp"
#include "workspace/decisions.hpp"
#include "workspace/proposal.hpp"

using namespace secokr;
using test::applied;
using test::FakeTracker;
using test::planned;
using test::publish;
using test::SampleWorkspace;
using test::World;

namespace {

/// One way in which a gate is not met.
struct Case {
  const char* name;
  const char* gate;
  std::optional<Rule> rule;  // what is to be overridden; nothing where the gate looked at nothing
  std::function<void(PlanUnderReview&)> in_plan = [](PlanUnderReview&) {};
  std::function<void(SampleWorkspace&)> on_the_day = [](SampleWorkspace&) {};
};

void open_dependency(PlanUnderReview& plan) { test::reopen(test::key_result(plan, 0, 1).dependencies[0]); }

const std::vector<Case>& cases() {
  static const std::vector<Case> all{
      {"somebody else", "P5", Rule::P5, [](auto&) {}, [](auto& sample) { sample.user = "training-manager"; }},
      {"too early", "P6", Rule::P6, [](auto&) {}, [](auto& sample) { sample.today -= days{1}; }},
      {"too late", "P6", Rule::P6, [](auto&) {}, [](auto& sample) { sample.today = Day{date::year{2027} / 2 / 1}; }},
      {"a stranger as DRI", "F1", Rule::F3, [](auto& plan) { test::key_result(plan, 0, 1).dri = "nobody-we-know"; }},
      {"a DRI who may not be one", "P1", Rule::P1,
       [](auto& plan) { test::objective(plan, 0).dri = "appsec-engineer"; }},
      {"no DRI", "P1", Rule::P3, [](auto& plan) { test::key_result(plan, 0, 1).dri.clear(); }},
      {"too many objectives", "O1", Rule::O1, [](auto& plan) { plan.limits.objectives = 2; }},
      {"no milestones", "K1", Rule::K3, [](auto& plan) { test::key_result(plan, 0, 1).milestones.clear(); }},
      {"weights without room", "K1", Rule::K4, [](auto& plan) { test::key_result(plan, 0, 1).weight = 90; }},
      {"an open dependency", "D1", Rule::D2, open_dependency},
      {"an answer of somebody who may not answer", "D1", Rule::D1,
       [](auto& plan) { test::key_result(plan, 0, 1).dependencies[0].events[0].by = "training-manager"; }},
      {"a change after the proposal", "D4", Rule::D4,
       [](auto& plan) {
         plan.proposal["00000000000000a0"] = test::objective(plan, 0);
         test::objective(plan, 0).title = "Something else";
       }},
      {"a p0 without critical project", "L5", Rule::L5,
       [](auto& plan) { test::objective(plan, 1).critical_project.clear(); }},
  };
  return all;
}

/// The sample as the case has it. The proposal is frozen where the case compares with one.
std::unique_ptr<SampleWorkspace> arranged(const Case& c) {
  auto plan = test::sample_plan();
  c.in_plan(plan);
  auto sample = std::make_unique<SampleWorkspace>(plan);
  c.on_the_day(*sample);
  if (!plan.proposal.empty()) {
    const workspace::Proposal proposal{.quarter = test::published_quarter, .objectives = plan.proposal};
    test::write(sample->workspace().proposal(test::published_quarter), workspace::render_proposal(proposal));
  }
  return sample;
}

const Gate& gate_of(const app::FinalizePlan& plan, const Case& c) {
  const std::string first = c.gate == std::string("D4") ? "D1" : c.gate;
  const auto gate = std::ranges::find_if(plan.report.gates, [&](const Gate& g) { return g.gate.starts_with(first); });
  REQUIRE(gate != plan.report.gates.end());
  return *gate;
}

std::vector<std::string> results(const app::FinalizePlan& plan, Gate::Result result) {
  std::vector<std::string> names;
  for (const Gate& gate : plan.report.gates)
    if (gate.result == result) names.push_back(gate.gate.substr(0, 2));
  return names;
}

}  // namespace

TEST_CASE("each gate can fail, names what it looked at, and stops everything") {
  for (const Case& c : cases()) {
    INFO(c.name);
    const auto sample = arranged(c);
    FakeTracker tracker;
    const auto result = planned(*sample, tracker);
    CHECK_FALSE(result.gates_passed);
    CHECK(result.set.empty());
    CHECK(tracker.writes.empty());
    const Gate& gate = gate_of(result, c);
    CHECK(gate.result == Gate::Result::failed);
    CHECK_FALSE(gate.detail.empty());
    CHECK((gate.checked > 0) == c.rule.has_value());
  }
}

TEST_CASE("each gate is opened by its rule's override alone, which goes on the record with who and why") {
  for (const Case& c : cases()) {
    if (!c.rule) continue;
    INFO(c.name);
    const auto sample = arranged(c);
    FakeTracker tracker;
    for (const RuleInfo& other : all_rules())
      if (other.rule != *c.rule)
        CHECK_FALSE(planned(*sample, tracker, {.overrides = {{other.rule, "no"}}}).gates_passed);
    // What another rule says of the same plan is overridden with it.
    const auto plan = planned(*sample, tracker, {.overrides = {{*c.rule, "agreed by phone"}}});
    REQUIRE(plan.gates_passed);
    CHECK(results(plan, Gate::Result::overridden) == std::vector<std::string>{gate_of(plan, c).gate.substr(0, 2)});
    CHECK(gate_of(plan, c).detail.find("agreed by phone") != std::string::npos);
    REQUIRE_FALSE(applied(*sample, tracker, plan.set).failure);
    const std::string record = test::read(sample->workspace().decisions(test::published_quarter));
    CHECK(record.find("- " + to_string(sample->today) + " · override " + std::string(to_string(*c.rule)) + " · ") !=
          std::string::npos);
    CHECK(record.find(" · agreed by phone · by @" + sample->user) != std::string::npos);
  }
}

TEST_CASE("an override that stands on the record holds for reruns, and P5's for whom it was recorded by") {
  for (const Case& c : cases()) {
    if (!c.rule) continue;
    INFO(c.name);
    const auto sample = arranged(c);
    FakeTracker tracker;
    publish(*sample, tracker, {.overrides = {{*c.rule, "agreed by phone"}}});
    const std::string files = sample->files();
    const std::string first_user = sample->user;
    const std::string day = to_string(sample->today);
    sample->today += days{3};
    const auto again = planned(*sample, tracker);
    CHECK(again.gates_passed);
    CHECK(again.set.empty());
    // What was agreed is not judged again, and a rerun is not bound by P6 at all.
    const std::set<Rule> once{Rule::F3, Rule::P1, Rule::D1, Rule::D4};
    if (c.rule == Rule::P6) {
      const auto is_of_day = [](const auto& gate) { return gate.gate.starts_with("P6"); };
      CHECK(std::ranges::none_of(again.report.gates, is_of_day));
    } else if (once.contains(*c.rule)) {
      CHECK(gate_of(again, c).result == Gate::Result::passed);
    } else {
      CHECK(gate_of(again, c).result == Gate::Result::overridden);
      CHECK(gate_of(again, c).detail.find("agreed by phone; on the record since " + day + ", by @" + first_user) !=
            std::string::npos);
    }
    sample->user = "threat-director";
    CHECK_FALSE(planned(*sample, tracker).gates_passed);
    CHECK(sample->files() == files);
  }
}

TEST_CASE("before the first publication an override on the record opens nothing") {
  const Case& early = cases()[1];
  const auto sample = arranged(early);
  FakeTracker tracker;
  test::write(sample->workspace().decisions(test::published_quarter),
              "# Decisions\n\n- " + to_string(sample->today) + " · override P6 · FY28-Q1 · earlier try · by @ciso\n");
  CHECK_FALSE(planned(*sample, tracker).gates_passed);
}

TEST_CASE("a recorded override covers its subject and no other") {
  auto plan = test::sample_plan();
  test::key_result(plan, 0, 1).milestones.clear();
  World world(plan);
  auto& [sample, tracker] = world;
  publish(sample, tracker, {.overrides = {{Rule::K3, "a date follows"}}});
  CHECK(planned(sample, tracker).gates_passed);
  test::edit_file(sample, plan.objectives[2].path,
                  "- [ ] Milestone 1: Description: the first half is done DRI: @sirt-manager\n", "");
  const auto again = planned(sample, tracker);
  CHECK_FALSE(again.gates_passed);
}

TEST_CASE("a saved plan passes the gates of the moment in which it is applied") {
  struct Row {
    const char* name;
    std::vector<app::Override> overrides;
    std::function<void(SampleWorkspace&)> saved;    // who and when it is planned
    std::function<void(SampleWorkspace&)> applied;  // who and when it is applied
    bool passes;
  };
  const auto nothing = [](SampleWorkspace&) {};
  const auto early = [](SampleWorkspace& sample) { sample.today = Day{date::year{2027} / 1 / 15}; };
  const auto earlier_still = [](SampleWorkspace& sample) { sample.today = Day{date::year{2027} / 1 / 16}; };
  const auto late = [](SampleWorkspace& sample) { sample.today = Day{date::year{2027} / 2 / 1}; };
  const auto somebody = [](SampleWorkspace& sample) { sample.user = "training-manager"; };
  const auto delegate = [](SampleWorkspace& sample) {
    sample.user = "chief-of-staff";
    sample.config().delegate = "chief-of-staff";
  };
  const std::vector<Row> rows = {
      {"the same person on the same day", {}, nothing, nothing, true},
      {"a delegate", {}, nothing, delegate, true},
      {"somebody else", {}, nothing, somebody, false},
      {"too late by now", {}, nothing, late, false},
      {"planned early with an override, applied that day", {{Rule::P6, "early"}}, early, nothing, true},
      {"planned early, applied on another early day", {{Rule::P6, "early"}}, early, earlier_still, false},
      {"planned early, applied in time",
       {{Rule::P6, "early"}},
       early,
       [](SampleWorkspace& sample) { sample.today = Day{date::year{2027} / 1 / 18}; },
       true},
      {"planned by somebody with an override, and applied by them", {{Rule::P5, "asked to"}}, somebody, nothing, true},
      {"planned by somebody with an override, applied by a third",
       {{Rule::P5, "asked to"}},
       somebody,
       [](SampleWorkspace& sample) { sample.user = "threat-director"; },
       false},
      {"planned by somebody with an override, applied by the CISO",
       {{Rule::P5, "asked to"}},
       somebody,
       [](SampleWorkspace& sample) { sample.user = "ciso"; },
       true},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    World world;
    auto& [sample, tracker] = world;
    row.saved(sample);
    const auto plan = planned(sample, tracker, {.overrides = row.overrides});
    REQUIRE(plan.gates_passed);
    row.applied(sample);
    const auto report = app::gates_of_saved_plan(sample.ports(tracker), plan.set, plan.report);
    REQUIRE(report);
    CHECK(report->passed() == row.passes);
    // Once it is published, a rerun of the plan is a rerun: not bound by P6.
    if (!row.passes) continue;
    REQUIRE_FALSE(applied(sample, tracker, plan.set, true).failure);
    sample.today += days{100};
    if (sample.user == "training-manager") continue;
    CHECK(app::gates_of_saved_plan(sample.ports(tracker), plan.set, plan.report)->passed());
  }
}

TEST_CASE("a saved plan passes no rule that came to speak against it") {
  World world;
  auto& [sample, tracker] = world;
  const auto plan = planned(sample, tracker);
  REQUIRE(app::gates_of_saved_plan(sample.ports(tracker), plan.set, plan.report)->passed());
  sample.config().limits.objectives = 2;
  CHECK_FALSE(app::gates_of_saved_plan(sample.ports(tracker), plan.set, plan.report)->passed());
  // Overridden in the plan itself it does not speak any more.
  const auto overridden = planned(sample, tracker, {.overrides = {{Rule::O1, "one more"}}});
  CHECK(app::gates_of_saved_plan(sample.ports(tracker), overridden.set, overridden.report)->passed());
}
