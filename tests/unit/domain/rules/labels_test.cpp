#include <catch2/catch.hpp>

#include "unit/domain/label_case.hpp"
#include "unit/domain/rule_case.hpp"

using namespace secokr;
using namespace secokr::test;

namespace {

std::vector<Finding> findings(const LabelledIssue& issue, const LabelRules& rules = label_rules(default_scheme())) {
  return check_labels(rules, issue);
}

/// With the command that repairs, as the command line gives it.
LabelRules with_repair(const LabelScheme& scheme = default_scheme()) {
  LabelRules rules = label_rules(scheme);
  rules.repair = [](const LabelledIssue&) { return std::string{"secokr label apply 12"}; };
  return rules;
}

/// `L1 error The label … is missing`, one a finding.
Labels said(const std::vector<Finding>& found) {
  Labels lines;
  for (const Finding& finding : found)
    lines.push_back(std::string{to_string(finding.rule)} + " " + std::string{to_string(finding.severity)} + " " +
                    finding.message);
  return lines;
}

std::string hint_of(const LabelledIssue& issue, Rule rule, const LabelRules& rules = with_repair()) {
  for (const Finding& finding : check_labels(rules, issue))
    if (finding.rule == rule) return finding.hint;
  return {};
}

LabelledIssue in_milestone(LabelledIssue issue, std::string milestone) {
  issue.milestone = std::move(milestone);
  return issue;
}

}  // namespace

TEST_CASE("L1–L6: every row of the table of labels") {
  struct Row {
    const char* why;
    LabelledIssue issue;
    Labels expected;
  };
  const std::vector<Row> rows{
      {"an objective with all of its labels", published_objective(with(k_objective, {"urgent"})), {}},
      {"a key result with all of its labels", published_key_result(with(k_key_result, {"urgent"})), {}},
      {"an objective without any",
       published_objective({}),
       {"L1 error The label `division::Security` is missing", "L1 error The label `FY28-Q1` is missing",
        "L1 error The label `OKR` is missing", "L1 error The label `sec-okr::p1` is missing"}},
      {"an objective that nobody gave a priority",
       published_objective({"division::Security", "FY28-Q1", "OKR"}, std::nullopt),
       {"L1 error The priority's label is missing: one of `sec-okr::p0`, `sec-okr::p1`, `sec-okr::p2`"}},
      {"a key result without any",
       published_key_result({}),
       {"L1 error The label `division::Security` is missing", "L1 error The label `FY28-Q1` is missing"}},
      {"a key result that another division's label stands on",
       published_key_result({"division::Engineering", "FY28-Q1"}),
       {"L1 error The label `division::Security` is missing"}},
      {"a key result with an objective's labels",
       published_key_result(k_objective),
       {"L2 error The label `OKR` does not belong on a key result",
        "L2 error The label `sec-okr::p1` does not belong on a key result"}},
      {"a key result with near misses of them",
       published_key_result(with(k_key_result, {"okr", "sec-okr: p1", "sec-okr::p9"})),
       {"L2 error The label `okr` does not belong on a key result",
        "L2 error The label `sec-okr: p1` does not belong on a key result",
        "L2 error The label `sec-okr::p9` is no priority of the scheme"}},
      {"a key result with two priorities, neither of which belongs",
       published_key_result(with(k_key_result, {"sec-okr::p0", "sec-okr::p1"})),
       {"L2 error The label `sec-okr::p0` does not belong on a key result",
        "L2 error The label `sec-okr::p1` does not belong on a key result"}},
      {"an objective with a priority that there is not",
       published_objective(with(k_objective, {"sec-okr::p3"})),
       {"L2 error The label `sec-okr::p3` is no priority of the scheme"}},
      {"an objective with only such a priority",
       published_objective({"division::Security", "FY28-Q1", "OKR", "sec-okr::p3"}),
       {"L1 error The label `sec-okr::p1` is missing",
        "L2 error The label `sec-okr::p3` is no priority of the scheme"}},
      {"two quarters",
       published_key_result(with(k_key_result, {"FY28-Q2"})),
       {"L3 error More than one quarter's label: `FY28-Q1`, `FY28-Q2`"}},
      {"three priorities",
       published_objective(with(k_objective, {"sec-okr::p2", "SEC-OKR::P0"})),
       {"L3 error More than one priority's label: `sec-okr::p0`, `sec-okr::p1`, `sec-okr::p2`",
        "L4 warning The label `SEC-OKR::P0` is written `sec-okr::p0`",
        "L5 error The label `sec-okr::p0` is reserved for critical projects, and the objective names none"}},
      {"one quarter and one priority in two spellings",
       published_objective(with(k_objective, {"FY28 Q1", "sec-okr: p1"})),
       {"L4 warning The label `FY28 Q1` is written `FY28-Q1`",
        "L4 warning The label `sec-okr: p1` is written `sec-okr::p1`"}},
      {"a near miss counts as present",
       published_objective({"Division: Security", "fy28-q1", "okr", "sec-okr::P1"}),
       {"L4 warning The label `Division: Security` is written `division::Security`",
        "L4 warning The label `fy28-q1` is written `FY28-Q1`", "L4 warning The label `okr` is written `OKR`",
        "L4 warning The label `sec-okr::P1` is written `sec-okr::p1`"}},
      {"a p0 without its critical project",
       published_objective({"division::Security", "FY28-Q1", "OKR", "sec-okr::p0"}, Priority::p0),
       {"L5 error The label `sec-okr::p0` is reserved for critical projects, and the objective names none"}},
      {"a label of another quarter than title and published.json",
       published_key_result({"division::Security", "FY28-Q2"}),
       {"L6 error The label `FY28-Q2` differs from FY28-Q1 in published.json",
        "L6 error The label `FY28-Q2` differs from FY28-Q1 in the title"}},
      {"labels of other quarters than the title",
       linked_issue({"division::Security", "FY28-Q2", "FY28 Q3"}, k_key_result_title),
       {"L3 error More than one quarter's label: `FY28-Q2`, `FY28-Q3`",
        "L4 warning The label `FY28 Q3` is written `FY28-Q3`",
        "L6 error The labels `FY28-Q2`, `FY28-Q3` differ from FY28-Q1 in the title"}},
      {"two quarters, one of them the title's",
       linked_issue({"division::Security", "FY28-Q2", "FY28-Q1"}, k_key_result_title),
       {"L3 error More than one quarter's label: `FY28-Q1`, `FY28-Q2`"}},
      {"a milestone of another quarter",
       in_milestone(published_key_result(k_key_result), "FY28 Q2 OKRs"),
       {"L6 error The label `FY28-Q1` differs from FY28-Q2 in the milestone"}},
      {"a milestone of the same quarter", in_milestone(published_key_result(k_key_result), "OKRs FY28Q1"), {}},
      {"a milestone that names no quarter, or two",
       in_milestone(published_key_result(k_key_result), "FY28-Q2, FY28-Q3"),
       {}},
      {"a missing quarter is no wrong one",
       in_milestone(published_key_result({"division::Security"}), "FY28-Q2"),
       {"L1 error The label `FY28-Q1` is missing"}},
      {"ours, and nothing tells what it is",
       issue_with({"division::Security"}, "Buy laptops"),
       {"L1 error The quarter's label is missing"}},
      {"ours, and nothing tells what it is, with a priority",
       issue_with({"division: Security", "FY28-Q1", "sec-okr::p0"}, "Buy laptops"),
       {"L4 warning The label `division: Security` is written `division::Security`"}},
      {"ours, and nothing tells what it is, with too many of all",
       issue_with({"division::Security", "FY28-Q1", "FY28-Q2", "sec-okr::p0", "sec-okr::p1", "sec-okr::p3"}, "Laptops"),
       {"L2 error The label `sec-okr::p3` is no priority of the scheme",
        "L3 error More than one quarter's label: `FY28-Q1`, `FY28-Q2`",
        "L3 error More than one priority's label: `sec-okr::p0`, `sec-okr::p1`"}},
      {"an objective by its title",
       linked_issue(k_key_result, k_objective_title),
       {"L1 error The label `OKR` is missing",
        "L1 error The priority's label is missing: one of `sec-okr::p0`, `sec-okr::p1`, `sec-okr::p2`"}},
      {"an objective by its label",
       issue_with({"division::Security", "OKR", "FY28-Q1"}, "Training"),
       {"L1 error The priority's label is missing: one of `sec-okr::p0`, `sec-okr::p1`, `sec-okr::p2`"}},
      {"a link alone",
       linked_issue({}, "Buy laptops"),
       {"L1 error The label `division::Security` is missing", "L1 error The quarter's label is missing"}},
      {"another division's", issue_with({"division::Engineering", "okr", "FY28-Q1", "FY28-Q2"}, k_objective_title), {}},
      {"nobody's", issue_with({"okr", "FY28 Q1"}, "Buy laptops"), {}},
      {"unclear",
       issue_with({"okr", "FY28-Q1", "FY28-Q2"}, k_objective_title),
       {"L8 warning Nothing but its title's shape says whose it is"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const auto found = findings(row.issue);
    CHECK(said(found) == row.expected);
    for (const Finding& finding : found) {
      CHECK(finding.subject == "#12");
      CHECK(finding.url == "https://gitlab.example/okrs/-/issues/12");
      CHECK(finding.path.empty());
      CHECK_FALSE(finding.hint.empty());
    }
  }
}

TEST_CASE("F5: what became of the issue of a key result that runs is said as it is") {
  struct Row {
    bool opened;
    bool moved;
    bool running;
    Labels expected;
    std::string hint;
  };
  const std::vector<Row> rows{
      {true, false, true, {}, ""},
      {false, false, false, {}, ""},
      {false, true, false, {}, ""},
      {false,
       false,
       true,
       {"F5 warning The issue was closed by hand, and its key result is still running"},
       "open it again"},
      {false,
       true,
       true,
       {"F5 warning The issue was moved to another project, where secokr does not follow it"},
       "move it back"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.opened, row.moved, row.running);
    LabelledIssue issue = published_key_result(k_key_result);
    issue.opened = row.opened;
    issue.moved = row.moved;
    issue.running = row.running;
    CHECK(said(findings(issue)) == row.expected);
    CHECK(hint_of(issue, Rule::F5).starts_with(row.hint));
  }
}

TEST_CASE("What the command line's priority would mend is a finding with the same words") {
  LabelRules rules = with_repair();
  const LabelledIssue issue = linked_issue({"division::Security", "FY28-Q1", "OKR"}, k_objective_title);
  const auto before = findings(issue, rules);
  rules.fallback = Priority::p2;
  const auto after = findings(issue, rules);
  CHECK(said(before) == said(after));
  CHECK(after.at(0).hint == "secokr label apply 12, or comment on it: /label ~\"sec-okr::p2\"");
}

TEST_CASE("Each finding says what to type") {
  CHECK(hint_of(published_objective({"division::Security", "FY28-Q1", "sec-okr::p1"}), Rule::L1) ==
        "secokr label apply 12, or comment on it: /label ~\"OKR\"");
  CHECK(hint_of(published_key_result({"FY28-Q1", "division::Engineering"}), Rule::L1) ==
        "secokr label apply 12, or comment on it: /label ~\"division::Security\" and, on the next line, "
        "/unlabel ~\"division::Engineering\"");
  CHECK(hint_of(published_key_result(with(k_key_result, {"OKR", "sec-okr::p1"})), Rule::L2) ==
        "secokr label apply 12, or comment on it: /unlabel ~\"OKR\"");
  CHECK(hint_of(published_objective(with(k_objective, {"FY28-Q2", "FY28 Q3"})), Rule::L3) ==
        "secokr label apply 12, or comment on it: /unlabel ~\"FY28 Q3\" ~\"FY28-Q2\"");
  CHECK(hint_of(published_objective(with(k_objective, {"sec-okr::p2"})), Rule::L3) ==
        "secokr label apply 12, or comment on it: /unlabel ~\"sec-okr::p2\"");
  CHECK(hint_of(published_key_result({"division::Security", "FY28 Q1"}), Rule::L4) ==
        "secokr label apply 12, or comment on it: /label ~\"FY28-Q1\" and, on the next line, /unlabel ~\"FY28 Q1\"");
  CHECK(hint_of(published_key_result(with(k_key_result, {"FY28 Q1"})), Rule::L4) ==
        "secokr label apply 12, or comment on it: /unlabel ~\"FY28 Q1\"");
  CHECK(hint_of(published_objective({"division::Security", "FY28-Q1", "OKR", "sec-okr::p0"}), Rule::L5) ==
        "secokr label apply 12, or comment on it: /label ~\"sec-okr::p1\" and, on the next line, "
        "/unlabel ~\"sec-okr::p0\"");
  CHECK(hint_of(published_key_result({"division::Security", "FY28-Q2"}), Rule::L6) ==
        "secokr label apply 12, or comment on it: /label ~\"FY28-Q1\" and, on the next line, /unlabel ~\"FY28-Q2\"");
  // Where no command can be named, as for an exported file, the comment stands alone.
  CHECK(hint_of(published_objective({"division::Security", "FY28-Q1", "sec-okr::p1"}), Rule::L1,
                label_rules(default_scheme())) == "comment on it: /label ~\"OKR\"");
}

TEST_CASE("What a person must decide is said as such, with the comments for each choice") {
  const LabelledIssue untold = issue_with({"division::Security", "OKR"}, "Training");
  CHECK(hint_of(untold, Rule::L1) ==
        "give it a title such as FYyy-Qx Objective (Reference) title or FYyy-Qx KR1 (Reference) measurable title, or "
        "comment on it: /label ~\"FYyy-Qx\"");
  LabelRules of_quarter = with_repair();
  of_quarter.quarter = k_second;
  CHECK(hint_of(untold, Rule::L1, of_quarter) ==
        "give it a title such as FY28-Q2 Objective (Reference) title or FY28-Q2 KR1 (Reference) measurable title, or "
        "comment on it: /label ~\"FY28-Q2\"");
  CHECK(hint_of(linked_issue(with(k_key_result, {"OKR"}), k_objective_title), Rule::L1) ==
        "decide which it has; for p1: secokr label apply 12 --priority p1, or comment on it: /label ~\"sec-okr::p1\"");
  CHECK(hint_of(linked_issue({"FY28-Q1", "OKR"}, "Training"), Rule::L1) ==
        "when it is the division's, comment on it: /label ~\"division::Security\"; when it is another's, give it that "
        "division's label");
  CHECK(findings(linked_issue({"FY28-Q1", "OKR"}, "Training"), with_repair()).at(1).hint ==
        "decide which it has; for p1: comment on it: /label ~\"sec-okr::p1\"");
  CHECK(hint_of(issue_with({"division::Security", "FY28-Q1", "FY28-Q2"}, "Training"), Rule::L3) ==
        "keep the one that is right; for each of the others comment on it: /unlabel ~\"FY28-Q1\" or "
        "/unlabel ~\"FY28-Q2\"");
  CHECK(hint_of(issue_with({"division::Security", "FY28 Q1", "FY28-Q2"}, "Training"), Rule::L3) ==
        "keep the one that is right; for each of the others comment on it: /unlabel ~\"FY28 Q1\" or "
        "/unlabel ~\"FY28-Q2\"");
  CHECK(hint_of(linked_issue({"okr", "FY28-Q1"}, "Training"), Rule::L4) ==
        "when it is the division's, comment on it: /label ~\"OKR\" and, on the next line, /unlabel ~\"okr\"");
  CHECK(hint_of(published_objective(with(k_key_result, {"OKR", "sec-okr:p1", "sec-okr::p2"}), std::nullopt),
                Rule::L4) == "decide first which priority it has");
  CHECK(hint_of(published_objective(with(k_key_result, {"OKR", "sec-okr::p0"}), Priority::p0), Rule::L5) ==
        "write - Critical project: and its link into the objective's file, then secokr finalize --amend; or choose "
        "another, for p1 comment on it: /label ~\"sec-okr::p1\" and, on the next line, /unlabel ~\"sec-okr::p0\"");
  CHECK(hint_of(linked_issue(with(k_key_result, {"OKR", "sec-okr::p0"}), k_objective_title), Rule::L5) ==
        "choose another, for p1 comment on it: /label ~\"sec-okr::p1\" and, on the next line, "
        "/unlabel ~\"sec-okr::p0\"");
  // Neither a priority that there is not nor a near miss makes it another decision.
  CHECK(hint_of(linked_issue(with(k_key_result, {"OKR", "sec-okr::P0", "sec-okr::p3"}), k_objective_title), Rule::L5) ==
        "choose another, for p1 comment on it: /label ~\"sec-okr::p1\" and, on the next line, "
        "/unlabel ~\"sec-okr::P0\"");
  CHECK(findings(in_milestone(linked_issue({"division::Security", "FY28-Q3"}, k_key_result_title), "FY28-Q2"),
                 with_repair())
            .at(1)
            .hint == "give it a milestone of its quarter, or correct title and label when the milestone is right");
  CHECK(hint_of(in_milestone(published_key_result(k_key_result), "FY28-Q2"), Rule::L6) ==
        "give it a milestone of its quarter, or correct title and label when the milestone is right");
  LabelledIssue renamed = published_key_result(k_key_result);
  renamed.title = "FY28-Q2 KR1 (A) b";
  CHECK(hint_of(renamed, Rule::L6) == "correct the title's quarter, which is not the one that was published");
  CHECK(hint_of(issue_with({}, k_objective_title), Rule::L8) ==
        "when it is the division's, comment on it: /label ~\"division::Security\"; when it is another's, give it that "
        "division's label");
}

TEST_CASE("L7: labels that are not defined") {
  const auto check = [](const LabelScheme& scheme, Labels defined) {
    return check_definitions(scheme, k_first, defined, "company/okrs", "secokr label setup FY28-Q1");
  };
  const Labels all{"division::Security", "FY28-Q1", "OKR", "sec-okr::p0", "sec-okr::p1", "sec-okr::p2"};
  CHECK(check(default_scheme(), all).empty());
  CHECK(check(default_scheme(), with(all, {"urgent", "Okr", "sec-okr::p3"})).empty());
  const auto none = check(default_scheme(), {"FY28-Q2", "urgent"});
  CHECK(said(none) ==
        Labels{"L7 error The label `division::Security` is not defined", "L7 error The label `FY28-Q1` is not defined",
               "L7 error The label `OKR` is not defined", "L7 error The label `sec-okr::p0` is not defined",
               "L7 error The label `sec-okr::p1` is not defined", "L7 error The label `sec-okr::p2` is not defined"});
  for (const Finding& finding : none) {
    CHECK(finding.subject == "company/okrs");
    CHECK(finding.hint == "secokr label setup FY28-Q1");
  }
  const auto near = check(default_scheme(), {"Division: Security", "FY28 Q1", "division:Security", "OKR", "sec-okr::p0",
                                             "sec-okr::p1", "sec-okr::p2"});
  CHECK(said(near) ==
        Labels{"L7 error The label `division::Security` is not defined; `Division: Security`, `division:Security` are",
               "L7 error The label `FY28-Q1` is not defined; `FY28 Q1` is"});
  CHECK(near.at(1).hint == "secokr label setup FY28-Q1, or rename the label and its issues keep it");
  for (const LabelScheme& scheme : sound_schemes()) CHECK(check(scheme, {}).size() == 6);
}
