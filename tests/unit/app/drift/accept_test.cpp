#include "app/drift/accept.hpp"

#include <functional>

#include "app/plan/file_edits.hpp"
#include "app/plan/read_plan.hpp"
#include "support/temporary_folder.hpp"
#include "unit/app/drift_sample.hpp"
#include "workspace/decisions.hpp"

using namespace secokr;
using test::DriftSample;
using tracker::Issue;

namespace {

const std::string file = "okrs/FY28-Q1/security-training.md";

Expected<app::AcceptPlan> plan(DriftSample& drift, const std::vector<std::string>& names = {},
                               const std::vector<app::Override>& overrides = {}) {
  const auto comparison = drift.compared(names);
  if (!comparison) FAIL(comparison.error().what);
  return app::plan_accept(drift.sample.ports(drift.tracker), *comparison, "agreed with the CEO", overrides,
                          drift.command);
}

std::function<void(DriftSample&)> in_text(std::string what, std::string with) {
  return [=](DriftSample& drift) {
    drift.key_result().description = test::edited(drift.key_result().description, what, with);
  };
}

std::string record(const DriftSample& drift) {
  std::string lines;
  const auto decisions = workspace::read_decisions(drift.sample.workspace(), drift.quarter);
  for (const auto& decision : decisions.value())
    if (decision.rule == "F5" || decision.rule.starts_with("override"))
      lines += workspace::render_decision(decision) + "\n";
  return lines;
}

/// What the file, the base and the issue say differently.
void check_settled(DriftSample& drift) {
  CHECK(drift.report().issues.empty());
  const auto ports = drift.sample.ports(drift.tracker);
  const auto read = app::read_plan(ports, drift.quarter);
  const auto base = workspace::read_published(drift.sample.workspace(), drift.quarter);
  for (const Finding& finding : app::check_published_files(ports, *read, **base))
    FAIL_CHECK(finding.subject << ": " << finding.message);
}

}  // namespace

TEST_CASE("accepting makes file and base and issue say the same, with a line on the record") {
  struct Case {
    std::string name;
    std::function<void(DriftSample&)> edit;
    std::string detail;   ///< on the record
    std::string in_file;  ///< what the file says then
  };
  const std::vector<Case> cases = {
      {"metric", in_text(" to 90 %", " to 85 %"), "metric: 90 to 85 %", "- Metric: completion rate from 62 to 85 %\n"},
      {"another metric", in_text("completion rate from", "enrolment from"),
       "metric: completion rate from 62 to 90 % to enrolment from 62 to 90 %", "- Metric: enrolment from 62 to 90 %\n"},
      {"weight", in_text("- Weight: 60 %\n", ""), "weight: 60 % to nothing",
       "- Metric: completion rate from 62 to 90 %\n"},
      {"title", [](DriftSample& drift) { drift.key_result().title = "FY28-Q1 KR1 (Security Training) Achieve 85%"; },
       "title: Achieve 90% completion rate org wide for annual security training to Achieve 85%",
       "## KR1: Achieve 85%\n"},
      {"DRI and assignee",
       [](DriftSample& drift) {
         in_text("- DRI: @training-manager", "- DRI: @training-specialist")(drift);
         drift.key_result().assignees = {"training-specialist"};
       },
       "DRI (assignee): @training-manager to @training-specialist · DRI: @training-manager to @training-specialist",
       "- DRI: @training-specialist\n"},
      {"a milestone and the due date that follows from it",
       [](DriftSample& drift) {
         in_text("Due Date: 2027-04-30", "Due Date: 2027-04-16")(drift);
         drift.key_result().due = date::sys_days{date::year{2027} / 4 / 16};
       },
       "due date: 2027-04-30 to 2027-04-16 · milestone 2: Description: reminders are sent DRI: @training-specialist "
       "Due "
       "Date: 2027-04-30 to Description: reminders are sent DRI: @training-specialist Due Date: 2027-04-16",
       "Due Date: 2027-04-16\n"},
      {"a new milestone",
       in_text("Due Date: 2027-04-30", "Due Date: 2027-04-30\n- [x] Milestone 3: Description: more DRI: @ciso"),
       "milestone 3: nothing to Description: more DRI: @ciso", "Milestone 3: Description: more DRI: @ciso\n"},
      {"what a dependency needs", in_text("enrol every team member", "enrol managers"),
       "dependency 1: PeopleOps (@peopleops-manager): enrol every team member to PeopleOps (@peopleops-manager): enrol "
       "managers",
       "enrol managers — confirmed by"},
      {"outcome", in_text("\n\n## Dependencies", "\n\nA new outcome.\n\n## Dependencies"), "outcome rewritten",
       "A new outcome.\n"},
  };
  for (const Case& each : cases) {
    DriftSample drift;
    each.edit(drift);
    // A tick is the issue's: it neither stands in the way nor goes into the file.
    in_text("- [ ] Milestone 1", "- [x] Milestone 1")(drift);
    INFO(each.name);
    const auto accepting = plan(drift);
    if (!accepting) FAIL(accepting.error().what << ": " << accepting.error().reason << accepting.error().help);
    drift.apply(accepting->set);
    CHECK(record(drift) ==
          "- 2027-03-01 · F5 · Security Training/KR1 · " + each.detail + " · agreed with the CEO · by @ciso\n");
    CHECK(test::read(drift.sample.root() / file).find(each.in_file) != std::string::npos);
    CHECK(test::read(drift.sample.root() / file).find("- [ ] Milestone 1") != std::string::npos);
    CHECK(drift.tracker.writes.empty());
    check_settled(drift);
    const auto again = plan(drift);
    REQUIRE(again);
    CHECK(again->set.empty());
  }
}

TEST_CASE("an objective's title is accepted without touching its key results") {
  DriftSample drift;
  drift.objective().title = "FY28-Q1 Objective (Security Training) Build a company that is aware";
  drift.objective().description = test::edited(drift.objective().description, "- Area: SecAssurance", "- Area: SecOps");
  const auto accepting = plan(drift);
  REQUIRE(accepting);
  CHECK(accepting->issues == 1);
  CHECK(accepting->fields == 2);
  drift.apply(accepting->set);
  check_settled(drift);
}

TEST_CASE("only what is named is accepted") {
  DriftSample drift;
  in_text(" to 90 %", " to 85 %")(drift);
  drift.tracker.issue_titled("KR2 (Security Training)").title = "FY28-Q1 KR2 (Security Training) Report less";
  const auto accepting = plan(drift, {"Security Training/KR1"});
  REQUIRE(accepting);
  drift.apply(accepting->set);
  const DriftReport report = drift.report();
  REQUIRE(report.issues.size() == 1);
  CHECK(report.issues.front().subject == "Security Training/KR2");
}

TEST_CASE("what cannot be accepted is refused whole, with what to do") {
  struct Case {
    std::string name;
    std::function<void(DriftSample&)> edit;
    std::string what;
    std::string help;
  };
  const auto in_file = [](std::string what, std::string with) {
    return [=](DriftSample& drift) {
      const auto path = drift.sample.root() / file;
      test::write(path, test::edited(test::read(path), what, with));
    };
  };
  const std::vector<Case> cases = {
      {"labels", [](DriftSample& drift) { std::erase(drift.key_result().labels, "division::Security"); },
       "labels of Security Training/KR1 cannot be accepted", "secokr label apply"},
      {"the block", [](DriftSample& drift) { drift.key_result().description = "gone"; },
       "Security Training/KR1 cannot be accepted: secokr's block was removed", "Put the text between"},
      {"an assignee alone", [](DriftSample& drift) { drift.key_result().assignees = {"ciso"}; },
       "DRI (assignee) of Security Training/KR1 cannot be accepted", "in the issue's text as well"},
      {"a due date alone", [](DriftSample& drift) { drift.key_result().due.reset(); },
       "due date of Security Training/KR1 cannot be accepted", "last milestone"},
      {"confidentiality of a key result", [](DriftSample& drift) { drift.key_result().confidential = true; },
       "Confidential of Security Training/KR1 cannot be accepted", "change both"},
      {"an objective's confidentiality without its key results",
       [](DriftSample& drift) {
         drift.objective().confidential = true;
         std::string& text = drift.objective().description;
         text.insert(text.find("- DRI:"), "- Confidential: yes\n");
       },
       "Security Training would change Confidential of another issue too", "both at once"},
      {"an objective's field without the line of its text",
       [](DriftSample& drift) { drift.objective().confidential = true; },
       "Confidential of Security Training cannot be accepted", "the line Confidential:"},
      {"a title without its beginning", [](DriftSample& drift) { drift.key_result().title = "Achieve it"; },
       "title of Security Training/KR1 cannot be accepted", "in front of the title"},
      {"a milestone that was taken out",
       in_text("- [ ] Milestone 2: Description: reminders are sent DRI: @training-specialist Due Date: 2027-04-30", ""),
       "milestone 2 of Security Training/KR1 cannot be accepted", "Remove it from okrs"},
      {"a line nobody understands", in_text("- Weight: 60 %", "- Weight: 60 %\n- Wieght: 5 %"),
       "lines that cannot be understood of Security Training/KR1 cannot be accepted", "Correct it"},
      {"the file says something third",
       [&](DriftSample& drift) {
         in_text(" to 90 %", " to 85 %")(drift);
         in_file(" to 90 %", " to 80 %")(drift);
       },
       "Metric of Security Training/KR1 was changed in its file too", "Make the file say"},
      {"the file has other changes",
       [&](DriftSample& drift) {
         in_text(" to 90 %", " to 85 %")(drift);
         in_file("- Weight: 60 %", "- Weight: 50 %")(drift);
       },
       "Weight of Security Training/KR1 was changed in its file, and not in its issue",
       "secokr finalize FY28-Q1 --amend"},
      {"an issue that is gone",
       [](DriftSample& drift) {
         std::erase_if(drift.tracker.all, [&](const Issue& issue) { return issue.ref == drift.key_result().ref; });
       },
       "Security Training/KR1 cannot be accepted: its issue is gone", "higher role"},
      {"no file",
       [](DriftSample& drift) {
         in_text(" to 90 %", " to 85 %")(drift);
         std::filesystem::remove(drift.sample.root() / file);
       },
       "Security Training/KR1 cannot be accepted: no file of okrs/FY28-Q1 has it", "git log"},
  };
  for (const Case& each : cases) {
    DriftSample drift;
    const std::string before = drift.sample.files();
    each.edit(drift);
    INFO(each.name);
    const auto refused = plan(drift);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::findings);
    std::string said = refused.error().what + " / " + refused.error().help;
    for (const ErrorNote& note : refused.error().notes) said += "\n" + note.text + " / " + note.expected;
    INFO(said);
    CHECK(said.find(each.what) != std::string::npos);
    CHECK(said.find(each.help) != std::string::npos);
  }
}

TEST_CASE("a run that was killed between file and base is finished by the next") {
  DriftSample drift;
  in_text(" to 90 %", " to 85 %")(drift);
  auto accepting = plan(drift);
  REQUIRE(accepting);
  tracker::ChangeSet half = accepting->set;
  half.changes.pop_back();
  drift.apply(half);
  accepting = plan(drift);
  REQUIRE(accepting);
  drift.apply(accepting->set);
  CHECK(record(drift) ==
        "- 2027-03-01 · F5 · Security Training/KR1 · metric: 90 to 85 % · agreed with the CEO · by @ciso\n");
  check_settled(drift);
}

TEST_CASE("P5: a DRI does not move their own target, and an override goes on the record") {
  DriftSample drift;
  in_text(" to 90 %", " to 85 %")(drift);
  drift.sample.user = "training-manager";
  const auto refused = plan(drift);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().what.find("(P5)") != std::string::npos);
  CHECK(refused.error().reason ==
        "@training-manager is the DRI of Security Training/KR1, and nobody moves their own target");
  drift.sample.user = "sirt-manager";
  CHECK(plan(drift).error().reason.empty());
  const auto overridden = plan(drift, {}, {{Rule::P5, "the CISO is away"}});
  REQUIRE(overridden);
  drift.apply(overridden->set);
  CHECK(record(drift).starts_with("- 2027-03-01 · override P5 · FY28-Q1 · the CISO is away · by @sirt-manager\n"));
  drift.sample.config().delegate = "sirt-manager";
  CHECK(plan(drift)->set.empty());
}
