#include "app/drift/drift.hpp"

#include <functional>

#include "support/temporary_folder.hpp"
#include "unit/app/drift_sample.hpp"

using namespace secokr;
using test::DriftSample;
using tracker::Issue;

namespace {

/// `Security Training/KR1 metric: A -> B [file: C] (hint)`, one line a field.
std::string shown(const DriftReport& report) {
  std::string text;
  for (const DriftedIssue& issue : report.issues)
    for (const DriftedField& field : issue.fields) {
      text += issue.subject + " " + field.field + ": " + field.agreed + " -> " + field.now;
      if (field.file) text += " [file: " + *field.file + "]";
      text += "\n";
    }
  return text;
}

std::function<void(Issue&)> in_text(std::string what, std::string with) {
  return [=](Issue& issue) { issue.description = test::edited(issue.description, what, with); };
}

}  // namespace

TEST_CASE("nothing has drifted where nobody touched an issue, and no history is read") {
  DriftSample drift;
  const DriftReport report = drift.report();
  CHECK(report.issues.empty());
  CHECK(report.checked == 3 + 5);
  CHECK(
      std::ranges::none_of(drift.tracker.requests, [](const auto& request) { return request.starts_with("events"); }));
  CHECK(drift.tracker.writes.empty());
}

TEST_CASE("each field of an issue drifts, and what runs does not") {
  struct Case {
    std::string name;
    std::function<void(Issue&)> edit;
    std::string drift;  ///< behind the subject; empty = none
  };
  const std::vector<Case> cases = {
      {"a tick", in_text("- [ ] Milestone 1", "- [x] Milestone 1"), ""},
      {"a state", in_text("- State: active", "- State: done"), ""},
      {"an answer to a dependency", in_text(" on 2027-01-11", " on 2027-01-12"), ""},
      {"closing it", [](Issue& issue) { issue.state = tracker::IssueState::closed; }, "state: opened -> closed\n"},
      {"a label of others", [](Issue& issue) { issue.labels.emplace_back("spotlight"); }, ""},
      {"title", [](Issue& issue) { issue.title = "FY28-Q1 KR1 (Security Training) Achieve 85%"; },
       "title: FY28-Q1 KR1 (Security Training) Achieve 90% completion rate org wide for annual security training -> "
       "FY28-Q1 KR1 (Security Training) Achieve 85%\n"},
      {"a missing label", [](Issue& issue) { std::erase(issue.labels, "division::Security"); },
       "labels: FY28-Q1, division::Security -> FY28-Q1\n"},
      {"an extra sibling", [](Issue& issue) { issue.labels.emplace_back("FY28-Q2"); },
       "labels: FY28-Q1, division::Security -> FY28-Q1, FY28-Q2, division::Security\n"},
      {"assignee", [](Issue& issue) { issue.assignees = {"ciso"}; }, "assignee: @training-manager -> @ciso\n"},
      {"due date", [](Issue& issue) { issue.due.reset(); }, "due: 2027-04-30 -> \n"},
      {"confidentiality", [](Issue& issue) { issue.confidential = true; }, "confidential:  -> yes\n"},
      {"DRI", in_text("- DRI: @training-manager", "- DRI: @ciso"), "dri: @training-manager -> @ciso\n"},
      {"metric", in_text(" to 90 %", " to 85 %"),
       "metric: completion rate from 62 to 90 % -> completion rate from 62 to 85 %\n"},
      {"weight", in_text("- Weight: 60 %\n", ""), "weight: 60 % -> \n"},
      {"an unknown line", in_text("- Weight: 60 %\n", "- Weight: 60 %\n- Wieght: 5 %\n"),
       "not understood:  -> - Wieght: 5 %\n"},
      {"a milestone", in_text("everyone is enrolled", "most are enrolled"),
       "milestone 1: Description: everyone is enrolled DRI: @training-manager Due Date: 2027-02-26 -> Description: "
       "most "
       "are enrolled DRI: @training-manager Due Date: 2027-02-26\n"},
      {"a dependency", in_text("enrol every team member", "enrol some"),
       "dependency 1: PeopleOps (@peopleops-manager): enrol every team member -> PeopleOps (@peopleops-manager): enrol "
       "some\n"},
      {"the block", [](Issue& issue) { issue.description = "See the wiki."; }, "block:  -> removed\n"},
  };
  for (const Case& each : cases) {
    DriftSample drift;
    each.edit(drift.key_result());
    INFO(each.name);
    CHECK(shown(drift.report()) == (each.drift.empty() ? "" : "Security Training/KR1 " + each.drift));
  }
}

TEST_CASE("an objective's own fields drift, and each line of its list of key results") {
  DriftSample drift;
  Issue& issue = drift.objective();
  issue.description = test::edited(issue.description, "- Priority: p1", "- Priority: p2");
  issue.description = test::edited(issue.description, "- KR1: ", "- KR1: renamed ");
  CHECK_THAT(shown(drift.report()), Catch::Matchers::StartsWith("Security Training priority: p1 -> p2\n"
                                                                "Security Training key results 1: #"));
  CHECK_THAT(shown(drift.report()), Catch::Matchers::Contains(" -> renamed #"));
}

TEST_CASE("an issue that is gone and one that is repeated are drift") {
  DriftSample drift;
  Issue copy = drift.objective();
  copy.ref.iid = 99;
  copy.url = "https://gitlab.test/okrs/-/issues/99";
  drift.tracker.all.push_back(copy);
  std::erase_if(drift.tracker.all,
                [](const Issue& issue) { return issue.title.find("KR2 (Incident") != std::string::npos; });
  const DriftReport report = drift.report();
  CHECK(shown(report) ==
        "Incident Response/KR2 issue: FY28-Q1 KR2 (Incident Response) Run 6 exercises with the red team -> \n"
        "Security Training copy:  -> https://gitlab.test/okrs/-/issues/99\n");
  for (const DriftedIssue& issue : report.issues) CHECK_FALSE(issue.fields.front().hint.empty());
  drift.tracker.all.back().state = tracker::IssueState::closed;
  CHECK(shown(drift.report({"Security Training"})).empty());
}

TEST_CASE("where the file was edited too its words stand beside") {
  DriftSample drift;
  drift.key_result().description = test::edited(drift.key_result().description, " to 90 %", " to 85 %");
  const auto path = drift.sample.root() / "okrs/FY28-Q1/security-training.md";
  test::write(path, test::edited(test::read(path), " to 90 %", " to 80 %"));
  CHECK(shown(drift.report()) ==
        "Security Training/KR1 metric: completion rate from 62 to 90 % -> completion rate from 62 to 85 % [file: "
        "completion rate from 62 to 80 %]\n");
}

TEST_CASE("who and when come from the history, and only for what has drifted") {
  const base::Instant at = Day{date::year{2027} / 2 / 20} + std::chrono::hours{9};
  const auto event = [&](std::string field, std::string user, std::string before = {}, std::string after = {}) {
    return tracker::Event{std::move(field), std::move(before), std::move(after), std::move(user), at};
  };
  struct Case {
    std::string name;
    std::function<void(Issue&)> edit;
    std::vector<tracker::Event> events;
    std::string by;
    bool whole_text = false;
  };
  DriftSample untouched;
  const std::string before = untouched.key_result().description;
  const std::string after = test::edited(before, " to 90 %", " to 85 %");
  const std::string later = test::edited(after, "- [ ] Milestone 1", "- [x] Milestone 1");
  const auto metric = [&](Issue& issue) { issue.description = later; };
  const auto title = [](Issue& issue) { issue.title = "FY28-Q1 KR1 (Security Training) Less"; };
  const auto label = [](Issue& issue) { std::erase(issue.labels, "division::Security"); };
  const std::vector<Case> cases = {
      {"none", title, {}, ""},
      {"the last of the field", title, {event("title", "a"), event("title", "b"), event("due", "c")}, "b"},
      {"the label that is missing",
       label,
       {event("label", "a", "division::Security"), event("label", "b", "spotlight"), event("label", "c", "", "OKR")},
       "a"},
      {"texts with before and after: the edit that changed the field",
       metric,
       {event("description", "a", before, after), event("description", "b", after, later)},
       "a"},
      {"texts without: the last edit, and it says so",
       metric,
       {event("description", "a"), event("description", "b")},
       "b",
       true},
      {"an event of a deleted account", title, {event("title", "")}, ""},
  };
  for (const Case& each : cases) {
    INFO(each.name);
    DriftSample drift;
    each.edit(drift.key_result());
    drift.tracker.events[drift.key_result().ref.iid] = each.events;
    const DriftReport report = drift.report();
    REQUIRE(report.issues.size() == 1);
    REQUIRE(report.issues.front().fields.size() == 1);
    const DriftedField& field = report.issues.front().fields.front();
    CHECK(field.by == each.by);
    CHECK(field.at.has_value() == !each.by.empty());
    CHECK(field.whole_text == each.whole_text);
    CHECK(std::ranges::count_if(drift.tracker.requests,
                                [](const auto& request) { return request.starts_with("events"); }) == 1);
  }
}

TEST_CASE("issues are named by reference, number or URL, and only they are looked at") {
  DriftSample drift;
  drift.key_result().title += "!";
  drift.objective().title += "!";
  const std::string number = std::to_string(drift.key_result().ref.iid);
  for (const std::vector<std::string>& names : std::vector<std::vector<std::string>>{
           {"Security Training/KR1"}, {"security/kr1"}, {number}, {"#" + number}, {"FY28-Q1/Security Training/KR1"}}) {
    const DriftReport report = drift.report(names);
    INFO(names.front());
    CHECK(report.checked == 1);
    REQUIRE(report.issues.size() == 1);
    CHECK(report.issues.front().subject == "Security Training/KR1");
  }
  CHECK(drift.report({"Security Training"}).issues.front().subject == "Security Training");
  CHECK(drift.report({"Incident"}).issues.empty());
  struct Case {
    std::string name;
    std::string part;
  };
  for (const auto& [name, part] : std::vector<Case>{{"S", "several"},
                                                    {"Nothing", "no published"},
                                                    {"99", "no published"},
                                                    {"Security Training/KR9", "no published"}}) {
    const auto refused = drift.compared({name});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::usage);
    CHECK(refused.error().what.find(part) != std::string::npos);
  }
}

TEST_CASE("a check that can look at nothing fails and says why") {
  DriftSample drift;
  const auto unpublished = app::compare_published(drift.sample.ports(drift.tracker), Quarter{2028, 2}, {});
  REQUIRE_FALSE(unpublished);
  CHECK(unpublished.error().kind == ErrorKind::findings);
  CHECK(unpublished.error().what == "Nothing was looked at: FY28-Q2 is not published");

  drift.tracker.number = "2";
  CHECK(drift.compared().error().kind == ErrorKind::refused);
  CHECK(drift.compared().error().what.starts_with("FY28-Q1 is published to "));
  drift.tracker.number = "1";
  drift.tracker.all.clear();
  CHECK(drift.compared().error().what == "None of the 8 issues that FY28-Q1 was published as is to be seen");
}
