#include "app/publish/finalize.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

#include "app/plan/wanted_issues.hpp"
#include "app/published/plan.hpp"
#include "documents/issue/text.hpp"
#include "support/fake_tracker.hpp"
#include "support/sample_plan.hpp"
#include "unit/app/finalize_sample.hpp"
#include "unit/app/sample_workspace.hpp"
#include "workspace/published.hpp"

using namespace secokr;
using test::applied;
using test::FakeTracker;
using test::planned;
using test::publish;
using test::seen;
using test::World;

namespace {

const Quarter quarter = test::published_quarter;

}  // namespace

TEST_CASE("finalize publishes each included objective and its KRs in the shape of an issue") {
  auto plan = test::sample_plan();
  test::objective(plan, 2).confidential = true;
  World world(plan);
  auto& [sample, tracker] = world;
  publish(sample, tracker);

  CHECK(tracker.all.size() == 3 + 5);
  const auto& objective = tracker.issue_titled("FY28-Q1 Objective (Security Training) ");
  CHECK(objective.labels == std::vector<std::string>{"FY28-Q1", "OKR", "division::Security", "sec-okr::p1"});
  CHECK(objective.assignees == std::vector<std::string>{test::objective(plan, 0).dri});
  const auto block = documents::find_block(objective.description);
  REQUIRE(block);
  CHECK(block->intact);
  CHECK(block->kind == "objective");
  CHECK(block->id == test::objective(plan, 0).id);
  REQUIRE(block->key_results.size() == 2);

  const auto& key_result = tracker.issue_titled("FY28-Q1 KR1 (Security Training) ");
  CHECK(block->key_results[0].reference == "#" + std::to_string(key_result.ref.iid));
  CHECK(key_result.labels == std::vector<std::string>{"FY28-Q1", "division::Security"});
  CHECK(key_result.due == due_of(test::key_result(plan, 0, 1), plan.calendar.fiscal.last_day(quarter)));
  CHECK(tracker.issue_titled("KR1 (Incident Response)").confidential);
  CHECK_FALSE(key_result.confidential);
  CHECK(tracker.links.size() == 5);

  // The files know where they went, and the base holds every issue.
  CHECK(sample.files().find("- Published: ") != std::string::npos);
  const auto base = workspace::read_published(sample.workspace(), quarter);
  REQUIRE((base && *base));
  CHECK((*base)->issues.size() == 8);
  CHECK(sample.files().find("{{") == std::string::npos);
}

TEST_CASE("a second finalize has nothing to do") {
  World world;
  auto& [sample, tracker] = world;
  publish(sample, tracker);
  tracker.writes.clear();
  const std::string before = sample.files();
  const auto again = planned(sample, tracker);
  CHECK(again.published_before);
  CHECK(again.gates_passed);
  CHECK(again.set.empty());
  CHECK(sample.files() == before);
  CHECK(tracker.writes.empty());
}

TEST_CASE("interrupted at any write, a rerun ends where an undisturbed run ends") {
  World untouched;
  auto& [undisturbed, whole] = untouched;
  publish(undisturbed, whole);
  const std::size_t writes = whole.writes.size();
  REQUIRE(writes > 20);
  for (std::size_t at = 0; at < writes; ++at) {
    INFO("failing at write " << at);
    World world;
    auto& [sample, tracker] = world;
    tracker.fail_at = at;
    const auto first = applied(sample, tracker, planned(sample, tracker).set);
    REQUIRE(first.failure);
    CHECK(first.failure->kind == (at == 0 ? ErrorKind::network : ErrorKind::partial));
    publish(sample, tracker);
    REQUIRE(seen(tracker) == seen(whole));
    REQUIRE(sample.files() == undisturbed.files());
    REQUIRE(planned(sample, tracker).set.empty());
  }
}

TEST_CASE("what people did to a published issue is left alone") {
  World world;
  auto& [sample, tracker] = world;
  publish(sample, tracker);
  tracker.all[3].title = "renamed by hand";
  tracker.all[3].labels.push_back("workflow::doing");
  CHECK(planned(sample, tracker).set.empty());
}

TEST_CASE("only included objectives are published, and later ones follow on a rerun") {
  auto plan = test::sample_plan();
  test::objective(plan, 1).status = ObjectiveStatus::proposed;
  World world(plan);
  auto& [sample, tracker] = world;
  publish(sample, tracker);
  CHECK(tracker.all.size() == 2 + 4);

  auto later = plan.objectives[1].objective;
  later.status = ObjectiveStatus::included;
  test::write(sample.root() / plan.objectives[1].path, documents::render_objective_file(later));
  publish(sample, tracker);
  CHECK(tracker.all.size() == 3 + 5);
  CHECK(planned(sample, tracker).set.empty());
}

PlanUnderReview hand_written_plan() {
  auto plan = test::sample_plan();
  for (auto& planned_objective : plan.objectives) {
    planned_objective.objective.id.clear();
    for (auto& key_result : planned_objective.objective.key_results) key_result.id.clear();
  }
  return plan;
}

TEST_CASE("hand-written files keep the ids of an interrupted run, so that nothing is published twice") {
  World untouched(hand_written_plan());
  auto& [undisturbed, whole] = untouched;
  publish(undisturbed, whole);
  for (std::size_t at = 0; at < whole.writes.size(); ++at) {
    INFO("failing at write " << at);
    World world(hand_written_plan());
    auto& [sample, tracker] = world;
    tracker.fail_at = at;
    REQUIRE(applied(sample, tracker, planned(sample, tracker).set).failure);
    publish(sample, tracker);
    REQUIRE(seen(tracker) == seen(whole));
    REQUIRE(sample.files() == undisturbed.files());
  }
}

TEST_CASE("a hand-written file gets its ids when it is published") {
  World world(hand_written_plan());
  auto& [sample, tracker] = world;
  publish(sample, tracker);
  CHECK(sample.files().find("<!-- secokr:id 0000000000000001 -->") != std::string::npos);
  CHECK(planned(sample, tracker).set.empty());
}

TEST_CASE("a file that cannot be understood stops finalize with every problem at once") {
  const auto plan = test::sample_plan();
  World world(plan);
  auto& [sample, tracker] = world;
  test::write(sample.root() / plan.objectives[0].path,
              "# Title\n\n- Reference: R\n- DRI: @ciso\n- Area: ProdSec\n- Priority: p9\n- Wieght: 3\n");
  const auto result = app::plan_finalize(sample.ports(tracker), {quarter, {}});
  REQUIRE_FALSE(result);
  CHECK(result.error().kind == ErrorKind::local_file);
  CHECK(result.error().notes.size() == 2);
}

TEST_CASE("a quarter that was published on another machine is not published twice") {
  World world;
  auto& [sample, first] = world;
  publish(sample, first);
  FakeTracker elsewhere;
  const auto result = app::plan_finalize(sample.ports(elsewhere), {quarter, {}});
  REQUIRE_FALSE(result);
  CHECK(result.error().kind == ErrorKind::refused);
  CHECK(elsewhere.writes.empty());
}

TEST_CASE("labels that exclude a wanted one give way, others stay") {
  const auto labels_after = [&](const std::vector<std::string>& present) {
    const app::WantedIssue wanted{.subject = "objective:x",
                                  .title = "t",
                                  .labels = {"division::Security", "FY28-Q1", "OKR", "sec-okr::p1"},
                                  .assignee = "ciso"};
    const auto change = app::edit_change(wanted, {.title = "t", .labels = present}, LabelScheme{});
    REQUIRE(change);
    return std::get<tracker::EditIssue>(change->payload).edit.remove_labels;
  };
  using Labels = std::vector<std::string>;
  CHECK(labels_after({"sec-okr::p2"}) == Labels{"sec-okr::p2"});
  CHECK(labels_after({"sec-okr::old"}) == Labels{"sec-okr::old"});
  CHECK(labels_after({"division::Infrastructure", "Division: Security"}) ==
        Labels{"Division: Security", "division::Infrastructure"});
  CHECK(labels_after({"FY27-Q4"}) == Labels{"FY27-Q4"});
  CHECK(labels_after({"okr", "fy28 q1", "sec-okr: P1"}) == Labels{"fy28 q1", "okr", "sec-okr: P1"});
  CHECK(labels_after({"bug", "team::red", "OKR"}).empty());
}

TEST_CASE("a quarter is published to one project") {
  World world;
  auto& [sample, tracker] = world;
  publish(sample, tracker);
  tracker.number = "2";
  const auto result = app::plan_finalize(sample.ports(tracker), {quarter, {}});
  REQUIRE_FALSE(result);
  CHECK(result.error().kind == ErrorKind::refused);
  CHECK(result.error().what ==
        "FY28-Q1 is published to project 1 of https://tracker.test, and not to project 2 of https://tracker.test");
}

TEST_CASE("issues that are gone are told apart by where they were") {
  World world;
  auto& [sample, tracker] = world;
  publish(sample, tracker);
  tracker.all.pop_back();
  const auto reason = [&] {
    const auto result = app::plan_finalize(sample.ports(tracker), {quarter, {}});
    REQUIRE_FALSE(result);
    return result.error().reason;
  };
  CHECK(reason().find("deleted or moved") != std::string::npos);
  tracker.server.only_this_machine = true;
  CHECK(reason().find("stay on the machine") != std::string::npos);
}

TEST_CASE("of several issues with one id the lowest counts, also where it shows up later") {
  World world;
  auto& [sample, tracker] = world;
  publish(sample, tracker);
  // As if somebody else had published in the same moment, and had been first.
  tracker::Issue& first = tracker.all.front();
  tracker::Issue earlier = first;
  first.ref.iid = 77;
  first.url = "https://tracker.test/77";
  tracker.all.push_back(earlier);
  const auto plan = planned(sample, tracker);
  REQUIRE(plan.set.changes.size() == 0);

  std::swap(tracker.all.front(), tracker.all.back());
  tracker.all.front().ref.iid = 50;
  tracker.all.front().url = "https://tracker.test/50";
  const auto moved = planned(sample, tracker);
  for (const tracker::Change& change : moved.set.changes)
    CHECK((change.action() == "link" || change.name == "okrs/FY28-Q1/published.json"));
  CHECK(moved.set.changes.back().name == "okrs/FY28-Q1/published.json");
  const auto result = applied(sample, tracker, moved.set);
  if (result.failure) FAIL(result.failure->what << ": " << result.failure->reason);
  CHECK(planned(sample, tracker).set.empty());
}
