#include "app/publish/amend.hpp"

#include <catch2/catch.hpp>

#include <functional>

#include "unit/app/finalize_sample.hpp"

using namespace secokr;
using test::applied;
using test::edit_file;
using test::FakeTracker;
using test::planned;
using test::publish;
using test::World;

namespace {

const std::string training = "okrs/FY28-Q1/security-training.md";
const std::string pipeline = "okrs/FY28-Q1/secure-pipeline.md";
const app::FinalizeRequest amend{.amend = true, .reason = "the supplier changed"};

/// It is the middle of the quarter.
struct Amended : test::Finalised {
  Amended() { sample.today = test::day(2027, 3, 1); }

  std::string record() const {
    const auto path = sample.workspace().decisions(test::published_quarter);
    return std::filesystem::exists(path) ? test::read(path) : "";
  }
  documents::IssueBlock block(std::string_view title) {
    const auto found = documents::find_block(tracker.issue_titled(title).description);
    REQUIRE(found);
    return *found;
  }
  Error refused() const {
    FakeTracker copy = tracker;
    auto request = amend;
    request.quarter = test::published_quarter;
    const auto plan = app::plan_finalize(sample.ports(copy), request);
    REQUIRE_FALSE(plan);
    return plan.error();
  }
};

}  // namespace

TEST_CASE("each field of a file that is edited after publication reaches its issue, the base and the record") {
  struct Row {
    std::string path, from, to;
    std::string issue;                                 // part of the title of the issue that is edited
    std::string fields;                                // as the record names them
    std::function<bool(const tracker::Issue&)> shows;  // on the issue
  };
  const auto says = [](std::string text) {
    return [text = std::move(text)](const tracker::Issue& issue) {
      return issue.description.find(text) != std::string::npos;
    };
  };
  const std::vector<Row> rows = {
      {training, "from 62 to 90 %", "from 62 to 95 %", "KR1 (Security Training)", "metric: 90 to 95 %",
       says("from 62 to 95 %")},
      {training, "DRI: @assurance-director", "DRI: @training-manager", "Objective (Security Training)",
       "DRI: @assurance-director to @training-manager",
       [](const auto& issue) { return issue.assignees == std::vector<std::string>{"training-manager"}; }},
      {training, "## KR2: Report 80%", "## KR2: Report 85%", "KR2 (Security Training)",
       "title: ", [](const auto& issue) { return issue.title.find("Report 85%") != std::string::npos; }},
      {training, "Due Date: 2027-04-30", "Due Date: 2027-04-16", "KR1 (Security Training)",
       "due date: 2027-04-30 to 2027-04-16 · milestone 2",
       [](const auto& issue) { return issue.due == parse_day("2027-04-16"); }},
      {training, "Weight: 60 %", "Weight: 55 %", "KR1 (Security Training)", "weight: 60 % to 55 %",
       says("Weight: 55 %")},
      {training, "- Priority: p1", "- Priority: p0\n- Critical project: https://example.com/cp",
       "Objective (Security Training)", "priority: p1 to p0 · critical project: nothing to https://example.com/cp",
       [](const auto& issue) {
         return std::ranges::count(issue.labels, "sec-okr::p0") == 1 &&
                std::ranges::count(issue.labels, "sec-okr::p1") == 0;
       }},
      {training, "recognise an attack", "recognise every attack", "Objective (Security Training)", "outcome rewritten",
       says("recognise every attack")},
      {training, "training accounts", "training accounts for all", "KR1 (Security Training)", "dependency 2",
       says("training accounts for all — confirmed by @infra-manager")},
  };
  for (const Row& row : rows) {
    INFO(row.from << " -> " << row.to);
    Amended here;
    edit_file(here.sample, row.path, row.from, row.to);

    auto request = amend;
    // Whether the rules like the new value is not asked here.
    for (const RuleInfo& rule : all_rules()) request.overrides.push_back({rule.rule, "not asked here"});
    const auto told = planned(here.sample, here.tracker, {.overrides = request.overrides});
    CHECK(told.set.empty());
    CHECK(told.edited_files == 1);

    const auto plan = publish(here.sample, here.tracker, request);
    CHECK(row.shows(here.tracker.issue_titled(row.issue)));
    CHECK(here.record().find(" · F4 · ") != std::string::npos);
    CHECK_THAT(here.record(), Catch::Matchers::Contains(" · " + row.fields));
    CHECK_THAT(here.record(), Catch::Matchers::Contains(" · the supplier changed · by @ciso"));
    const auto again = planned(here.sample, here.tracker, request);
    CHECK(again.set.empty());
    CHECK(planned(here.sample, here.tracker, {.overrides = request.overrides}).edited_files == 0);
  }
}

TEST_CASE("an amendment leaves alone what it does not name") {
  Amended here;
  tracker::Issue& issue = here.tracker.issue_titled("KR1 (Security Training)");
  const auto other_issues = test::seen(here.tracker);
  issue.labels.push_back("workflow::doing");
  issue.description = "Mine.\n\n" + issue.description + "\n\nMine, too.";
  // Ticked, answered, paused and renamed on the issue: all of that is the issue's, or drift.
  const auto replace = [&](std::string_view from, std::string_view to) {
    issue.description = test::edited(issue.description, from, to);
  };
  replace("- [ ] Milestone 1", "- [x] Milestone 1");
  replace("- State: active", "- State: paused by https://example.com/cp/1");
  issue.title += " soon";
  edit_file(here.sample, training, "from 62 to 90 %", "from 62 to 95 %");
  publish(here.sample, here.tracker, amend);
  const tracker::Issue& after = here.tracker.issue_titled("KR1 (Security Training)");
  for (const char* kept :
       {"Mine.\n\n", "\n\nMine, too.", "- [x] Milestone 1", "- State: paused by https://example.com/cp/1",
        "confirmed by @infra-manager", "from 62 to 95 %"})
    CHECK(after.description.find(kept) != std::string::npos);
  CHECK(after.title.ends_with(" soon"));
  CHECK(std::ranges::count(after.labels, "workflow::doing") == 1);
  CHECK(here.tracker.writes.size() == 1);
  // The base takes the amended field alone.
  CHECK(here.entry("00000000000000a1").block.find("from 62 to 95 %") != std::string::npos);
  CHECK(here.entry("00000000000000a1").title.ends_with("training"));
  CHECK(here.entry("00000000000000a1").block.find("State: active") != std::string::npos);
}

TEST_CASE("what the file and the issue both changed stops the whole amendment, each field named") {
  Amended here;
  edit_file(here.sample, training, "from 62 to 90 %", "from 62 to 95 %");
  edit_file(here.sample, training, "## KR2: Report 80%", "## KR2: Report 85%");
  edit_file(here.sample, pipeline, "Every artefact is signed.", "Every artefact is signed and kept.");
  tracker::Issue& first = here.tracker.issue_titled("KR1 (Security Training)");
  first.description.replace(first.description.find("from 62 to 90 %"), 15, "from 62 to 80 %");
  here.tracker.issue_titled("KR2 (Security Training)").title = "FY28-Q1 KR2 (Security Training) Report all";
  const std::string files = here.sample.files();
  const Error error = here.refused();
  CHECK(error.kind == ErrorKind::refused);
  REQUIRE(error.notes.size() == 2);
  CHECK(error.notes[0].text ==
        "Security Training/KR1, Metric: finalised as `completion rate from 62 to 90 %`, the file says `completion rate "
        "from 62 to 95 %`, the issue `completion rate from 62 to 80 %`");
  CHECK(error.notes[0].path == training);
  CHECK(error.notes[1].text.starts_with("Security Training/KR2, title: "));
  CHECK(error.help.find("secokr drift FY28-Q1 --accept --reason TEXT") != std::string::npos);
  CHECK(here.tracker.writes.empty());
  CHECK(here.sample.files() == files);

  // The issue says it already: the base catches up.
  first.description.replace(first.description.find("from 62 to 80 %"), 15, "from 62 to 95 %");
  here.tracker.issue_titled("KR2 (Security Training)").title =
      "FY28-Q1 KR2 (Security Training) Report 85% of simulated phishing";
  publish(here.sample, here.tracker, amend);
  // The list of the objective's key results, and the other objective.
  CHECK(here.tracker.writes.size() == 2);
  CHECK(here.entry("00000000000000a1").block.find("from 62 to 95 %") != std::string::npos);
}

TEST_CASE("what somebody wrote into a block is not lost by an amendment") {
  Amended here;
  tracker::Issue& issue = here.tracker.issue_titled("KR1 (Security Training)");
  issue.description.insert(issue.description.find("- Metric"), "- Wieght: 3 %\n");
  edit_file(here.sample, training, "from 62 to 90 %", "from 62 to 95 %");
  const Error error = here.refused();
  CHECK(error.kind == ErrorKind::refused);
  REQUIRE(error.notes.size() == 1);
  CHECK(error.notes[0].text.find("Wieght") != std::string::npos);
}

TEST_CASE("a key result that is dropped after publication is closed, said so, and stays in the list") {
  Amended here;
  const app::FinalizeRequest plain{.overrides = {{Rule::K4, "the weights follow"}}};
  app::FinalizeRequest request = plain;
  request.amend = true;
  edit_file(here.sample, training, "- Weight: 40 %\n", "- Weight: 40 %\n- State: dropped\n");
  CHECK(planned(here.sample, here.tracker, plain).edited_files == 1);
  const auto plan = publish(here.sample, here.tracker, request);
  const auto closes = std::ranges::count(plan.set.changes, "close", &tracker::Change::action);
  CHECK(closes == 1);
  const tracker::Issue& issue = here.tracker.issue_titled("KR2 (Security Training)");
  CHECK(issue.state == tracker::IssueState::closed);
  CHECK(here.block("KR2 (Security Training)").key_result->state == KeyResultState::dropped);
  CHECK(here.block("Objective (Security Training)").key_results.size() == 2);
  CHECK(here.entry("00000000000000a2").block.find("State: dropped") != std::string::npos);
  CHECK(planned(here.sample, here.tracker, request).set.empty());
  CHECK(planned(here.sample, here.tracker, plain).set.empty());

  // Taken back, it is opened again.
  edit_file(here.sample, training, "- State: dropped\n", "");
  publish(here.sample, here.tracker, request);
  CHECK(here.tracker.issue_titled("KR2 (Security Training)").state == tracker::IssueState::opened);
  CHECK(here.block("KR2 (Security Training)").key_result->state == KeyResultState::active);
}

TEST_CASE("a key result that moves takes its number along") {
  Amended here;
  edit_file(here.sample, training, "## KR1: ", "## KR9: ");
  edit_file(here.sample, training, "## KR2: ", "## KR1: ");
  edit_file(here.sample, training, "## KR9: ", "## KR2: ");
  auto request = amend;
  request.overrides = {{Rule::K2, "the order of the numbers"}};
  publish(here.sample, here.tracker, request);
  CHECK(here.tracker.issue_titled("KR1 (Security Training) Report 80%").ref.iid != 0);
  CHECK(here.tracker.issue_titled("KR2 (Security Training) Achieve 90%").ref.iid != 0);
  CHECK(here.entry("00000000000000a1").number == 2);
  CHECK(planned(here.sample, here.tracker, request).set.empty());
}

TEST_CASE("a key result that its file has no more is a finding, and stays in the list") {
  Amended here;
  std::string text = test::read(here.sample.root() / training);
  text.resize(text.find("## KR2: "));
  test::write(here.sample.root() / training, text);
  const auto request = app::FinalizeRequest{.overrides = {{Rule::K4, "not asked here"}}, .amend = true};
  publish(here.sample, here.tracker, request);
  CHECK(here.block("Objective (Security Training)").key_results.size() == 2);
  CHECK(here.entry("00000000000000a2").number == 2);

  const auto ports = here.sample.ports(here.tracker);
  const auto read = app::read_plan(ports, test::published_quarter);
  const auto base = workspace::read_published(here.sample.workspace(), test::published_quarter);
  REQUIRE((read && base && *base));
  const auto findings = app::check_published_files(ports, *read, **base);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].rule == Rule::F4);
  CHECK(findings[0].subject == "Security Training/KR2");
}

TEST_CASE("an amendment publishes what was included since, too, and a plain rerun does not amend") {
  auto plan = test::sample_plan();
  test::objective(plan, 1).status = ObjectiveStatus::proposed;
  World world(plan);
  auto& [sample, tracker] = world;
  publish(sample, tracker);
  edit_file(sample, pipeline, "- Status: proposed", "- Status: included");
  edit_file(sample, training, "## KR2: Report 80%", "## KR2: Report 85%");
  const auto plain = publish(sample, tracker);
  CHECK(plain.edited_files == 1);
  CHECK(tracker.all.size() == 3 + 5);
  CHECK(tracker.issue_titled("KR2 (Security Training)").title.find("Report 80%") != std::string::npos);
  publish(sample, tracker, amend);
  CHECK(tracker.issue_titled("KR2 (Security Training)").title.find("Report 85%") != std::string::npos);
  const auto list =
      documents::find_block(tracker.issue_titled("Objective (Security Training)").description)->key_results;
  CHECK(list[1].title.starts_with("Report 85%"));
}

TEST_CASE("the gates hold for an amendment, but not P6") {
  Amended here;
  edit_file(here.sample, training, "from 62 to 90 %", "from 62 to 95 %");
  here.sample.user = "training-manager";
  CHECK_FALSE(planned(here.sample, here.tracker, amend).gates_passed);
  here.sample.user = "ciso";
  CHECK(planned(here.sample, here.tracker, amend).gates_passed);
  edit_file(here.sample, pipeline, "- Critical project: https://example.com/critical-projects/7\n", "");
  CHECK_FALSE(planned(here.sample, here.tracker, amend).gates_passed);
}

TEST_CASE("what is not finalised cannot be amended") {
  World world;
  auto& [sample, tracker] = world;
  auto request = amend;
  request.quarter = test::published_quarter;
  const auto plan = app::plan_finalize(sample.ports(tracker), request);
  REQUIRE_FALSE(plan);
  CHECK(plan.error().kind == ErrorKind::usage);
}

TEST_CASE("an amendment interrupted at any write is finished by a rerun, and by its saved plan") {
  const auto prepare = [](Amended& here) {
    edit_file(here.sample, training, "from 62 to 90 %", "from 62 to 95 %");
    edit_file(here.sample, training, "## KR2: Report 80%", "## KR2: Report 85%");
    edit_file(here.sample, pipeline, "Every artefact is signed.", "Every artefact is signed and kept.");
  };
  Amended whole;
  prepare(whole);
  publish(whole.sample, whole.tracker, amend);
  const std::size_t writes = whole.tracker.writes.size();
  REQUIRE(writes == 4);
  for (const bool exact : {false, true}) {
    for (std::size_t at = 0; at < writes; ++at) {
      INFO((exact ? "saved, " : "") << "failing at write " << at);
      Amended here;
      prepare(here);
      const auto plan = planned(here.sample, here.tracker, amend);
      here.tracker.fail_at = at;
      REQUIRE(applied(here.sample, here.tracker, plan.set, exact).failure);
      if (exact)
        REQUIRE_FALSE(applied(here.sample, here.tracker, plan.set, true).failure);
      else
        publish(here.sample, here.tracker, amend);
      REQUIRE(test::seen(here.tracker) == test::seen(whole.tracker));
      REQUIRE(here.sample.files() == whole.sample.files());
      CHECK(planned(here.sample, here.tracker, amend).set.empty());
    }
  }
}

TEST_CASE("a saved amendment does not overwrite what somebody wrote meanwhile") {
  Amended here;
  edit_file(here.sample, training, "from 62 to 90 %", "from 62 to 95 %");
  const auto plan = planned(here.sample, here.tracker, amend);
  here.tracker.issue_titled("KR1 (Security Training)").description += "\nTheirs.";
  const auto result = applied(here.sample, here.tracker, plan.set, true);
  REQUIRE(result.failure);
  CHECK(result.failure->kind == ErrorKind::refused);
  CHECK(here.tracker.writes.empty());
}
