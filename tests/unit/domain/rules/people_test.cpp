#include <catch2/catch.hpp>

#include "unit/domain/rule_case.hpp"

using namespace secokr;
using namespace secokr::test;

TEST_CASE("F3: every person, team and area named is in the org") {
  const auto training_dri = [](std::string dri) {
    return [=](PlanUnderReview& plan) { objective(plan, 0).dri = dri; };
  };
  run_rule_cases({
      {"case of a username does not matter", training_dri("Assurance-Director")},
      {"objective's DRI, who is somebody's contribution too",
       [](PlanUnderReview& plan) { objective(plan, 0).dri = "nobody"; },
       {{Rule::F3, error, "Security Training"}}},
      {"key result's DRI",
       [](PlanUnderReview& plan) { key_result(plan, 1, 1).dri = "nobody"; },
       {{Rule::F3, error, "Secure Pipeline/KR1"}}},
      {"contributor",
       [](PlanUnderReview& plan) { key_result(plan, 2, 2).contributed_by = "nobody"; },
       {{Rule::F3, error, "Incident Response/KR2"}}},
      {"a contributor of the area that leads is fine",
       [](PlanUnderReview& plan) { key_result(plan, 0, 1).contributed_by = "assurance-director"; }},
      {"milestone's DRI",
       [](PlanUnderReview& plan) { key_result(plan, 0, 1).milestones[1].dri = "nobody"; },
       {{Rule::F3, error, "Security Training/KR1"}}},
      {"an external manager may be a milestone's DRI",
       [](PlanUnderReview& plan) { key_result(plan, 0, 1).milestones[1].dri = "data-manager"; }},
      {"area",
       [](PlanUnderReview& plan) { objective(plan, 0).area = "Assurance"; },
       {{Rule::F3, error, "Security Training"}}},
      {"team",
       [](PlanUnderReview& plan) { key_result(plan, 0, 1).dependencies[0].team = "People"; },
       {{Rule::F3, error, "Security Training/KR1/D1"}}},
      {"manager of a team who manages another one",
       [](PlanUnderReview& plan) { key_result(plan, 0, 1).dependencies[1].manager = "data-manager"; },
       {{Rule::F3, error, "Security Training/KR1/D2"}}},
      {"manager of a team whom nobody knows: unknown, and not the team's",
       [](PlanUnderReview& plan) { key_result(plan, 0, 1).dependencies[1].manager = "nobody"; },
       {{Rule::F3, error, "Security Training/KR1/D2"}, {Rule::F3, error, "Security Training/KR1/D2"}}},
      {"author of an answer: unknown, and not entitled",
       [](PlanUnderReview& plan) { key_result(plan, 0, 1).dependencies[1].events[0].by = "nobody"; },
       {{Rule::F3, error, "Security Training/KR1/D2"}, {Rule::D1, error, "Security Training/KR1/D2"}}},
      {"an excluded objective too",
       [](PlanUnderReview& plan) {
         objective(plan, 1).status = ObjectiveStatus::excluded;
         key_result(plan, 1, 1).dri = "nobody";
         plan.business_as_usual["ProdSec"] = "hiring";
       },
       {{Rule::F3, error, "Secure Pipeline/KR1"}}},
      {"not a dropped key result",
       [](PlanUnderReview& plan) {
         objective(plan, 0).key_results[0].weight = std::nullopt;
         objective(plan, 0).key_results[1].weight = std::nullopt;
         key_result(plan, 0, 2).state = KeyResultState::dropped;
         key_result(plan, 0, 2).dri = "nobody";
       }},
  });
}

TEST_CASE("F3 suggests the nearest name and says where it stands") {
  const Finding person =
      only_finding([](PlanUnderReview& plan) { key_result(plan, 0, 1).dri = "training-manger"; }, Rule::F3);
  CHECK(person.message == "@training-manger, named as the DRI, is not in the org");
  CHECK(person.hint == "did you mean @training-manager?");
  CHECK(person.path == "okrs/FY28-Q1/security-training.md");
  CHECK(person.line == 22);

  const Finding area = only_finding([](PlanUnderReview& plan) { objective(plan, 0).area = "SecAssurence"; }, Rule::F3);
  CHECK(area.hint == "did you mean SecAssurance?");
  CHECK(area.line == 6);

  const Finding team =
      only_finding([](PlanUnderReview& plan) { key_result(plan, 0, 1).dependencies[0].team = "PeopleOp"; }, Rule::F3);
  CHECK(team.hint == "did you mean PeopleOps?");
  CHECK(team.line == 32);

  const Finding stranger =
      only_finding([](PlanUnderReview& plan) { objective(plan, 0).area = "Quality engineering"; }, Rule::F3);
  CHECK(stranger.hint == "correct the name, or add a [[area]] to secokr.toml");

  const Finding manager = only_finding(
      [](PlanUnderReview& plan) { key_result(plan, 0, 1).dependencies[1].manager = "data-manager"; }, Rule::F3);
  CHECK(manager.message == "The manager of Infrastructure is @infra-manager, not @data-manager");
}

TEST_CASE("P1: an objective's DRI is a functional leader or a direct report of one") {
  const auto pipeline_dri = [](std::string dri) {
    return [=](PlanUnderReview& plan) { objective(plan, 1).dri = dri; };
  };
  run_rule_cases({
      {"functional leader", pipeline_dri("prodsec-director")},
      {"direct report", pipeline_dri("appsec-senior")},
      {"a direct report who is an IC is a warning",
       pipeline_dri("prodsec-architect"),
       {{Rule::P1, warning, "Secure Pipeline"}}},
      {"also before anything is due",
       pipeline_dri("prodsec-architect"),
       {{Rule::P1, warning, "Secure Pipeline"}},
       Stage::always},
      {"a report of a report", pipeline_dri("appsec-engineer"), {{Rule::P1, error, "Secure Pipeline"}}},
      {"the CISO, who leads no area", pipeline_dri("ciso"), {{Rule::P1, error, "Secure Pipeline"}}},
      {"the CISO's own staff", pipeline_dri("chief-of-staff"), {{Rule::P1, error, "Secure Pipeline"}}},
      {"somebody outside the division", pipeline_dri("infra-manager"), {{Rule::P1, error, "Secure Pipeline"}}},
      {"a manager of a team without an entry reports to the area's leader",
       [](PlanUnderReview& plan) { objective(plan, 2).dri = "sirt-manager"; }},
      {"not for an excluded objective",
       [](PlanUnderReview& plan) {
         objective(plan, 1).status = ObjectiveStatus::excluded;
         objective(plan, 1).dri = "ciso";
         plan.business_as_usual["ProdSec"] = "hiring";
       }},
  });
  const Finding finding = only_finding(pipeline_dri("ciso"), Rule::P1);
  CHECK(finding.hint == "name as DRI @prodsec-director or a direct report");
}

TEST_CASE("P2: a key result's DRI is a manager or an IC of the division") {
  const auto dri = [](std::string name) { return [=](PlanUnderReview& plan) { key_result(plan, 0, 1).dri = name; }; };
  run_rule_cases({
      {"IC", dri("training-specialist")},
      {"manager", dri("training-manager")},
      {"senior manager of another area", dri("appsec-senior")},
      {"director", dri("assurance-director"), {{Rule::P2, error, "Security Training/KR1"}}},
      {"director, before anything is due",
       dri("assurance-director"),
       {{Rule::P2, error, "Security Training/KR1"}},
       Stage::always},
      {"CISO", dri("ciso"), {{Rule::P2, error, "Security Training/KR1"}}},
      {"manager of an external team", dri("data-manager"), {{Rule::P2, error, "Security Training/KR1"}}},
  });
}

TEST_CASE("P2 knows every level") {
  const std::vector<std::pair<Level, bool>> levels{
      {Level::ic, true},        {Level::manager, true},          {Level::senior_manager, true},
      {Level::director, false}, {Level::senior_director, false}, {Level::vp, false},
      {Level::ciso, false}};
  for (const auto& [level, allowed] : levels) {
    INFO(to_string(level));
    const auto findings = findings_of(
        [level = level](PlanUnderReview& plan) {
          for (Person& person : plan.org.people)
            if (person.username == "sirt-engineer") person.level = level;
          key_result(plan, 0, 2).dri = "sirt-engineer";
        },
        Stage::always);
    CHECK(findings.empty() == allowed);
  }
}

TEST_CASE("P3: exactly one DRI") {
  const auto dri = [](std::string name) { return [=](PlanUnderReview& plan) { key_result(plan, 0, 1).dri = name; }; };
  run_rule_cases({
      {"none at a key result", dri(""), {{Rule::P3, error, "Security Training/KR1"}}},
      {"two with commas", dri("training-manager, @training-specialist"), {{Rule::P3, error, "Security Training/KR1"}}},
      {"two with and", dri("training-manager and training-specialist"), {{Rule::P3, error, "Security Training/KR1"}}},
      {"two with a blank", dri("@training-manager @training-specialist"), {{Rule::P3, error, "Security Training/KR1"}}},
      {"none at the objective",
       [](PlanUnderReview& plan) { objective(plan, 0).dri = ""; },
       {{Rule::P3, error, "Security Training"}}},
      {"two at the objective, one unknown",
       [](PlanUnderReview& plan) { objective(plan, 0).dri = "assurance-director / nobody"; },
       {{Rule::P3, error, "Security Training"}, {Rule::F3, error, "Security Training"}}},
      {"only a note while the objectives are being settled",
       dri(""),
       {{Rule::P3, note, "Security Training/KR1"}},
       Stage::always},
  });
  const Finding finding = only_finding(dri("training-manager, @training-specialist"), Rule::P3);
  CHECK(finding.message == "The key result names 2 DRIs; one person is accountable");
  CHECK(finding.hint == "keep one, for example - DRI: @training-manager");
}
