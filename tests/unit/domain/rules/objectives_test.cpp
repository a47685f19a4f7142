#include <catch2/catch.hpp>

#include "unit/domain/rule_case.hpp"

using namespace secokr;
using namespace secokr::test;

namespace {

/// Copies the third objective until there are `total`, each with its own reference and the status given.
std::function<void(PlanUnderReview&)> with_objectives(std::size_t total, ObjectiveStatus status) {
  return [=](PlanUnderReview& plan) {
    while (plan.objectives.size() < total) {
      PlannedObjective copy = plan.objectives.at(2);
      const std::string number = std::to_string(plan.objectives.size());
      copy.objective.reference += " " + number;
      copy.objective.id = "copy-" + number;
      copy.objective.status = status;
      plan.objectives.push_back(std::move(copy));
    }
  };
}

}  // namespace

TEST_CASE("O1: at most five objectives are included") {
  run_rule_cases({
      {"five", with_objectives(5, ObjectiveStatus::included)},
      {"six", with_objectives(6, ObjectiveStatus::included), {{Rule::O1, error, "FY28-Q1"}}},
      {"six at the proposal",
       with_objectives(6, ObjectiveStatus::included),
       {{Rule::O1, error, "FY28-Q1"}},
       Stage::proposal},
      {"six before the proposal",
       with_objectives(6, ObjectiveStatus::included),
       {{Rule::O1, note, "FY28-Q1"}},
       Stage::objectives},
      {"seven, four of them proposed",
       with_objectives(7, ObjectiveStatus::proposed),
       {{Rule::O1, note, "FY28-Q1"}},
       Stage::objectives},
      {"seven, four of them drafts", with_objectives(7, ObjectiveStatus::draft), {}, Stage::objectives},
      {"seven, four of them excluded", with_objectives(7, ObjectiveStatus::excluded)},
      {"the limit is configured",
       [](PlanUnderReview& plan) { plan.limits.objectives = 2; },
       {{Rule::O1, error, "FY28-Q1"}}},
  });
  CHECK(only_finding(with_objectives(7, ObjectiveStatus::proposed), Rule::O1, Stage::objectives).message ==
        "7 proposed, 5 fit");
}

TEST_CASE("O2: one to three key results") {
  const auto with_key_results = [](std::size_t total) {
    return [=](PlanUnderReview& plan) {
      Objective& last = objective(plan, 2);
      while (last.key_results.size() < total) {
        last.key_results.push_back(last.key_results.back());
        last.key_results.back().number = static_cast<int>(last.key_results.size());
      }
      last.key_results.resize(total);
    };
  };
  run_rule_cases({
      {"none",
       [](PlanUnderReview& plan) {
         objective(plan, 1).key_results.clear();
         plan.proposal.clear();
       },
       {{Rule::O2, error, "Secure Pipeline"}}},
      {"none is a note before the objectives step",
       [](PlanUnderReview& plan) {
         objective(plan, 1).key_results.clear();
         plan.proposal.clear();
       },
       {{Rule::O2, note, "Secure Pipeline"}},
       Stage::always},
      {"two", with_key_results(2)},
      {"three", with_key_results(3)},
      {"four", with_key_results(4), {{Rule::O2, error, "Incident Response"}}},
      {"four, of which one is dropped",
       [&](PlanUnderReview& plan) {
         with_key_results(4)(plan);
         key_result(plan, 2, 3).state = KeyResultState::dropped;
       }},
      {"the limit is configured",
       [](PlanUnderReview& plan) { plan.limits.key_results = 1; },
       {{Rule::O2, error, "Security Training"}, {Rule::O2, error, "Incident Response"}}},
  });
}

TEST_CASE("O3: every functional leader proposes, contributes or declares business as usual") {
  const auto no_contribution = [](PlanUnderReview& plan) {
    key_result(plan, 2, 2).contributed_by = "";
    key_result(plan, 2, 2).dri = "sirt-engineer";
  };
  const std::vector<Expect> missing{{Rule::O3, error, "Threat Management"}};
  run_rule_cases({
      {"neither", no_contribution, missing},
      {"neither, before the proposal", no_contribution, {{Rule::O3, note, "Threat Management"}}, Stage::objectives},
      {"the DRI of a key result is of the area",
       [](PlanUnderReview& plan) { key_result(plan, 2, 2).contributed_by = ""; }},
      {"the leader contributes a key result",
       [](PlanUnderReview& plan) { key_result(plan, 2, 2).dri = "sirt-engineer"; }},
      {"somebody of the area contributes one",
       [](PlanUnderReview& plan) {
         key_result(plan, 2, 2).dri = "sirt-engineer";
         key_result(plan, 2, 2).contributed_by = "redteam-manager";
       }},
      {"business as usual",
       [&](PlanUnderReview& plan) {
         no_contribution(plan);
         plan.business_as_usual["threat management"] = "incident backlog";
       }},
      {"business as usual of somebody else",
       [&](PlanUnderReview& plan) {
         no_contribution(plan);
         plan.business_as_usual["SecOps"] = "incident backlog";
       },
       missing},
      {"a contribution to a draft is none yet",
       [](PlanUnderReview& plan) { objective(plan, 2).status = ObjectiveStatus::draft; },
       {{Rule::O3, error, "SecOps"}, {Rule::O3, error, "Threat Management"}}},
      {"a proposed objective is enough",
       [](PlanUnderReview& plan) { objective(plan, 2).status = ObjectiveStatus::proposed; }},
      {"an excluded objective was proposed",
       [](PlanUnderReview& plan) { objective(plan, 1).status = ObjectiveStatus::excluded; }},
      {"a contribution to an excluded objective was proposed",
       [](PlanUnderReview& plan) { objective(plan, 2).status = ObjectiveStatus::excluded; }},
      {"a dropped contribution is none",
       [](PlanUnderReview& plan) { key_result(plan, 2, 2).state = KeyResultState::dropped; }, missing},
  });
  const Finding finding = only_finding(no_contribution, Rule::O3);
  CHECK(
      finding.message ==
      "@threat-director has neither proposed an objective nor contributed a key result, and has not declared business "
      "as usual");
  CHECK(finding.hint == "secokr draft objective, or secokr draft business-as-usual --reason TEXT");
  CHECK(finding.path == "secokr.toml");
  const auto drafted =
      findings_of([](PlanUnderReview& plan) { objective(plan, 1).status = ObjectiveStatus::draft; }, Stage::final);
  REQUIRE(drafted.size() == 1);
  CHECK(drafted.front().hint == "secokr draft propose \"Secure Pipeline\"");
}

TEST_CASE("O4: an objective names its Top-5 risk and its strategy") {
  run_rule_cases({
      {"no risk",
       [](PlanUnderReview& plan) {
         objective(plan, 1).top5_risk.reset();
         plan.proposal.clear();
       },
       {{Rule::O4, warning, "Secure Pipeline"}}},
      {"no strategy",
       [](PlanUnderReview& plan) { objective(plan, 1).strategy = " "; },
       {{Rule::O4, warning, "Secure Pipeline"}}},
      {"a risk that is not configured",
       [](PlanUnderReview& plan) {
         objective(plan, 1).top5_risk->risk = "Bad weather";
         plan.proposal.clear();
       },
       {{Rule::O4, warning, "Secure Pipeline"}}},
      {"case does not matter",
       [](PlanUnderReview& plan) {
         objective(plan, 1).top5_risk->risk = "compromise of the supply chain";
         plan.proposal.clear();
       }},
      {"nothing configured, nothing checked",
       [](PlanUnderReview& plan) {
         objective(plan, 1).top5_risk->risk = "Bad weather";
         plan.proposal.clear();
         plan.top5_risks.clear();
       }},
  });
  const Finding near = only_finding(
      [](PlanUnderReview& plan) { objective(plan, 0).top5_risk->risk = "Phishing of team member"; }, Rule::O4);
  CHECK(near.hint == "did you mean Phishing of team members?");
  CHECK(near.line == 8);
}

TEST_CASE("O5: references fit a title and are unique") {
  const auto reference = [](std::string text) {
    return [=](PlanUnderReview& plan) { objective(plan, 1).reference = text; };
  };
  run_rule_cases({
      {"double, in another case", reference("security TRAINING"), {{Rule::O5, error, "security TRAINING"}}},
      {"double, before anything is due",
       reference("Security Training"),
       {{Rule::O5, error, "Security Training"}},
       Stage::always},
      {"double with an excluded one",
       [](PlanUnderReview& plan) {
         objective(plan, 1).reference = "Security Training";
         objective(plan, 1).status = ObjectiveStatus::excluded;
         plan.business_as_usual["ProdSec"] = "hiring";
       },
       {{Rule::O5, error, "Security Training"}}},
      {"accents are letters", reference("Réponse aux incidents")},
      {"missing is the grammar's business", reference("")},
      {"61 characters", reference(std::string(61, 'x')), {{Rule::O5, error, std::string(61, 'x')}}},
      {"60 characters", reference(std::string(60, 'x'))},
  });
  for (const char bad : std::string("/()#[]\"")) {
    INFO(bad);
    const std::string text = std::string("Secure") + bad + "Pipeline";
    CHECK(only_finding(reference(text), Rule::O5).severity == Severity::error);
  }
  CHECK(only_finding(reference("Security Training"), Rule::O5).message ==
        "The reference \"Security Training\" is already used by okrs/FY28-Q1/security-training.md");
}

TEST_CASE("L5: p0 has its critical project") {
  const auto without = [](PlanUnderReview& plan) { objective(plan, 1).critical_project = ""; };
  run_rule_cases({
      {"p0 without", without, {{Rule::L5, error, "Secure Pipeline"}}},
      {"p0 without, before the final step", without, {{Rule::L5, note, "Secure Pipeline"}}, Stage::proposal},
      {"p1 without",
       [&](PlanUnderReview& plan) {
         without(plan);
         objective(plan, 1).priority = Priority::p1;
       }},
      {"no priority",
       [&](PlanUnderReview& plan) {
         without(plan);
         objective(plan, 1).priority.reset();
       }},
  });
}
