#include <catch2/catch.hpp>

#include "unit/app/finalize_sample.hpp"

using namespace secokr;
using test::edit_file;
using test::FakeTracker;
using test::planned;
using test::publish;
using test::SampleWorkspace;
using test::World;

namespace {

using Told = std::vector<LeftOut>;

const app::FinalizeRequest leave_out{.leave_out_open = true};

PlanUnderReview plan_with_open_dependencies() {
  auto plan = test::sample_plan();
  test::reopen(test::key_result(plan, 0, 1).dependencies[0]);
  test::reopen(test::key_result(plan, 0, 1).dependencies[1]);
  return plan;
}

void confirm(const SampleWorkspace& sample, const std::string& path, const std::string& need, const std::string& who) {
  edit_file(sample, path, need, need + " — confirmed by @" + who + " on 2027-01-20");
}

bool stands_in_base(const SampleWorkspace& sample, const std::string& id) {
  const auto base = workspace::read_published(sample.workspace(), test::published_quarter);
  REQUIRE((base && *base));
  return (*base)->issues.contains(id);
}

std::vector<documents::KeyResultLine> list_of(FakeTracker& tracker, std::string_view objective) {
  return documents::find_block(tracker.issue_titled(objective).description)->key_results;
}

}  // namespace

TEST_CASE("key results with open dependencies are left out and named, the rest is published") {
  const auto plan = plan_with_open_dependencies();
  World world(plan);
  auto& [sample, tracker] = world;
  CHECK_FALSE(planned(sample, tracker).gates_passed);
  const auto done = publish(sample, tracker, leave_out);
  CHECK(done.report.left_out == Told{{"Security Training/KR1", "D2",
                                      "@peopleops-manager of PeopleOps has not answered yet: enrol every team member"},
                                     {"Security Training/KR1", "D2",
                                      "@infra-manager of Infrastructure has not answered yet: training accounts"}});
  CHECK(done.left_out == 1);
  CHECK(done.objectives == 3);
  CHECK(done.key_results == 4);
  CHECK(tracker.all.size() == 3 + 4);
  CHECK(list_of(tracker, "Objective (Security Training)").size() == 1);
  CHECK_FALSE(stands_in_base(sample, "00000000000000a1"));
  CHECK(stands_in_base(sample, "00000000000000a2"));

  // It stays left out, and nothing else is to do.
  const auto again = planned(sample, tracker, leave_out);
  CHECK(again.set.empty());
  CHECK(again.report.left_out.size() == 2);
  // Without the flag it blocks still.
  CHECK_FALSE(planned(sample, tracker).gates_passed);
}

TEST_CASE("what was confirmed since is added by a rerun, and all else is left alone") {
  for (const bool with_flag : {false, true}) {
    INFO("with the flag: " << with_flag);
    const auto plan = plan_with_open_dependencies();
    World world(plan);
    auto& [sample, tracker] = world;
    publish(sample, tracker, leave_out);
    // People go on meanwhile.
    tracker::Issue& objective = tracker.issue_titled("Objective (Security Training)");
    objective.title += ", renamed by hand";
    objective.description = "Read this first.\n\n" + objective.description;
    objective.labels.push_back("workflow::doing");
    const auto labels = objective.labels;
    const auto others = tracker.all.size();
    confirm(sample, plan.objectives[0].path, "enrol every team member", "peopleops-manager");
    confirm(sample, plan.objectives[0].path, "training accounts", "infra-manager");

    tracker.writes.clear();
    const auto rerun = publish(sample, tracker, {.leave_out_open = with_flag});
    CHECK(rerun.left_out == 0);
    CHECK(tracker.all.size() == others + 1);
    const std::string title = "KR1 (Security Training)";
    CHECK(tracker.issue_titled(title).state == tracker::IssueState::opened);
    const tracker::Issue& after = tracker.issue_titled("Objective (Security Training)");
    CHECK(after.title.ends_with("renamed by hand"));
    CHECK(after.labels == labels);
    CHECK(after.description.starts_with("Read this first.\n\n"));
    const auto list = list_of(tracker, "Objective (Security Training)");
    REQUIRE(list.size() == 2);
    CHECK(list[0].number == 1);
    CHECK(list[0].reference == "#" + std::to_string(tracker.issue_titled(title).ref.iid));
    CHECK(list[1].number == 2);
    CHECK(stands_in_base(sample, "00000000000000a1"));
    // An issue made, a list edited, a link.
    CHECK(tracker.writes.size() == 3);
    const auto again = planned(sample, tracker, {.leave_out_open = with_flag});
    CHECK(again.set.empty());
    CHECK(again.edited_files == 0);
  }
}

TEST_CASE("an objective that has no key result left is left out, and gets none of its files' marks") {
  auto plan = test::sample_plan();
  auto& key_result = test::key_result(plan, 1, 1);
  key_result.dependencies = {test::key_result(plan, 0, 1).dependencies[0]};
  test::reopen(key_result.dependencies[0]);
  // Errors of other rules do not block either, when they are of what is left out.
  key_result.milestones.clear();
  test::objective(plan, 1).critical_project.clear();
  World world(plan);
  auto& [sample, tracker] = world;
  const auto done = publish(sample, tracker, leave_out);
  CHECK(done.objectives == 2);
  REQUIRE(done.report.left_out.size() == 2);
  CHECK(done.report.left_out[1] == LeftOut{"Secure Pipeline", "D2", "None of its key results is left"});
  CHECK(tracker.all.size() == 2 + 4);
  CHECK(test::read(sample.root() / plan.objectives[1].path).find("Published") == std::string::npos);
  CHECK_FALSE(stands_in_base(sample, "00000000000000b0"));
}

TEST_CASE("a decline is told once, and an override leaves nothing out") {
  auto plan = test::sample_plan();
  Dependency& dependency = test::key_result(plan, 0, 1).dependencies[0];
  dependency.ticked = false;
  dependency.events.front().verb = DependencyVerb::declined;
  dependency.events.front().decline_class = DeclineClass::priority;
  World world(plan);
  auto& [sample, tracker] = world;
  CHECK(
      planned(sample, tracker, leave_out).report.left_out ==
      Told{{"Security Training/KR1", "D3", "PeopleOps declined, and the key result is neither re-scoped nor dropped"}});
  const auto overridden = planned(sample, tracker, {.overrides = {{Rule::D3, "agreed"}}, .leave_out_open = true});
  CHECK(overridden.gates_passed);
  CHECK(overridden.report.left_out.empty());
}

TEST_CASE("what is published already is never left out, and errors of what stays do block") {
  const auto plan = test::sample_plan();
  World world(plan);
  auto& [sample, tracker] = world;
  publish(sample, tracker);
  edit_file(sample, plan.objectives[0].path, " — confirmed by @peopleops-manager on 2027-01-11", "");
  const auto again = planned(sample, tracker, leave_out);
  CHECK_FALSE(again.gates_passed);
  CHECK(again.report.left_out.empty());

  auto spoiled = plan_with_open_dependencies();
  test::key_result(spoiled, 0, 2).milestones.clear();
  World spoilt(spoiled);
  auto& [other, fresh] = spoilt;
  CHECK_FALSE(planned(other, fresh, leave_out).gates_passed);
}

TEST_CASE("where everything is left out the gates looked at nothing") {
  auto plan = test::sample_plan();
  const Dependency open_one = [&] {
    Dependency dependency = test::key_result(plan, 0, 1).dependencies[0];
    test::reopen(dependency);
    return dependency;
  }();
  for (auto& each : plan.objectives)
    for (KeyResult& key_result : each.objective.key_results) key_result.dependencies = {open_one};
  World world(plan);
  auto& [sample, tracker] = world;
  const auto result = planned(sample, tracker, leave_out);
  CHECK_FALSE(result.gates_passed);
  CHECK(result.report.gates[2].detail == "there was nothing to look at");
}
