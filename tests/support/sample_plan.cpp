#include "support/sample_plan.hpp"

#include <utility>

namespace secokr::test {
namespace {

Day day(int year, unsigned month, unsigned number) { return date::year{year} / date::month{month} / date::day{number}; }

Milestone milestone(int number, std::string description, std::string dri, std::optional<Day> due, std::size_t line) {
  Milestone result;
  result.number = number;
  result.description = std::move(description);
  result.dri = std::move(dri);
  result.due = due;
  result.source.line = line;
  return result;
}

Dependency confirmed(std::string team, std::string manager, std::string need, std::size_t line) {
  Dependency result;
  result.ticked = true;
  result.team = std::move(team);
  result.manager = manager;
  result.need = std::move(need);
  DependencyEvent event;
  event.verb = DependencyVerb::confirmed;
  event.by = std::move(manager);
  event.on = day(2027, 1, 11);
  result.events.push_back(event);
  result.source.line = line;
  return result;
}

KeyResult make_key_result(int number, std::string title, std::string dri, Measure measure) {
  KeyResult result;
  result.number = number;
  result.title = std::move(title);
  result.dri = dri;
  result.measure = std::move(measure);
  result.outcome = "What changes, and how it is measured.";
  result.milestones = {milestone(1, "the first half is done", std::move(dri), std::nullopt, 0)};
  return result;
}

Objective training() {
  Objective result;
  result.title = "Build a security-aware organisation";
  result.id = "00000000000000a0";
  result.reference = "Security Training";
  result.status = ObjectiveStatus::included;
  result.dri = "assurance-director";
  result.area = "SecAssurance";
  result.priority = Priority::p1;
  result.top5_risk = Top5Risk{RiskTreatment::mitigates, "Phishing of team members"};
  result.strategy = "https://example.com/strategy#awareness";
  result.outcome = "Team members recognise an attack and report it.";
  result.source = {1, {{"Reference", 3}, {"Status", 4}, {"DRI", 5}, {"Area", 6}, {"Top-5 risk", 8}}};
  KeyResult first = make_key_result(1, "Achieve 90% completion rate org wide for annual security training",
                                    "training-manager", Metric{"completion rate", 62, 90, "%"});
  first.id = "00000000000000a1";
  first.weight = 60;
  first.source = {20, {{"DRI", 22}, {"Contributed by", 23}, {"Metric", 24}, {"Weight", 25}}};
  first.dependencies = {confirmed("PeopleOps", "peopleops-manager", "enrol every team member", 32),
                        confirmed("Infrastructure", "infra-manager", "training accounts", 33)};
  first.milestones = {milestone(1, "everyone is enrolled", "training-manager", day(2027, 2, 26), 37),
                      milestone(2, "reminders are sent", "training-specialist", day(2027, 4, 30), 38)};
  KeyResult second = make_key_result(2, "Report 80% of simulated phishing", "training-specialist",
                                     Metric{"reported phishing", 55, 80, "%"});
  second.id = "00000000000000a2";
  second.weight = 40;
  second.source = {40, {{"DRI", 42}, {"Weight", 43}}};
  result.key_results = {std::move(first), std::move(second)};
  return result;
}

Objective pipeline() {
  Objective result;
  result.title = "Ship nothing that we cannot trace";
  result.id = "00000000000000b0";
  result.reference = "Secure Pipeline";
  result.status = ObjectiveStatus::included;
  result.dri = "appsec-senior";
  result.area = "ProdSec";
  result.priority = Priority::p0;
  result.top5_risk = Top5Risk{RiskTreatment::eliminates, "Compromise of the supply chain"};
  result.strategy = "https://example.com/strategy#supply-chain";
  result.critical_project = "https://example.com/critical-projects/7";
  result.outcome = "Every artefact is signed.";
  result.source.line = 1;
  result.key_results = {make_key_result(1, "Know how many artefacts are signed", "appsec-engineer", Baseline{})};
  result.key_results.front().id = "00000000000000b1";
  return result;
}

Objective response() {
  Objective result;
  result.title = "Answer incidents faster";
  result.id = "00000000000000c0";
  result.reference = "Incident Response";
  result.status = ObjectiveStatus::included;
  result.dri = "secops-director";
  result.area = "SecOps";
  result.priority = Priority::p1;
  result.top5_risk = Top5Risk{RiskTreatment::transfers, "Phishing of team members"};
  result.strategy = "https://example.com/strategy#response";
  result.outcome = "No incident waits for an answer.";
  result.source.line = 1;
  result.key_results = {
      make_key_result(1, "Cut the time to contain to 4 hours", "sirt-manager",
                      Metric{"time to contain", 9, 4, "hours"}),
      make_key_result(2, "Run 6 exercises with the red team", "redteam-manager", Metric{"exercises", 0, 6, ""})};
  result.key_results.front().id = "00000000000000c1";
  result.key_results.back().id = "00000000000000c2";
  result.key_results.back().contributed_by = "threat-director";
  return result;
}

}  // namespace

Org sample_org() {
  Org org;
  org.areas = {{"ProdSec", "prodsec-director", "https://example.com/strategy/prodsec"},
               {"SecOps", "secops-director", {}},
               {"SecAssurance", "assurance-director", {}},
               {"Threat Management", "threat-director", {}}};
  org.teams = {{"AppSec", "ProdSec", false, "appsec-senior"},
               {"SIRT", "SecOps", false, "sirt-manager"},
               {"Training", "SecAssurance", false, "training-manager"},
               {"Red Team", "Threat Management", false, "redteam-manager"},
               {"PeopleOps", {}, true, "peopleops-manager"},
               {"Infrastructure", {}, true, "infra-manager"},
               {"Data", {}, true, "data-manager"}};
  org.people = {
      {"ciso", "The CISO", Level::ciso, {}, {}, {}},
      {"chief-of-staff", "The delegate", Level::senior_manager, {}, {}, "ciso"},
      {"prodsec-director", {}, Level::senior_director, "ProdSec", {}, "ciso"},
      {"appsec-senior", {}, Level::senior_manager, "ProdSec", "AppSec", "prodsec-director"},
      {"appsec-engineer", {}, Level::ic, "ProdSec", "AppSec", {}},
      {"prodsec-architect", {}, Level::ic, "ProdSec", {}, "prodsec-director"},
      {"sirt-engineer", {}, Level::ic, {}, "SIRT", {}},
      {"training-specialist", {}, Level::ic, {}, "Training", {}},
      {"infra-manager", {}, Level::manager, {}, "Infrastructure", "infra-director"},
      {"infra-director", {}, Level::director, {}, "Infrastructure", {}},
  };
  return org;
}

PlanUnderReview sample_plan() {
  PlanUnderReview plan;
  plan.quarter = Quarter(2028, 1);
  plan.org = sample_org();
  plan.objectives = {{"okrs/FY28-Q1/security-training.md", training()},
                     {"okrs/FY28-Q1/secure-pipeline.md", pipeline()},
                     {"okrs/FY28-Q1/incident-response.md", response()}};
  plan.top5_risks = {"Phishing of team members", "Compromise of the supply chain"};
  for (const PlannedObjective& planned : plan.objectives)
    plan.proposal.emplace(planned.objective.id, planned.objective);
  return plan;
}

Objective& objective(PlanUnderReview& plan, std::size_t index) { return plan.objectives.at(index).objective; }

KeyResult& key_result(PlanUnderReview& plan, std::size_t objective_index, std::size_t number) {
  return objective(plan, objective_index).key_results.at(number - 1);
}

}  // namespace secokr::test
