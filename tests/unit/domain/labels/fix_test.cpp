#include <catch2/catch.hpp>

#include "unit/domain/label_case.hpp"

using namespace secokr;
using namespace secokr::test;

namespace {

LabelFix fix_in(const LabelScheme& scheme, const LabelledIssue& issue) { return fix_of(label_rules(scheme), issue); }
LabelFix fix(const LabelledIssue& issue) { return fix_in(default_scheme(), issue); }

}  // namespace

TEST_CASE("L1, L2, L3: what an objective and a key result lack is added, what does not belong is removed") {
  CHECK(fix(published_objective(k_objective)).empty());
  CHECK(fix(published_key_result(k_key_result)).empty());
  CHECK(fix(published_objective({"urgent"})) == LabelFix{{"FY28-Q1", "OKR", "division::Security", "sec-okr::p1"}, {}});
  CHECK(fix(published_key_result({"urgent"})) == LabelFix{{"FY28-Q1", "division::Security"}, {}});
  CHECK(fix(published_key_result(with(k_objective, {"sec-okr::p3", "okr"}))) ==
        LabelFix{{}, {"OKR", "okr", "sec-okr::p1", "sec-okr::p3"}});
  CHECK(fix(published_objective(with(k_objective, {"sec-okr::p3"}))) == LabelFix{{}, {"sec-okr::p3"}});
  CHECK(fix(published_objective(with(k_objective, {"FY28-Q2", "sec-okr::p2"}))) ==
        LabelFix{{}, {"FY28-Q2", "sec-okr::p2"}});
}

TEST_CASE("L4: a near miss becomes the canonical label") {
  CHECK(fix(published_objective({"Division: Security", "FY28 Q1", "okr", "sec-okr:p1", "Urgent"})) ==
        LabelFix{{"FY28-Q1", "OKR", "division::Security", "sec-okr::p1"},
                 {"Division: Security", "FY28 Q1", "okr", "sec-okr:p1"}});
  CHECK(fix(published_key_result(with(k_key_result, {"division:security", "fy28q1"}))) ==
        LabelFix{{}, {"division:security", "fy28q1"}});
  CHECK(fix(published_key_result({"division::Security", "fy28q2"})) == LabelFix{{"FY28-Q1"}, {"fy28q2"}});
}

TEST_CASE("L5: a p0 without its critical project goes back to what was finalised") {
  const Labels labels{"division::Security", "FY28-Q1", "OKR", "sec-okr::p0"};
  CHECK(fix(published_objective(labels, Priority::p2)) == LabelFix{{"sec-okr::p2"}, {"sec-okr::p0"}});
  CHECK(fix(published_objective(labels, Priority::p0)).empty());
  CHECK(fix(published_objective(labels, std::nullopt)).empty());
  LabelledIssue critical = published_objective(labels, Priority::p2);
  critical.critical_project = true;
  CHECK(fix(critical).empty());
}

TEST_CASE("L6: the label follows the title, not the milestone") {
  LabelledIssue issue = linked_issue({"division::Security", "FY28-Q2"}, k_key_result_title);
  CHECK(fix(issue) == LabelFix{{"FY28-Q1"}, {"FY28-Q2"}});
  issue.milestone = "FY28-Q2";
  CHECK(fix(issue) == LabelFix{{"FY28-Q1"}, {"FY28-Q2"}});
  issue.title = "Phishing";
  CHECK(fix(issue).empty());
  issue.labels = {"division::Security"};
  CHECK(fix(issue) == LabelFix{{"FY28-Q2"}, {}});
}

TEST_CASE("Siblings of an added scoped label are removed explicitly") {
  CHECK(fix(published_key_result({"division::Engineering", "FY28-Q1"})) ==
        LabelFix{{"division::Security"}, {"division::Engineering"}});
  CHECK(fix(published_key_result({"Division: Engineering", "FY28-Q1"})) ==
        LabelFix{{"division::Security"}, {"Division: Engineering"}});
  CHECK(fix(published_key_result({"division:security", "division::Engineering", "FY28-Q1"})) ==
        LabelFix{{"division::Security"}, {"division::Engineering", "division:security"}});
  // Where nothing is added both may stand: whose else it is, is not ours to say.
  CHECK(fix(published_key_result({"division::Security", "division::Engineering", "FY28-Q1"})).empty());
  // OKR in a scope of the scheme's choice: its siblings are foreign labels until GitLab pushes them out.
  const LabelScheme scoped = sound_schemes()[4];
  LabelledIssue issue = published_objective({"org::division::Security", "FY28-Q1", "okr::prio::1", "type::feature"});
  CHECK(fix_in(scoped, issue) == LabelFix{{"type::okr"}, {"type::feature"}});
  issue.labels.push_back("type::okr");
  CHECK(fix_in(scoped, issue).empty());
  issue.marked_objective = false;
  CHECK(fix_in(scoped, issue) == LabelFix{{}, {"okr::prio::1", "type::okr"}});
}

TEST_CASE("Without scopes labels are added and removed one by one") {
  CHECK(fix_in(sound_schemes()[1], published_objective({"infosec", "FY28-Q1", "P-low", "p-mid", "division::Sales"})) ==
        LabelFix{{"Objective", "P-mid", "Security"}, {"P-low", "infosec", "p-mid"}});
}

TEST_CASE("Nothing is changed on issues that are not ours, and on ours that nobody has named yet") {
  CHECK(fix(issue_with({"division::Engineering", "okr"}, k_objective_title)).empty());
  CHECK(fix(issue_with({"okr", "FY28 Q1"}, k_objective_title)).empty());
  CHECK(fix(issue_with({"okr", "FY28 Q1"}, "Buy laptops")).empty());
  CHECK(fix(linked_issue({"okr", "FY28 Q1"}, "Buy laptops")).empty());
  LabelledIssue assigned = issue_with({"okr", "FY28 Q1"}, "Buy laptops");
  assigned.assignees = {"training-manager"};
  CHECK(fix(assigned).empty());
  assigned.title = k_key_result_title;
  CHECK(fix(assigned) == LabelFix{{"FY28-Q1", "division::Security"}, {"FY28 Q1", "okr"}});
}

TEST_CASE("What only a person can decide stays as it is") {
  // Two quarters and nothing that tells; their spelling is corrected all the same.
  CHECK(fix(issue_with({"division::Security", "FY28 Q1", "FY28-Q2"}, "Phishing")) ==
        LabelFix{{"FY28-Q1"}, {"FY28 Q1"}});
  // Two priorities: a canonical one beside the other would push it out on paid tiers.
  const Labels two{"division::Security", "FY28-Q1", "OKR", "sec-okr: p1", "sec-okr::p2"};
  CHECK(fix(published_objective(two, std::nullopt)).empty());
  CHECK(fix(issue_with({"division::Security", "sec-okr: p1", "sec-okr::p2"}, "Phishing")).empty());
  CHECK(fix(issue_with({"division::Security", "sec-okr: p1"}, "Phishing")) ==
        LabelFix{{"sec-okr::p1"}, {"sec-okr: p1"}});
  LabelRules rules = label_rules(default_scheme());
  rules.fallback = Priority::p1;
  CHECK(fix_of(rules, published_objective(two, std::nullopt)) ==
        LabelFix{{"sec-okr::p1"}, {"sec-okr: p1", "sec-okr::p2"}});
  CHECK(fix_of(rules, published_objective(two, Priority::p2)) == LabelFix{{}, {"sec-okr: p1"}});
}
