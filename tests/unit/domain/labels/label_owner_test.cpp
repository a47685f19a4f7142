#include <functional>

#include <catch2/catch.hpp>

#include "unit/domain/label_case.hpp"

using namespace secokr;
using namespace secokr::test;

namespace {

using Change = std::function<void(LabelledIssue&)>;

void linked(LabelledIssue& issue) { issue.linked = true; }
void marked(LabelledIssue& issue) { issue.marked = true; }
void published(LabelledIssue& issue) { issue.published = k_first; }
void ours_assigned(LabelledIssue& issue) { issue.assignees = {"somebody", "Training-Manager"}; }
void others_assigned(LabelledIssue& issue) { issue.assignees = {"somebody", "data-manager"}; }
void shaped(LabelledIssue& issue) { issue.title = k_key_result_title; }
void untold(LabelledIssue& /*issue*/) {}

constexpr auto ours = Ownership::ours;
constexpr auto others = Ownership::others;
constexpr auto unclear = Ownership::unclear;

LabelledIssue changed(Labels labels, const std::vector<Change>& changes) {
  LabelledIssue issue = issue_with(std::move(labels), "Buy laptops");
  for (const Change& change : changes) change(issue);
  return issue;
}

}  // namespace

TEST_CASE("Whose an issue is") {
  struct Row {
    Ownership expected;
    Labels labels;
    std::vector<Change> changes;
  };
  const std::vector<Row> rows{
      {others, {}, {untold}},
      {others, {"urgent", "OKR", "FY28-Q1"}, {untold}},
      {others, {"division::Engineering"}, {untold}},
      {unclear, {}, {shaped}},
      {unclear, {"urgent", "OKR", "FY28-Q1"}, {shaped}},
      {others, {"division::Engineering"}, {shaped}},
      {others, {"Division: Engineering"}, {shaped}},
      {unclear, {"division"}, {shaped}},
      {ours, {"division::Security"}, {untold}},
      {ours, {"Division: security"}, {untold}},
      {ours, {"division::Security", "division::Engineering"}, {untold}},
      {ours, {"division:security", "division::Engineering"}, {untold}},
      {ours, {}, {marked}},
      {ours, {"division::Engineering"}, {marked}},
      {ours, {}, {published}},
      {ours, {"division::Engineering"}, {published}},
      {ours, {}, {linked}},
      {others, {"division::Engineering"}, {linked, shaped}},
      {ours, {}, {ours_assigned}},
      {others, {"division::Engineering"}, {ours_assigned}},
      {others, {}, {others_assigned}},
      {unclear, {}, {others_assigned, shaped}},
      {ours, {"sec-okr::p1"}, {untold}},
      {ours, {"SEC-OKR: p3"}, {untold}},
      {others, {"sec-okr::p1", "division::Engineering"}, {shaped}},
      {others, {"sec-okr"}, {untold}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.labels, &row - rows.data());
    CHECK(owner_of(label_rules(default_scheme()), changed(row.labels, row.changes)) == row.expected);
  }
}

TEST_CASE("A priority without a scope is anybody's label") {
  const LabelScheme scheme = sound_schemes()[1];
  CHECK(owner_of(label_rules(scheme), changed({"P-high"}, {})) == others);
  CHECK(owner_of(label_rules(scheme), changed({"P-high"}, {shaped})) == unclear);
  CHECK(owner_of(label_rules(scheme), changed({"security"}, {})) == ours);
}

TEST_CASE("Nobody is of the division where no org is known") {
  const Org none;
  const LabelRules rules{.scheme = default_scheme(), .org = none};
  CHECK(owner_of(rules, changed({}, {ours_assigned})) == others);
  CHECK(owner_of(rules, changed({}, {linked})) == ours);
}

TEST_CASE("What a quarter's check has to look at") {
  LabelRules rules = label_rules(default_scheme());
  rules.quarter = k_first;
  struct Row {
    bool expected;
    const char* why;
    Labels labels;
    Change change;
  };
  const auto titled = [](std::string title) { return [=](LabelledIssue& issue) { issue.title = title; }; };
  const auto milestone = [](std::string title) { return [=](LabelledIssue& issue) { issue.milestone = title; }; };
  const std::vector<Row> rows{
      {true, "the label", {"FY28-Q1"}, untold},
      {true, "a near miss of the label", {"fy28 q1"}, untold},
      {true, "one of two labels", {"FY28-Q2", "FY28-Q1"}, untold},
      {false, "another quarter's label", {"FY28-Q2", "division::Security"}, untold},
      {true, "the title, though the label says otherwise", {"FY28-Q2"}, shaped},
      {true, "the title in another shape", {"FY28-Q2"}, titled("FY28 Q1 Objective: Security Training")},
      {true, "a quarter anywhere in the title", {"FY28-Q2"}, titled("Retrospective (FY28-Q1)")},
      {false, "a title of another quarter", {"division::Security"}, titled("FY28-Q2 KR1 (A) b")},
      {true, "ours, with a title that mentions another quarter", {"division::Security"}, titled("As in FY27-Q4")},
      {true, "the milestone", {"FY28-Q2"}, milestone("FY28 Q1 OKRs")},
      {true, "a milestone of two quarters", {}, milestone("FY28-Q1/FY28-Q2")},
      {false, "another quarter's milestone", {"division::Security"}, milestone("FY28-Q2")},
      {false, "a number that goes on", {"FY28-Q2"}, milestone("FY28-Q12")},
      {false, "a word that goes before", {"FY28-Q2"}, milestone("XFY28-Q1")},
      {true, "published.json", {"FY28-Q2"}, published},
      {false,
       "published in another quarter",
       {"division::Security"},
       [](LabelledIssue& issue) { issue.published = k_second; }},
      {true, "no quarter, and ours by a label", {"division::Security"}, untold},
      {true, "no quarter, and ours by a link", {}, linked},
      {false, "no quarter, and another's", {"division::Engineering"}, untold},
      {false,
       "no quarter, and ours, but closed",
       {"division::Security"},
       [](LabelledIssue& issue) { issue.opened = false; }},
      {true, "closed, with the label", {"FY28-Q1"}, [](LabelledIssue& issue) { issue.opened = false; }},
      {true, "another's, with the label: it is counted", {"FY28-Q1", "division::Engineering"}, untold},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(concerns(rules, changed(row.labels, {row.change})) == row.expected);
    CHECK(concerns(label_rules(default_scheme()), changed(row.labels, {row.change})));
  }
}

TEST_CASE("What is known of an issue's kind") {
  const auto kind = [](Labels labels, const Change& change) {
    return truth_of(label_rules(default_scheme()), changed(std::move(labels), {change})).objective;
  };
  CHECK(kind({}, untold) == std::nullopt);
  CHECK(kind({"sec-okr::p1", "division::Security"}, untold) == std::nullopt);
  CHECK(kind({"okr"}, untold) == true);
  CHECK(kind({"OKR"}, shaped) == false);
  CHECK(kind({}, [](auto& issue) { issue.title = k_objective_title; }) == true);
  CHECK(kind({"OKR"}, marked) == false);
  CHECK(kind({"OKR"}, [](auto& issue) { issue = published_key_result({}); }) == false);
  // The block knows better than a title that somebody changed.
  CHECK(kind({}, [](auto& issue) {
          issue = published_objective({});
          issue.title = k_key_result_title;
        }) == true);
}

TEST_CASE("What is known of an issue's quarter") {
  const auto quarter = [](Labels labels, std::optional<Quarter> listed, std::string title, std::string milestone) {
    LabelledIssue issue = issue_with(std::move(labels), std::move(title));
    issue.published = listed;
    issue.milestone = std::move(milestone);
    return truth_of(label_rules(default_scheme()), issue).quarter;
  };
  const std::string second = "FY28-Q2 KR1 (A) b";
  CHECK(quarter({"FY28-Q3"}, k_first, second, "FY28-Q3") == k_first);
  CHECK(quarter({"FY28-Q3"}, std::nullopt, second, "FY28-Q1") == k_second);
  CHECK(quarter({"FY28 Q3"}, std::nullopt, "FY28-Q2 Epic", "FY28-Q1") == k_third);
  CHECK(quarter({"FY28-Q3", "FY28 Q3"}, std::nullopt, "", "FY28-Q1") == k_third);
  CHECK(quarter({"FY28-Q3", "FY28-Q2"}, std::nullopt, "", "OKRs of FY28_Q1") == k_first);
  CHECK(quarter({}, std::nullopt, "", "FY28Q1, first half") == k_first);
  CHECK(quarter({}, std::nullopt, "", "FY28-Q1, FY28-Q2") == std::nullopt);
  CHECK(quarter({"FY28-Q3", "FY28-Q2"}, std::nullopt, "", "") == std::nullopt);
  CHECK(quarter({}, std::nullopt, "Retrospective of FY28-Q1", "17.2") == std::nullopt);
}

TEST_CASE("What is known of an objective's priority") {
  constexpr auto p0 = Priority::p0;
  constexpr auto p1 = Priority::p1;
  constexpr auto p2 = Priority::p2;
  constexpr auto none = std::nullopt;
  struct Row {
    Labels labels;
    std::optional<Priority> block;
    bool project;
    std::optional<Priority> fallback;
    std::optional<Priority> expected;
  };
  const std::vector<Row> rows{
      {{"sec-okr::p2"}, p1, false, p0, p2},
      {{"SEC-OKR: P2", "sec-okr::p2"}, p1, false, p0, p2},
      {{"sec-okr::p0"}, p1, true, none, p0},
      {{"sec-okr::p0"}, p1, false, p2, p1},
      {{"sec-okr::p0"}, p0, false, p2, p0},
      {{"sec-okr::p0"}, none, false, p2, p0},
      {{}, p1, false, p2, p1},
      {{}, p0, false, p2, p0},
      {{}, none, false, p2, p2},
      {{}, none, false, none, none},
      {{"sec-okr::p3"}, none, false, none, none},
      {{"sec-okr::p1", "sec-okr::p2"}, p1, false, p2, p1},
      {{"sec-okr::p1", "sec-okr::p2"}, none, false, p2, p2},
      {{"sec-okr::p1", "sec-okr::p2"}, none, false, none, none},
      // A command line cannot make a p0 without its critical project.
      {{}, none, false, p0, none},
      {{}, none, true, p0, p0},
  };
  for (const Row& row : rows) {
    CAPTURE(row.labels, &row - rows.data());
    LabelledIssue issue = published_objective(row.labels, row.block);
    issue.critical_project = row.project;
    LabelRules rules = label_rules(default_scheme());
    rules.fallback = row.fallback;
    CHECK(truth_of(rules, issue).priority == row.expected);
  }
  CHECK(truth_of(label_rules(default_scheme()), published_key_result({"sec-okr::p1"})).priority == std::nullopt);
  // A priority in a block that is none of secokr's counts for nothing.
  LabelledIssue unmarked = issue_with({}, k_objective_title);
  unmarked.priority = p1;
  CHECK(truth_of(label_rules(default_scheme()), unmarked).priority == std::nullopt);
}
