#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>

#include "app/draft/business_as_usual.hpp"
#include "app/draft/check.hpp"
#include "app/draft/decide.hpp"
#include "app/draft/key_result.hpp"
#include "app/draft/objective.hpp"
#include "app/draft/propose.hpp"
#include "app/publish/finalize.hpp"
#include "documents/issue/text.hpp"
#include "support/fake_tracker.hpp"
#include "support/sample_plan.hpp"
#include "support/texts.hpp"
#include "tracker/apply/executor.hpp"
#include "unit/app/sample_workspace.hpp"
#include "workspace/proposal.hpp"

using namespace secokr;

namespace {

const Quarter quarter{2028, 1};
const std::string training = "okrs/FY28-Q1/security-training.md";

struct Fixture : test::World {
  tracker::Applied apply(tracker::ChangeSet set) {
    return tracker::apply(std::move(set), nullptr, {.root = sample.root()});
  }

  app::DraftChange new_key_result(const std::string& title) {
    const auto fresh = app::NewKeyResult::begin(ports(), quarter, "Security Training", {});
    if (!fresh) FAIL(fresh.error().what << ": " << fresh.error().reason);
    auto change = fresh->plan({{Field::title, title}, {Field::dri, sample.config().org.teams.front().manager}});
    if (!change) FAIL(change.error().what << ": " << change.error().reason);
    return *std::move(change);
  }
};

}  // namespace

TEST_CASE("a key result is added to its file and every other byte stays") {
  Fixture fixture;
  const std::string before = fixture.text(training);
  const auto applied = fixture.apply(fixture.new_key_result("Measure who reports").set);
  REQUIRE_FALSE(applied.failure.has_value());
  const std::string after = fixture.text(training);
  REQUIRE(after.starts_with(before));
  CHECK(after.find("## KR3: Measure who reports") != std::string::npos);
}

TEST_CASE("a file that changed under an edit is not overwritten") {
  Fixture fixture;
  const auto change = fixture.new_key_result("Measure who reports");
  const std::string theirs = fixture.text(training) + "\nA sentence that somebody saved meanwhile.\n";
  test::write(fixture.sample.root() / training, theirs);
  const auto applied = fixture.apply(change.set);
  REQUIRE(applied.failure.has_value());
  CHECK(applied.failure->kind == ErrorKind::local_file);
  CHECK(applied.done == 0);
  CHECK(fixture.text(training) == theirs);
}

TEST_CASE("an objective file that appeared under its drafting is not overwritten") {
  Fixture fixture;
  fixture.sample.user = fixture.sample.config().org.areas.front().leader;
  const auto fresh = app::NewObjective::begin(fixture.ports(), quarter, {});
  REQUIRE(fresh.has_value());
  const auto change = fresh->plan({{Field::title, "Know our suppliers"}, {Field::reference, "Suppliers"}});
  if (!change) FAIL(change.error().what << ": " << change.error().reason);
  CHECK(change->path == "okrs/FY28-Q1/suppliers.md");
  test::write(fixture.sample.root() / change->path, "mine\n");
  const auto applied = fixture.apply(change->set);
  REQUIRE(applied.failure.has_value());
  CHECK(applied.failure->kind == ErrorKind::local_file);
  CHECK(fixture.text(change->path) == "mine\n");
}

TEST_CASE("an answer that the file would read as something else is refused") {
  Fixture fixture;
  fixture.sample.user = fixture.sample.config().org.areas.front().leader;
  const auto fresh = app::NewObjective::begin(fixture.ports(), quarter, {});
  REQUIRE(fresh.has_value());
  for (const std::string outcome : {"## KR1: smuggled", "- DRI: @somebody", "<!-- secokr:id 0000000000000009 -->"}) {
    INFO(outcome);
    const auto change =
        fresh->plan({{Field::title, "Know our suppliers"}, {Field::reference, "Suppliers"}, {Field::outcome, outcome}});
    if (change) {
      // Written in a way that reads back as typed.
      const auto applied = fixture.apply(change->set);
      REQUIRE_FALSE(applied.failure.has_value());
      const auto document = documents::ObjectiveDocument::parse(fixture.text(change->path));
      CHECK(document.objective().outcome == outcome);
      CHECK(document.objective().key_results.empty());
      std::filesystem::remove(fixture.sample.root() / change->path);
    } else {
      CHECK(change.error().kind == ErrorKind::usage);
    }
  }
}

TEST_CASE("control characters in an answer do not reach the file") {
  Fixture fixture;
  fixture.sample.user = fixture.sample.config().org.areas.front().leader;
  const auto fresh = app::NewObjective::begin(fixture.ports(), quarter, {});
  REQUIRE(fresh.has_value());
  const auto change = fresh->plan({{Field::title, "Know \x1b[1mour\x07 suppliers"},
                                   {Field::reference, "Suppliers"},
                                   {Field::outcome, "One\r\n\ttwo \x1b]0;x\x7f"}});
  REQUIRE(change.has_value());
  REQUIRE_FALSE(fixture.apply(change->set).failure.has_value());
  const auto document = documents::ObjectiveDocument::parse(fixture.text(change->path));
  CHECK(document.objective().title == "Know [1mour suppliers");
  CHECK(document.objective().outcome == "One\n\ttwo ]0;x");
}

TEST_CASE("an exclusion cut short is finished by the same command") {
  Fixture fixture;
  auto first = app::plan_exclude(fixture.ports(), quarter, {"Security Training"}, "beyond five", {});
  REQUIRE(first.has_value());
  REQUIRE(first->set.changes.size() == 2);
  CHECK(first->set.changes.front().action() == "record");
  tracker::ChangeSet record_only = first->set;
  record_only.changes.pop_back();
  REQUIRE_FALSE(fixture.apply(record_only).failure.has_value());

  auto second = app::plan_exclude(fixture.ports(), quarter, {"Security Training"}, "beyond five", {});
  REQUIRE(second.has_value());
  const auto applied = fixture.apply(second->set);
  REQUIRE_FALSE(applied.failure.has_value());
  CHECK(applied.unchanged == 1);
  CHECK(applied.done == 1);
  CHECK(app::plan_exclude(fixture.ports(), quarter, {"Security Training"}, "beyond five", {})->set.empty());
}

TEST_CASE("including freezes what is proposed, and excluding lets it go") {
  Fixture fixture;
  REQUIRE_FALSE(fixture.apply(app::plan_exclude(fixture.ports(), quarter, {"Security Training"}, "later", {})->set)
                    .failure.has_value());
  const auto included = app::plan_include(fixture.ports(), quarter, {"Security Training"}, {});
  REQUIRE(included.has_value());
  CHECK(included->changed == std::vector<std::string>{"Security Training"});
  REQUIRE_FALSE(fixture.apply(included->set).failure.has_value());

  const auto document = documents::ObjectiveDocument::parse(fixture.text(training));
  const auto proposal = workspace::read_proposal(fixture.sample.workspace(), quarter);
  REQUIRE(proposal.has_value());
  REQUIRE(proposal->has_value());
  const auto frozen = (*proposal)->objectives.find(document.objective().id);
  REQUIRE(frozen != (*proposal)->objectives.end());
  CHECK(frozen->second == document.objective());

  REQUIRE_FALSE(
      fixture.apply(app::plan_exclude(fixture.ports(), quarter, {"Security Training"}, "later still", {})->set)
          .failure.has_value());
  CHECK_FALSE(
      (*workspace::read_proposal(fixture.sample.workspace(), quarter))->objectives.contains(document.objective().id));
}

TEST_CASE("only the CISO and the delegate decide") {
  Fixture fixture;
  fixture.sample.config().delegate = "the-delegate";
  struct Case {
    std::string user;
    bool may;
  };
  const std::string leader = fixture.sample.config().org.areas.front().leader;
  for (const Case& each :
       {Case{"ciso", true}, Case{"CISO", true}, Case{"the-delegate", true}, Case{leader, false}, Case{"", false}}) {
    INFO(each.user);
    fixture.sample.user = each.user;
    const auto deciding = app::plan_exclude(fixture.ports(), quarter, {"Security Training"}, "later", {});
    CHECK(deciding.has_value() == each.may);
    if (!deciding) {
      CHECK(deciding.error().kind == ErrorKind::findings);
      CHECK(deciding.error().what.find("(P5)") != std::string::npos);
    }
    CHECK(app::plan_exclude(fixture.ports(), quarter, {"Security Training"}, "later", {{Rule::P5, "agreed by phone"}})
              .has_value());
  }
}

TEST_CASE("business as usual is for the area's leader, the CISO and the delegate") {
  Fixture fixture;
  const Area area = fixture.sample.config().org.areas.front();
  const std::string other = fixture.sample.config().org.areas.back().leader;
  for (const auto& [user, may] :
       {std::pair{area.leader, true}, std::pair{std::string("ciso"), true}, std::pair{other, false}}) {
    INFO(user);
    fixture.sample.user = user;
    CHECK(app::plan_business_as_usual(fixture.ports(), quarter, area.name, "backlog").has_value() == may);
  }
}

TEST_CASE("a published file that was edited is found, and ticks are no edit") {
  Fixture fixture;
  auto plan = app::plan_finalize(fixture.ports(), {quarter, {}});
  REQUIRE(plan.has_value());
  const auto published =
      tracker::apply(plan->set, &fixture.tracker, {.root = fixture.sample.root(), .seal = documents::seal_block});
  REQUIRE_FALSE(published.failure.has_value());
  const auto edits = [&] {
    const auto check = app::check_draft(fixture.ports(), quarter, Stage::published, {});
    REQUIRE(check.has_value());
    std::vector<std::string> subjects;
    for (const Finding& finding : check->findings)
      if (finding.rule == Rule::F4) subjects.push_back(finding.subject);
    return subjects;
  };
  CHECK(edits().empty());

  const auto edit = [&](std::string_view from, std::string_view to) {
    test::edit_file(fixture.sample.root() / training, from, to);
  };
  edit("- [ ] Milestone 1", "- [x] Milestone 1");
  CHECK(edits().empty());
  edit("## KR1: ", "## KR1: Perhaps ");
  const auto found = edits();
  CHECK(std::ranges::find(found, "Security Training/KR1") != found.end());
  CHECK(std::ranges::find(found, "Secure Pipeline") == found.end());
}
