#include <array>

#include <catch2/catch.hpp>

#include "unit/domain/rule_case.hpp"

using namespace secokr;
using namespace secokr::test;

namespace {

constexpr std::array k_stages{Stage::always, Stage::objectives, Stage::proposal, Stage::final, Stage::published};

/// A row of PROCESS.md 3a: what one rule says at always, objectives, proposal, final, and after publication.
struct Row {
  Rule rule;
  std::string what;
  std::function<void(PlanUnderReview&)> change;
  std::array<Severity, 5> severities;
};

constexpr std::array k_error_always{error, error, error, error, error};
constexpr std::array k_warning_always{warning, warning, warning, warning, warning};
constexpr std::array k_from_objectives{note, error, error, error, error};
constexpr std::array k_from_proposal{note, note, error, error, error};
constexpr std::array k_from_final{note, note, note, error, error};

std::vector<Row> table() {
  return {
      {Rule::F3, "unknown area", [](PlanUnderReview& p) { objective(p, 0).area = "Elsewhere"; }, k_error_always},
      {Rule::O5, "double reference", [](PlanUnderReview& p) { objective(p, 1).reference = "Security Training"; },
       k_error_always},
      {Rule::K2, "double number", [](PlanUnderReview& p) { key_result(p, 0, 2).number = 1; }, k_error_always},
      {Rule::P2, "director", [](PlanUnderReview& p) { key_result(p, 0, 1).dri = "secops-director"; }, k_error_always},
      {Rule::P1, "IC", [](PlanUnderReview& p) { objective(p, 1).dri = "prodsec-architect"; }, k_warning_always},
      {Rule::O4, "no strategy", [](PlanUnderReview& p) { objective(p, 1).strategy = ""; }, k_warning_always},
      {Rule::P1, "no leader", [](PlanUnderReview& p) { objective(p, 0).dri = "chief-of-staff"; }, k_from_objectives},
      {Rule::P3, "no DRI", [](PlanUnderReview& p) { key_result(p, 0, 1).dri = ""; }, k_from_objectives},
      {Rule::O2, "no key result", [](PlanUnderReview& p) { objective(p, 1).key_results.clear(); }, k_from_objectives},
      {Rule::K1, "nothing measurable", [](PlanUnderReview& p) { key_result(p, 1, 1).measure.reset(); },
       k_from_objectives},
      {Rule::K1,
       "number in the title only",
       [](PlanUnderReview& p) { key_result(p, 0, 1).measure.reset(); },
       {note, warning, warning, error, error}},
      {Rule::O1, "too many", [](PlanUnderReview& p) { p.limits.objectives = 2; }, k_from_proposal},
      {Rule::O3, "a leader without",
       [](PlanUnderReview& p) { p.org.areas.push_back({"Security Research", "research-director", {}}); },
       k_from_proposal},
      {Rule::K3,
       "no milestone",
       [](PlanUnderReview& p) { key_result(p, 0, 1).milestones.clear(); },
       {note, note, warning, error, error}},
      {Rule::K4,
       "weights of 110 %",
       [](PlanUnderReview& p) { key_result(p, 0, 1).weight = 70; },
       {note, note, warning, error, error}},
      {Rule::K5, "placeholder", [](PlanUnderReview& p) { key_result(p, 0, 1).outcome = "`add here`"; }, k_from_final},
      {Rule::K6, "long title", [](PlanUnderReview& p) { key_result(p, 0, 1).title = std::string(300, 'x'); },
       k_from_final},
      {Rule::D1, "tick without who", [](PlanUnderReview& p) { key_result(p, 0, 1).dependencies[0].events.clear(); },
       k_from_final},
      {Rule::D2, "open", [](PlanUnderReview& p) { reopen(key_result(p, 0, 1).dependencies[0]); }, k_from_final},
      {Rule::D3, "declined",
       [](PlanUnderReview& p) { key_result(p, 0, 1).dependencies[0].events[0].verb = DependencyVerb::declined; },
       k_from_final},
      {Rule::D4, "changed", [](PlanUnderReview& p) { objective(p, 0).title = "Another title"; }, k_from_final},
      {Rule::L5, "p0 without project", [](PlanUnderReview& p) { objective(p, 1).critical_project = ""; }, k_from_final},
  };
}

}  // namespace

TEST_CASE("The valid sample plan has nothing to say at any stage") {
  const PlanUnderReview plan = sample_plan();
  for (const Stage stage : k_stages) {
    INFO(to_string(stage));
    for (const Finding& finding : check_plan(plan, stage)) FAIL_CHECK(finding.subject << ": " << finding.message);
  }
}

TEST_CASE("PROCESS.md 3a: when each rule bites") {
  for (const Row& row : table()) {
    for (std::size_t i = 0; i < k_stages.size(); ++i) {
      INFO(to_string(row.rule) << " (" << row.what << ") at " << to_string(k_stages.at(i)));
      const Finding finding = only_finding(row.change, row.rule, k_stages.at(i));
      CHECK(to_string(finding.severity) == to_string(row.severities.at(i)));
    }
  }
}

TEST_CASE("What is not an error yet says from when it will be") {
  const auto due = [](auto change, Rule rule, Stage stage) { return only_finding(change, rule, stage).due; };
  const auto no_dri = [](PlanUnderReview& plan) { key_result(plan, 0, 1).dri = ""; };
  const auto no_milestone = [](PlanUnderReview& plan) { key_result(plan, 0, 1).milestones.clear(); };
  const auto no_strategy = [](PlanUnderReview& plan) { objective(plan, 1).strategy = ""; };
  const auto too_many = [](PlanUnderReview& plan) { plan.limits.objectives = 2; };
  CHECK(due(no_dri, Rule::P3, Stage::always) == day(2026, 12, 21));
  CHECK(due(too_many, Rule::O1, Stage::objectives) == day(2027, 1, 4));
  CHECK(due(no_milestone, Rule::K3, Stage::always) == day(2027, 1, 18));
  CHECK(due(no_milestone, Rule::K3, Stage::proposal) == day(2027, 1, 18));
  CHECK(due(no_milestone, Rule::K3, Stage::final) == std::nullopt);
  CHECK(due(no_strategy, Rule::O4, Stage::always) == std::nullopt);
}

TEST_CASE("The stage follows the calendar, overrides included") {
  PlanningCalendar calendar;
  const Quarter quarter(2028, 1);
  CHECK(stage_on(calendar, quarter, day(2026, 12, 14)) == Stage::always);
  CHECK(stage_on(calendar, quarter, day(2026, 12, 20)) == Stage::always);
  CHECK(stage_on(calendar, quarter, day(2026, 12, 21)) == Stage::objectives);
  CHECK(stage_on(calendar, quarter, day(2027, 1, 3)) == Stage::objectives);
  CHECK(stage_on(calendar, quarter, day(2027, 1, 4)) == Stage::proposal);
  CHECK(stage_on(calendar, quarter, day(2027, 1, 17)) == Stage::proposal);
  CHECK(stage_on(calendar, quarter, day(2027, 1, 18)) == Stage::final);
  CHECK(stage_on(calendar, quarter, day(2027, 3, 1)) == Stage::final);
  calendar.overrides[quarter]["final"] = day(2027, 1, 25);
  CHECK(stage_on(calendar, quarter, day(2027, 1, 18)) == Stage::proposal);
  CHECK(due_day_of(calendar, quarter, Stage::final) == day(2027, 1, 25));
  CHECK(due_day_of(calendar, quarter, Stage::proposal) == day(2027, 1, 4));
  CHECK(due_day_of(calendar, quarter, Stage::objectives) == day(2026, 12, 21));
  CHECK(due_day_of(calendar, quarter, Stage::always) == std::nullopt);
  CHECK(due_day_of(calendar, quarter, Stage::published) == std::nullopt);
}

TEST_CASE("Findings of a plan are sorted") {
  const auto findings = findings_of(
      [](PlanUnderReview& plan) {
        objective(plan, 0).area = "Elsewhere";
        key_result(plan, 0, 1).dri = "nobody";
        objective(plan, 1).strategy = "";
        plan.limits.objectives = 2;
      },
      Stage::final);
  auto sorted = findings;
  sort_findings(sorted);
  CHECK(findings == sorted);
  REQUIRE(findings.size() == 4);
  CHECK(findings[0].rule == Rule::O1);
  CHECK(findings[1].path == "okrs/FY28-Q1/secure-pipeline.md");
  CHECK(findings[2].line == 6);
  CHECK(findings[3].line == 22);
}
