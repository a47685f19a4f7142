#include <catch2/catch.hpp>

#include <functional>

#include "domain/labels/gives_way.hpp"
#include "unit/domain/rule_case.hpp"

using namespace secokr;
using namespace secokr::test;

namespace {

/// Secure Pipeline is the p0: KR1 of @appsec-engineer, who also does its milestone.
struct Season {
  PlanUnderReview plan = sample_plan();

  Objective& pipeline() { return objective(plan, 1); }
  KeyResult& project() { return key_result(plan, 1, 1); }
  KeyResult& training() { return key_result(plan, 0, 1); }
  KeyResult& exercises() { return key_result(plan, 2, 2); }

  std::vector<CriticalProject> projects() {
    std::vector<const Objective*> objectives;
    for (const PlannedObjective& planned : plan.objectives) objectives.push_back(&planned.objective);
    return critical_projects(objectives, plan.org);
  }
};

}  // namespace

TEST_CASE("a critical project: what gives way and to whom it is owed") {
  const std::string project = "Critical project https://example.com/critical-projects/7 (Secure Pipeline, p0)";
  struct Row {
    std::string what;
    std::function<void(Season&)> change;
    std::string sentence;  ///< behind the project
  };
  const std::vector<Row> rows{
      {"nothing is shared", [](Season&) {}, " takes nobody away from another key result"},
      {"the same DRI", [](Season& s) { s.training().dri = "AppSec-Engineer"; },
       " comes first: where @appsec-engineer cannot serve both, Security Training/KR1 (p1) waits"},
      {"a milestone's DRI there is the DRI here", [](Season& s) { s.training().milestones[1].dri = "appsec-engineer"; },
       " comes first: where @appsec-engineer cannot serve both, Security Training/KR1 (p1) waits"},
      {"a milestone's DRI here is the DRI there", [](Season& s) { s.project().milestones[0].dri = "redteam-manager"; },
       " comes first: where @redteam-manager cannot serve both, Incident Response/KR2 (p1) waits"},
      {"the same providing team in another spelling",
       [](Season& s) { s.project().dependencies = {dependency_on("infrastructure", "infra-manager")}; },
       " comes first: where the team infrastructure cannot serve both, Security Training/KR1 (p1) waits"},
      {"the DRI here manages the team there",
       [](Season& s) { s.project().dependencies = {dependency_on("Red Team", "somebody-else")}; },
       " comes first: where the team Red Team cannot serve both, Incident Response/KR2 (p1) waits"},
      {"the DRI there manages the team here",
       [](Season& s) {
         s.project().dri = "redteam-manager";
         s.training().dependencies = {dependency_on("Red Team", "redteam-manager")};
         s.exercises().state = KeyResultState::paused;
       },
       " comes first: where the team Red Team cannot serve both, Security Training/KR1 (p1) waits"},
      {"two teams of one manager are not the same people",
       [](Season& s) { s.project().dependencies = {dependency_on("Platform", "infra-manager")}; },
       " takes nobody away from another key result"},
      {"a team that has promised both serves both",
       [](Season& s) {
         s.project().dependencies = {answered(dependency_on("Data", "data-manager"), DependencyVerb::confirmed)};
         s.training().dependencies = {answered(dependency_on("Data", "data-manager"), DependencyVerb::confirmed)};
       },
       " takes nobody away from another key result"},
      {"a request that is open is not promised yet",
       [](Season& s) {
         s.project().dependencies = {answered(dependency_on("Data", "data-manager"), DependencyVerb::confirmed)};
         s.training().dependencies = {dependency_on("Data", "data-manager")};
       },
       " comes first: where the team Data cannot serve both, Security Training/KR1 (p1) waits"},
      {"a team that declined is not taken up",
       [](Season& s) {
         s.project().dependencies = {answered(dependency_on("Data", "data-manager"), DependencyVerb::declined)};
         s.training().dependencies = {dependency_on("Data", "data-manager")};
       },
       " takes nobody away from another key result"},
      {"a withdrawn request takes nobody up",
       [](Season& s) {
         s.project().dependencies = {dependency_on("Data", "data-manager")};
         s.training().dependencies = {answered(dependency_on("Data", "data-manager"), DependencyVerb::withdrawn)};
       },
       " takes nobody away from another key result"},
      {"people before teams, each once",
       [](Season& s) {
         s.training().milestones[0].dri = "appsec-engineer";
         s.training().milestones[1].dri = "appsec-engineer";
         s.project().dependencies = {dependency_on("PeopleOps", "peopleops-manager"),
                                     dependency_on("Infrastructure", "infra-manager")};
         s.project().milestones[0].dri = "training-manager";
       },
       " comes first: where @appsec-engineer, @training-manager, the team PeopleOps and the team Infrastructure cannot "
       "serve both, Security Training/KR1 (p1) waits"},
      {"p2 before p1",
       [](Season& s) {
         s.training().dri = "appsec-engineer";
         s.exercises().dri = "appsec-engineer";
         objective(s.plan, 2).priority = Priority::p2;
       },
       " comes first: where @appsec-engineer cannot serve both, Incident Response/KR2 (p2) waits; where "
       "@appsec-engineer cannot serve both, Security Training/KR1 (p1) waits"},
      {"those that give way for the same reason are told at once",
       [](Season& s) {
         s.training().dri = "appsec-engineer";
         s.exercises().dri = "appsec-engineer";
         key_result(s.plan, 0, 2).dri = "appsec-engineer";
         s.exercises().milestones[0].dri = "appsec-engineer";
       },
       " comes first: where @appsec-engineer cannot serve all, Security Training/KR1, Security Training/KR2 and "
       "Incident "
       "Response/KR2 (p1) wait"},
      {"an objective without a priority is not judged",
       [](Season& s) {
         s.training().dri = "appsec-engineer";
         objective(s.plan, 0).priority = std::nullopt;
       },
       " takes nobody away from another key result"},
      {"a KR that is paused has given way",
       [](Season& s) {
         s.training().dri = "appsec-engineer";
         s.training().state = KeyResultState::paused;
       },
       " takes nobody away from another key result"},
      {"a KR that is dropped needs nobody",
       [](Season& s) {
         s.training().dri = "appsec-engineer";
         s.training().state = KeyResultState::dropped;
       },
       " takes nobody away from another key result"},
      {"a p0's KR that is done needs nobody",
       [](Season& s) {
         s.training().dri = "appsec-engineer";
         s.project().state = KeyResultState::done;
       },
       " takes nobody away from another key result"},
      {"a KR without a DRI is nobody's",
       [](Season& s) {
         s.project().dri.clear();
         s.training().dri.clear();
       },
       " takes nobody away from another key result"},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    Season season;
    row.change(season);
    CHECK(gives_way_sentences(season.projects()) == std::vector<std::string>{project + row.sentence});
  }
}

TEST_CASE("a p0 that names no critical project is said to name none") {
  Season season;
  season.pipeline().critical_project = "  ";
  CHECK(gives_way_sentences(season.projects()) ==
        std::vector<std::string>{
            "Secure Pipeline (p0) names no critical project yet and takes nobody away from another key result"});
  season.training().dri = "appsec-engineer";
  CHECK(gives_way_sentences(season.projects()) ==
        std::vector<std::string>{"Secure Pipeline (p0) names no critical project yet: where @appsec-engineer cannot "
                                 "serve both, Security Training/KR1 (p1) would wait"});
}

TEST_CASE("where something is withheld, nobody is said to be taken away from what is shown") {
  Season season;
  CHECK_THAT(gives_way_sentences(season.projects(), false).front(),
             Catch::EndsWith("takes nobody away from another key result that is shown here"));
  season.training().dri = "appsec-engineer";
  CHECK(gives_way_sentences(season.projects(), false) == gives_way_sentences(season.projects(), true));
}

TEST_CASE("two critical projects stand beside each other and neither gives way") {
  Season season;
  objective(season.plan, 0).priority = Priority::p0;
  objective(season.plan, 0).critical_project = "https://example.com/critical-projects/8";
  season.training().dri = "appsec-engineer";
  const std::vector<CriticalProject> projects = season.projects();
  REQUIRE(projects.size() == 2);
  CHECK(projects[0].objective == "Security Training");
  CHECK(projects[1].objective == "Secure Pipeline");
  CHECK(projects[0].giving_way.empty());
  CHECK(projects[1].giving_way.empty());
}

TEST_CASE("without a p0 nothing gives way") {
  Season season;
  season.pipeline().priority = Priority::p1;
  CHECK(season.projects().empty());
  CHECK(gives_way_sentences({}).empty());
}
