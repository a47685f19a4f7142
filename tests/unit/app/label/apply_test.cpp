#include "app/label/apply.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

#include "app/label/check.hpp"
#include "tracker/apply/executor.hpp"
#include "unit/app/published_sample.hpp"
#include "unit/app/sample_workspace.hpp"

using namespace secokr;
using test::FakeTracker;
using Labels = std::vector<std::string>;

namespace {

const Quarter quarter{2028, 1};
const Day today = date::year{2027} / 2 / 12;

app::LabelApplyPlan plan_of(const app::Ports& ports, app::LabelApplyRequest request = {.range = {.quarter = quarter}}) {
  auto plan = app::plan_label_apply(ports, request);
  if (!plan) FAIL(plan.error().what);
  return *std::move(plan);
}

void apply(const app::LabelApplyPlan& plan, FakeTracker& tracker) {
  const auto applied = tracker::apply(plan.set, &tracker, {});
  if (applied.failure) FAIL(applied.failure->what);
}

tracker::Issue& issue_at(FakeTracker& tracker, long iid) { return tracker.all.at(static_cast<std::size_t>(iid - 1)); }

void drop(tracker::Issue& issue, const std::string& label) { std::erase(issue.labels, label); }

Labels names(const tracker::ChangeSet& set) {
  Labels all;
  for (const tracker::Change& change : set.changes) all.push_back(change.name);
  return all;
}

/// A published quarter among issues of the rest of the company.
struct SharedProject : test::PublishedSample {
  SharedProject() {
    config.tracker.kind = config::TrackerKind::gitlab;
    published = tracker.all.size();
    tracker.add("FY28-Q1 KR1 (Paved Road) Move services").labels = {"FY28-Q1", "OKR", "division::Engineering"};
    tracker.add("Printer on the third floor").labels = {"OKR", "fy28 q1"};
    tracker.add("FY28-Q1 Objective (Hiring) Fill the teams").labels = {"okr"};
    tracker.writes.clear();
  }
  app::Ports here() { return ports("ciso", today); }
  std::size_t published = 0;
};

}  // namespace

TEST_CASE("An issue's labels are one change, named by its id and shown whole", "[label]") {
  SharedProject here;
  tracker::Issue& kr = issue_at(here.tracker, 1);
  kr.labels = {"Division: Security", "FY28-Q1", "OKR", "spotlight"};
  const auto plan = plan_of(here.here());
  REQUIRE(plan.set.changes.size() == 1);
  const tracker::Change& change = plan.set.changes.front();
  CHECK(change.action() == "edit");
  CHECK(change.subject.starts_with("kr:"));
  CHECK(change.name == "#1");
  CHECK(change.before == tracker::Fields{{"labels", "Division: Security, FY28-Q1, OKR, spotlight"}});
  CHECK(change.after == tracker::Fields{{"labels", "FY28-Q1, division::Security, spotlight"}});
  const auto& edit = std::get<tracker::EditIssue>(change.payload);
  CHECK(edit.ref == kr.ref);
  CHECK(edit.edit ==
        tracker::IssueEdit{.add_labels = {"division::Security"}, .remove_labels = {"Division: Security", "OKR"}});
  CHECK(plan.set.quarter == "FY28-Q1");
  CHECK(plan.changing == 1);
  CHECK(plan.ours == here.published);
  CHECK(plan.checked == here.published + 3);
  CHECK(plan.read == here.tracker.all.size());
}

TEST_CASE("Of issues that share an id each is a change of its own", "[label]") {
  SharedProject here;
  here.tracker.all.push_back(issue_at(here.tracker, 1));
  tracker::Issue& clone = here.tracker.all.back();
  clone.ref.iid = static_cast<long>(here.tracker.all.size());
  drop(clone, "FY28-Q1");
  drop(issue_at(here.tracker, 1), "FY28-Q1");
  const auto plan = plan_of(here.here());
  REQUIRE(plan.set.changes.size() == 2);
  CHECK(plan.set.changes[0].subject.starts_with("kr:"));
  CHECK(plan.set.changes[1].subject == fmt::format("issue:fake#{}", clone.ref.iid));
  apply(plan, here.tracker);
  CHECK(plan_of(here.here()).set.empty());
}

TEST_CASE("What is to be added and not defined is defined first, where the issue is", "[label]") {
  SharedProject here;
  const auto undefine = [&](const std::string& name) {
    std::erase_if(here.tracker.defined, [&](const auto& label) { return label.name == name; });
  };
  for (const long iid : {1L, 2L}) drop(issue_at(here.tracker, iid), "FY28-Q1");
  undefine("FY28-Q1");
  undefine("sec-okr::p2");  // nobody needs it
  const app::LabelApplyRequest request{.range = {.issues = {{"", 1}, {"", 2}}}};
  const auto plan = plan_of(here.here(), request);
  CHECK(names(plan.set) == Labels{"FY28-Q1", "#1", "#2"});
  CHECK(plan.set.changes[0].action() == "label");
  CHECK(plan.set.changes[0].after.front() == std::pair<std::string, std::string>{"color", "#0E6EB8"});
  apply(plan, here.tracker);
  CHECK(plan_of(here.here(), request).set.empty());

  // Inherited from a group above it is there.
  undefine("FY28-Q1");
  here.tracker.defined.push_back({"FY28-Q1", "#000000", "", true});
  drop(issue_at(here.tracker, 1), "FY28-Q1");
  CHECK(names(plan_of(here.here(), request).set) == Labels{"#1"});
}

TEST_CASE("In a group each project defines what its own issues lack", "[label]") {
  FakeTracker tracker;
  config::Config config;
  for (const std::string project : {"fake", "security/web", "security/shop"}) {
    tracker::Issue& issue = tracker.add("FY28-Q1 KR1 (Training) Train 90%");
    issue.ref.project = project;
    issue.labels = {"division::Security"};
  }
  tracker.defined_elsewhere["security/shop"] = {{"FY28-Q1", "#112233", ""}};
  const app::Ports ports{.config = config, .tracker = &tracker, .user = "ciso", .today = today};
  const app::LabelApplyRequest request{.range = {.quarter = quarter, .group = "security"}, .brake_override = "all"};
  const auto plan = plan_of(ports, request);
  CHECK(names(plan.set) == Labels{"FY28-Q1", "FY28-Q1 in security/web", "fake#1", "security/shop#3", "security/web#2"});
  CHECK(std::get<tracker::EnsureLabel>(plan.set.changes[1].payload).home ==
        tracker::LabelHome{.project = "security/web"});
  apply(plan, tracker);
  CHECK(plan_of(ports, request).set.empty());
}

TEST_CASE("The brake holds where more than 30 % of ours would change", "[label]") {
  using enum Gate::Result;
  struct Row {
    std::size_t ours, changing;
    Gate::Result result;
    std::string detail;
  };
  const Row rows[] = {
      {10, 0, passed, "0 of 10 issues would change (0 %)"},
      {10, 3, passed, "3 of 10 issues would change (30 %)"},
      {10, 4, failed, "4 of 10 issues would change (40 %)"},
      {1, 1, failed, "1 of 1 issues would change (100 %)"},
      {3, 1, failed, "1 of 3 issues would change (33.3 %)"},
      {199, 60, failed, "60 of 199 issues would change (30.1 %)"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.detail);
    FakeTracker tracker;
    config::Config config;
    for (std::size_t i = 0; i < row.ours; ++i)
      tracker.add("FY28-Q1 KR1 (Training) Train 90%").labels =
          i < row.changing ? Labels{"division::Security"} : Labels{"FY28-Q1", "division::Security"};
    // Others do not make room.
    for (int i = 0; i < 100; ++i) tracker.add("FY28-Q1 KR1 (X) Y").labels = {"FY28-Q1", "division::Engineering"};
    tracker.defined = {{"FY28-Q1", "#112233", ""}};
    const app::Ports ports{.config = config, .tracker = &tracker, .user = "ciso", .today = today};
    const auto braked = plan_of(ports);
    REQUIRE(braked.report.gates.size() == 1);
    CHECK(braked.report.gates[0].gate == "brake");
    CHECK(braked.report.gates[0].checked == row.ours);
    CHECK(braked.report.gates[0].result == row.result);
    CHECK(braked.report.gates[0].detail == row.detail);
    CHECK(braked.passed == (row.result == passed));
    CHECK(braked.set.changes.size() == row.changing);

    const auto allowed = plan_of(ports, {.range = {.quarter = quarter}, .brake_override = "why not"});
    CHECK(allowed.passed);
    CHECK(allowed.report.gates[0].result == (row.result == passed ? passed : overridden));

    app::LabelApplyRequest named;
    for (std::size_t i = 0; i < row.ours; ++i) named.range.issues.push_back({"", static_cast<long>(i + 1)});
    const auto one_by_one = plan_of(ports, named);
    CHECK(one_by_one.passed);
    CHECK(one_by_one.report.gates.empty());
    CHECK(one_by_one.changing == row.changing);
  }
}

TEST_CASE("An override goes on the record of a workspace, before anything else", "[label]") {
  test::SampleWorkspace here{test::sample_plan()};
  FakeTracker tracker;
  test::publish(tracker, test::sample_plan());
  for (tracker::Issue& issue : tracker.all) drop(issue, "FY28-Q1");
  here.today = today;
  const auto line = [&](app::LabelRange range) {
    const auto plan = plan_of(here.ports(tracker), {.range = std::move(range), .brake_override = "edited in bulk"});
    REQUIRE(plan.set.changes.size() == tracker.all.size() + 1);
    const tracker::Change& first = plan.set.changes.front();
    REQUIRE(first.action() == "record");
    const auto& record = std::get<tracker::AppendRecord>(first.payload);
    return record.path.string() + ": " + record.line;
  };
  const std::size_t all = tracker.all.size();
  CHECK(
      line({.quarter = quarter}) ==
      fmt::format("okrs/FY28-Q1/decisions.md: - 2027-02-12 · override brake · FY28-Q1 · {0} of {0} issues · edited in "
                  "bulk · by @ciso",
                  all));
  // What belongs to no quarter stands in the record of the one that is planned.
  CHECK(line({}).starts_with("okrs/FY28-Q2/decisions.md: - 2027-02-12 · override brake · every quarter · "));
  CHECK(line({.quarter = quarter, .group = "security"}).find(" · FY28-Q1 of security · ") != std::string::npos);

  // Nothing to override, nothing to record; and so for issues named one by one.
  const app::LabelApplyRequest named{.range = {.issues = {{"", 1}}}, .brake_override = "x"};
  CHECK(plan_of(here.ports(tracker), named).set.changes.size() == 1);
  for (tracker::Issue& issue : tracker.all) {
    issue.labels.push_back("FY28-Q1");
    std::ranges::sort(issue.labels);
  }
  drop(tracker.all.front(), "FY28-Q1");
  const auto few = plan_of(here.ports(tracker), {.range = {.quarter = quarter}, .brake_override = "x"});
  CHECK(few.report.gates.front().result == Gate::Result::passed);
  CHECK(few.set.changes.size() == 1);
}

TEST_CASE("What people must decide is left and told", "[label]") {
  SharedProject here;
  tracker::Issue& objective = *std::ranges::find_if(here.tracker.all, [](const tracker::Issue& issue) {
    return issue.title.find(" Objective ") != std::string::npos;
  });
  objective.description = "rewritten by hand";
  for (const std::string priority : {"sec-okr::p0", "sec-okr::p1", "sec-okr::p2"}) drop(objective, priority);
  const app::LabelRange range{.issues = {objective.ref}};
  const auto undecided = plan_of(here.here(), {.range = range});
  CHECK(undecided.set.empty());
  REQUIRE(undecided.remaining.size() == 1);
  CHECK(undecided.remaining[0].rule == Rule::L1);
  const auto decided = plan_of(here.here(), {.range = range, .fallback = Priority::p2});
  CHECK(decided.remaining.empty());
  REQUIRE(decided.set.changes.size() == 1);
  CHECK(std::get<tracker::EditIssue>(decided.set.changes[0].payload).edit.add_labels == Labels{"sec-okr::p2"});
  // An unclear one is nobody's to write to.
  const auto unclear = plan_of(here.here(), {.range = {.issues = {here.tracker.all.back().ref}}});
  CHECK(unclear.ours == 0);
  CHECK(unclear.set.empty());
  REQUIRE(unclear.remaining.size() == 1);
  CHECK(unclear.remaining[0].rule == Rule::L8);
}

TEST_CASE("After any change of labels: check, apply, check is clean, and a second apply is empty", "[label]") {
  const Labels pool{"division::Security",
                    "Division: Security",
                    "DIVISION::security",
                    "division: security",
                    "FY28-Q1",
                    "FY28 Q1",
                    "fy28-q1",
                    "FY28-Q2",
                    "OKR",
                    "okr",
                    "sec-okr::p0",
                    "sec-okr::p1",
                    "sec-okr::p2",
                    "SEC-OKR: P1",
                    "sec-okr::p3",
                    "division::Engineering",
                    "spotlight",
                    "workflow::ready",
                    "bug"};
  const Labels foreign{"spotlight", "workflow::ready", "bug"};
  std::mt19937 chance{28};
  std::size_t changed = 0;
  std::size_t clean = 0;
  for (int round = 0; round < 150; ++round) {
    CAPTURE(round);
    SharedProject here;
    for (tracker::Issue& issue : here.tracker.all) {
      if (static_cast<std::size_t>(issue.ref.iid) > here.published) break;
      issue.labels.clear();
      for (const std::string& label : pool)
        if (chance() % 4 == 0) issue.labels.push_back(label);
      std::ranges::sort(issue.labels);
    }
    const auto before = here.tracker.all;
    const app::LabelRange range{.quarter = quarter};
    const auto checked = app::check_labels(here.here(), {.range = range});
    REQUIRE(checked);
    const auto plan = plan_of(here.here(), {.range = range, .fallback = Priority::p1, .brake_override = "a test"});
    CHECK(checked->ours == plan.ours);
    if (!plan.set.empty()) CHECK_FALSE(checked->findings.empty());
    changed += plan.changing;
    apply(plan, here.tracker);

    for (std::size_t i = 0; i < before.size(); ++i) {
      const tracker::Issue& now = here.tracker.all[i];
      if (i >= here.published) CHECK(now == before[i]);
      for (const std::string& label : foreign)
        CHECK(std::ranges::count(now.labels, label) == std::ranges::count(before[i].labels, label));
      CHECK(now.title == before[i].title);
      CHECK(now.description == before[i].description);
    }
    const auto again = app::check_labels(here.here(), {.range = range});
    REQUIRE(again);
    // What is left is what the plan said to be left.
    std::vector<std::string> left;
    for (const Finding& finding : again->findings) left.push_back(finding.subject + " " + finding.message);
    std::vector<std::string> told;
    for (const Finding& finding : plan.remaining) told.push_back(finding.subject + " " + finding.message);
    std::ranges::sort(left);
    std::ranges::sort(told);
    CHECK(left == told);
    clean += again->ours > 0 && std::ranges::all_of(again->findings, [](const Finding& finding) {
               return finding.rule == Rule::L8 || finding.rule == Rule::L5;
             });

    here.tracker.writes.clear();
    const auto second = plan_of(here.here(), {.range = range, .fallback = Priority::p1});
    CHECK(second.set.empty());
    CHECK(here.tracker.writes.empty());
  }
  CHECK(changed > 150);
  CHECK(clean == 150);
}
