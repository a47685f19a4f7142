#include "app/dependency/dependencies.hpp"

#include <date/date.h>

#include <filesystem>

#include "app/dependency/answer.hpp"
#include "app/publish/finalize.hpp"
#include "app/remind/dependency_reminders.hpp"
#include "documents/issue/text.hpp"
#include "support/places.hpp"
#include "support/temporary_folder.hpp"
#include "support/texts.hpp"
#include "tracker/apply/executor.hpp"
#include "unit/app/published_sample.hpp"

using namespace secokr;
using namespace date::literals;
using Catch::Matchers::Contains;
using test::PublishedSample;

namespace {

const Day today = 2027_y / 2 / 15;

Quarter quarter() { return *parse_quarter("FY28-Q1"); }

DependencyView list(const app::Ports& ports, app::DependencyRequest request = {}) {
  request.quarter = quarter();
  auto view = app::list_dependencies(ports, request);
  if (!view) FAIL(view.error().what);
  return *std::move(view);
}

std::vector<std::string> states(const DependencyView& view) {
  std::vector<std::string> lines;
  for (const DependencyRow& row : view.dependencies)
    lines.push_back(row.name() + " " + std::string(to_string(row.dependency.status())));
  return lines;
}

void edit(std::string& text, const std::string& before, const std::string& after) {
  text = test::edited(text, before, after);
}

app::DependencyAnswer answer(DependencyVerb verb, std::string key_result, std::string which = {}) {
  app::DependencyAnswer result{.key_result = std::move(key_result), .verb = verb};
  if (!which.empty()) result.which = which;
  if (verb == DependencyVerb::declined) {
    result.decline_class = DeclineClass::no_capacity;
    result.reason = "hiring freeze";
  }
  return result;
}

app::DependencyChange planned(const app::Ports& ports, const app::DependencyAnswer& wanted) {
  auto change = app::plan_answer(ports, quarter(), wanted);
  if (!change) FAIL(change.error().what);
  return *std::move(change);
}

}  // namespace

TEST_CASE("What was ticked and answered in the issue is read, and wins") {
  PublishedSample sample;
  auto& text = sample.issue_of("00000000000000a1").description;
  edit(text, "- [x] Infrastructure (@infra-manager): training accounts — confirmed by @infra-manager on 2027-01-11",
       "- [ ] Infrastructure (@infra-manager): training accounts -- declined by @infra-manager on 2027-02-10: scope: "
       "not ours");
  const auto view = list(sample.ports("infra-manager", today), {.mine = true});
  CHECK(states(view) == std::vector<std::string>{"Security Training/KR1/D2 declined"});
  CHECK(view.all == 2);
  CHECK(view.dependencies.front().objection.empty());
  CHECK(view.dependencies.front().url == sample.issue_of("00000000000000a1").url);
}

TEST_CASE("A line of the issue that is not understood is told, and the others still count") {
  PublishedSample sample;
  edit(sample.issue_of("00000000000000a1").description, "- [x] PeopleOps (@peopleops-manager)", "- PeopleOps");
  const auto view = list(sample.ports("", today));
  CHECK(states(view) == std::vector<std::string>{"Security Training/KR1/D1 confirmed"});
  REQUIRE(view.notices.size() == 1);
  CHECK_THAT(view.notices.front(), Contains("Security Training/KR1") && Contains("is not understood"));
}

TEST_CASE("An answer edits one line of the issue; free text and other edits by hand stay") {
  PublishedSample sample;
  auto& issue = sample.issue_of("00000000000000a1");
  issue.description = "Please read this first.\n\n" + issue.description + "\n\nThanks!";
  edit(issue.description, "enrol every team member", "enrol everybody");
  const std::string before = issue.description;
  const auto change =
      planned(sample.ports("infra-director", today), answer(DependencyVerb::declined, "Security Training/KR1"));
  CHECK(change.name == "Security Training/KR1/D2");
  REQUIRE(change.unrecorded.has_value());
  CHECK(
      workspace::render_decision(*change.unrecorded) ==
      "- 2027-02-15 · D5 · Security Training/KR1 · Infrastructure (@infra-manager) · no capacity · hiring freeze · by "
      "@infra-director");
  const auto applied = tracker::apply(change.set, &sample.tracker, {});
  REQUIRE_FALSE(applied.failure.has_value());
  CHECK(sample.tracker.writes.size() == 1);
  std::string expected = before;
  edit(
      expected, "- [x] Infrastructure (@infra-manager): training accounts — confirmed by @infra-manager on 2027-01-11",
      "- [ ] Infrastructure (@infra-manager): training accounts — confirmed by @infra-manager on 2027-01-11 — declined "
      "by @infra-director on 2027-02-15: no capacity: hiring freeze");
  CHECK(sample.issue_of("00000000000000a1").description == expected);
  const auto again =
      planned(sample.ports("infra-director", today), answer(DependencyVerb::declined, "Security Training/KR1"));
  CHECK(again.set.empty());
  CHECK_FALSE(again.unrecorded.has_value());
}

TEST_CASE("An answer that does not count is answered anew by somebody who may") {
  PublishedSample sample;
  edit(sample.issue_of("00000000000000a1").description, "confirmed by @infra-manager", "confirmed by @sirt-manager");
  CHECK(list(sample.ports("", today)).dependencies[1].open());
  const auto change =
      planned(sample.ports("infra-manager", today), answer(DependencyVerb::confirmed, "security/kr1/d2"));
  CHECK(change.set.changes.size() == 1);
  CHECK(change.dependency.events.size() == 2);
}

TEST_CASE("A box that was unticked by hand is ticked again") {
  PublishedSample sample;
  edit(sample.issue_of("00000000000000a1").description, "- [x] Infrastructure", "- [ ] Infrastructure");
  const auto change =
      planned(sample.ports("infra-manager", today), answer(DependencyVerb::confirmed, "Security Training/KR1"));
  REQUIRE(change.set.changes.size() == 1);
  CHECK(change.dependency.ticked);
  CHECK(change.dependency.events.size() == 1);
}

TEST_CASE("A withdrawn request is not asked for again by mistake, and a new one may be") {
  PublishedSample sample;
  const app::Ports ports = sample.ports("training-manager", today);
  const app::NewDependency wanted{
      .key_result = "Security Training/KR1", .team = "infrastructure", .need = "training accounts"};
  const auto same = app::plan_new_dependency(ports, quarter(), wanted);
  REQUIRE(same.has_value());
  CHECK(same->set.empty());
  const auto withdrawn = planned(ports, answer(DependencyVerb::withdrawn, "Security Training/KR1", "Infrastructure"));
  REQUIRE_FALSE(tracker::apply(withdrawn.set, &sample.tracker, {}).failure.has_value());
  const auto anew = app::plan_new_dependency(ports, quarter(), wanted);
  REQUIRE(anew.has_value());
  CHECK(anew->name == "Security Training/KR1/D3");
  CHECK(anew->dependency.manager == "infra-manager");
}

TEST_CASE("An issue that lost the quarter's label is found by its id") {
  const test::TemporaryFolder folder;
  std::filesystem::copy(test::data_folder() / "workspaces/division", folder.path(),
                        std::filesystem::copy_options::recursive);
  const config::Config config = *config::load({.workspace_file = folder / "secokr.toml"});
  const auto workspace = *workspace::Workspace::open(folder.path());
  test::FakeTracker tracker;
  app::Ports ports{
      .config = config, .workspace = &workspace, .tracker = &tracker, .user = "ciso", .today = 2027_y / 1 / 18};
  const auto plan = app::plan_finalize(ports, {.quarter = quarter()});
  REQUIRE(plan.has_value());
  REQUIRE(plan->gates_passed);
  REQUIRE_FALSE(
      tracker::apply(plan->set, &tracker, {.root = folder.path(), .seal = documents::seal_block}).failure.has_value());
  for (tracker::Issue& issue : tracker.all)
    if (issue.title.find("KR1 (Security Training)") != std::string::npos) {
      issue.labels.clear();
      edit(issue.description, "- [x] PeopleOps", "- [ ] PeopleOps");
    }
  const auto view = list(ports);
  REQUIRE(view.dependencies.size() == 1);
  CHECK_FALSE(view.dependencies.front().url.empty());
  CHECK_FALSE(view.dependencies.front().dependency.ticked);
  CHECK(view.notices.empty());
  // Without its issue the file is shown, and nothing is written.
  std::erase_if(tracker.all, [](const tracker::Issue& issue) { return issue.labels.empty(); });
  CHECK(list(ports).notices.size() == 1);
  ports.user = "peopleops-manager";
  const auto refused = app::plan_answer(ports, quarter(), answer(DependencyVerb::declined, "Security Training/KR1"));
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().kind == ErrorKind::refused);
}

TEST_CASE("Addresses are split from the key result's name") {
  using Split = std::pair<std::string, std::optional<std::string>>;
  CHECK(app::split_dependency_name("Security Training/KR1/D2") == Split{"Security Training/KR1", "D2"});
  CHECK(app::split_dependency_name("#12/d10") == Split{"#12", "d10"});
  CHECK(app::split_dependency_name("Security Training/KR1") == Split{"Security Training/KR1", std::nullopt});
  CHECK(app::split_dependency_name("Data/D") == Split{"Data/D", std::nullopt});
  CHECK(app::split_dependency_name("https://example.com/issues/12") ==
        Split{"https://example.com/issues/12", std::nullopt});
}

TEST_CASE("Confidential items are counted and not named to managers outside the division") {
  PlanUnderReview plan = test::sample_plan();
  Objective& objective = plan.objectives.front().objective;
  objective.confidential = true;
  for (Dependency& dependency : objective.key_results.front().dependencies) test::reopen(dependency);
  objective.key_results.front().dependencies.push_back(
      {.team = "SIRT", .manager = "sirt-manager", .need = "a secret rota"});
  PublishedSample sample(plan);
  const auto reminders = app::read_dependency_reminders(sample.ports("", today), quarter());
  REQUIRE(reminders.has_value());
  REQUIRE(reminders->reminders.size() == 3);
  const DependencyReminder& outside = reminders->reminders[0];
  CHECK(outside.manager == "infra-manager");
  CHECK(outside.withheld == 1);
  CHECK(outside.dependencies.empty());
  CHECK(outside.ask == std::vector<std::string>{"training-manager"});
  CHECK(reminders->reminders[2].manager == "sirt-manager");
  CHECK(reminders->reminders[2].dependencies.size() == 1);
}
