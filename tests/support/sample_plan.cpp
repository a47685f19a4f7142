#include "support/sample_plan.hpp"

#include <utility>

namespace secokr::test {
namespace {

Milestone milestone(int number, std::string description, std::string dri, std::optional<Day> due, std::size_t line) {
  return {.number = number,
          .description = std::move(description),
          .dri = std::move(dri),
          .due = due,
          .source = {.line = line}};
}

Dependency confirmed(std::string team, std::string manager, std::string need, std::size_t line) {
  auto result =
      answered(dependency_on(std::move(team), std::move(manager), std::move(need)), DependencyVerb::confirmed);
  result.source.line = line;
  return result;
}

KeyResult make_key_result(int number, std::string title, std::string id, std::string dri, Measure measure) {
  return {.number = number,
          .title = std::move(title),
          .id = std::move(id),
          .dri = dri,
          .measure = std::move(measure),
          .outcome = "What changes, and how it is measured.",
          .milestones = {milestone(1, "the first half is done", std::move(dri), std::nullopt, 0)}};
}

Objective training() {
  KeyResult first = make_key_result(1, "Achieve 90% completion rate org wide for annual security training",
                                    "00000000000000a1", "training-manager", Metric{"completion rate", 62, 90, "%"});
  first.weight = 60;
  first.source = {20, {{"DRI", 22}, {"Contributed by", 23}, {"Metric", 24}, {"Weight", 25}}};
  first.dependencies = {confirmed("PeopleOps", "peopleops-manager", "enrol every team member", 32),
                        confirmed("Infrastructure", "infra-manager", "training accounts", 33)};
  first.milestones = {milestone(1, "everyone is enrolled", "training-manager", day(2027, 2, 26), 37),
                      milestone(2, "reminders are sent", "training-specialist", day(2027, 4, 30), 38)};
  KeyResult second = make_key_result(2, "Report 80% of simulated phishing", "00000000000000a2", "training-specialist",
                                     Metric{"reported phishing", 55, 80, "%"});
  second.weight = 40;
  second.source = {40, {{"DRI", 42}, {"Weight", 43}}};
  return {.title = "Build a security-aware organisation",
          .id = "00000000000000a0",
          .reference = "Security Training",
          .status = ObjectiveStatus::included,
          .dri = "assurance-director",
          .area = "SecAssurance",
          .priority = Priority::p1,
          .top5_risk = Top5Risk{RiskTreatment::mitigates, "Phishing of team members"},
          .strategy = "https://example.com/strategy#awareness",
          .outcome = "Team members recognise an attack and report it.",
          .key_results = {std::move(first), std::move(second)},
          .source = {1, {{"Reference", 3}, {"Status", 4}, {"DRI", 5}, {"Area", 6}, {"Top-5 risk", 8}}}};
}

Objective pipeline() {
  return {.title = "Ship nothing that we cannot trace",
          .id = "00000000000000b0",
          .reference = "Secure Pipeline",
          .status = ObjectiveStatus::included,
          .dri = "appsec-senior",
          .area = "ProdSec",
          .priority = Priority::p0,
          .top5_risk = Top5Risk{RiskTreatment::eliminates, "Compromise of the supply chain"},
          .strategy = "https://example.com/strategy#supply-chain",
          .critical_project = "https://example.com/critical-projects/7",
          .outcome = "Every artefact is signed.",
          .key_results = {make_key_result(1, "Know how many artefacts are signed", "00000000000000b1",
                                          "appsec-engineer", Baseline{})},
          .source = {.line = 1}};
}

Objective response() {
  Objective result{.title = "Answer incidents faster",
                   .id = "00000000000000c0",
                   .reference = "Incident Response",
                   .status = ObjectiveStatus::included,
                   .dri = "secops-director",
                   .area = "SecOps",
                   .priority = Priority::p1,
                   .top5_risk = Top5Risk{RiskTreatment::transfers, "Phishing of team members"},
                   .strategy = "https://example.com/strategy#response",
                   .outcome = "No incident waits for an answer.",
                   .key_results = {make_key_result(1, "Cut the time to contain to 4 hours", "00000000000000c1",
                                                   "sirt-manager", Metric{"time to contain", 9, 4, "hours"}),
                                   make_key_result(2, "Run 6 exercises with the red team", "00000000000000c2",
                                                   "redteam-manager", Metric{"exercises", 0, 6, ""})},
                   .source = {.line = 1}};
  result.key_results.back().contributed_by = "threat-director";
  return result;
}

std::vector<KeyResult> every_kind_of_key_result() {
  KeyResult kr{.number = 2,
               .title = "Achieve 90% \"completion\"",
               .id = "9f86d081884c7d65",
               .dri = "training-manager",
               .contributed_by = "assurance-director",
               .measure = Metric{.name = "rate", .start = 62, .target = 90.5, .unit = "%", .currency = "$"},
               .weight = 60,
               .state = KeyResultState::not_started,
               .paused_by = "https://example.com/cp",
               .outcome = "Line one\nline two"};
  kr.dependencies = {{.ticked = true,
                      .team = "Data",
                      .manager = "data-manager",
                      .need = "dashboards",
                      .events = {{DependencyVerb::declined, "dri", "data-manager", "https://example.com/e",
                                  day("2027-01-12"), DeclineClass::no_capacity, "hiring freeze"},
                                 {.verb = DependencyVerb::rescoped, .by = "dri", .on = day("2027-01-13")}}},
                     {}};
  kr.milestones = {
      {.number = 1, .done = true, .description = "enrolled", .dri = "training-manager", .due = day("2027-02-26")},
      {.number = 2, .description = "later", .no_longer_applies = true}};
  const Metric held{.name = "availability", .start = 99.5, .target = 99.5, .unit = "%", .kind = MetricKind::at_least};
  const Metric most{.name = "time", .start = 3, .target = 3, .unit = "days", .kind = MetricKind::at_most};
  return {{.number = 1, .title = "x", .measure = Baseline{}, .weight = 33.5},
          kr,
          {.number = 3, .title = "y", .measure = held},
          {.number = 4, .title = "z", .measure = most}};
}

}  // namespace

Day day(std::string_view text) { return parse_day(text).value(); }

Day day(int year, unsigned month, unsigned number) { return date::year{year} / date::month{month} / date::day{number}; }

Dependency dependency_on(std::string team, std::string manager, std::string need) {
  return {.team = std::move(team), .manager = std::move(manager), .need = std::move(need)};
}

Dependency answered(Dependency dependency, DependencyVerb verb, Day on) {
  dependency.ticked = verb == DependencyVerb::confirmed;
  dependency.events.push_back({.verb = verb, .by = dependency.manager, .on = on});
  return dependency;
}

void reopen(Dependency& dependency) {
  dependency.events.clear();
  dependency.ticked = false;
}

Objective full_objective() {
  return {.title = "Build a security-aware organisation",
          .id = "0123456789abcdef",
          .reference = "Security Training",
          .status = ObjectiveStatus::included,
          .dri = "assurance-director",
          .area = "SecAssurance",
          .priority = Priority::p1,
          .top5_risk = Top5Risk{RiskTreatment::transfers, "Phishing"},
          .strategy = "https://example.com/s",
          .security_roadmap = "awareness",
          .budget = "none",
          .working_group = "https://example.com/wg",
          .critical_project = "https://example.com/cp",
          .confidential = true,
          .published = "local:3",
          .outcome = "What outcome we want.",
          .key_results = every_kind_of_key_result()};
}

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
