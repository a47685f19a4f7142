#include "app/review/review.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>

#include "app/draft/check.hpp"
#include "app/draft/decide.hpp"
#include "app/review/actions.hpp"
#include "base/text.hpp"
#include "render/review/review.hpp"
#include "support/fake_tracker.hpp"
#include "support/git_repository.hpp"
#include "support/sample_plan.hpp"
#include "support/texts.hpp"
#include "tracker/apply/executor.hpp"
#include "unit/app/sample_workspace.hpp"
#include "workspace/decisions.hpp"
#include "workspace/proposal.hpp"

using namespace secokr;
using test::day;
using test::SampleWorkspace;

namespace {

const Quarter quarter{2028, 1};

struct Reviewed : test::World {
  using World::World;

  app::DraftReview review(app::DraftReviewRequest request = {.quarter = quarter}) {
    auto review = app::review_draft(sample.ports(tracker), request);
    if (!review) FAIL(review.error().what << ": " << review.error().reason);
    return *std::move(review);
  }
};

const LeaderStanding& leader(const ReviewView& view, const std::string& area) {
  const auto found = std::ranges::find(view.leaders, area, &LeaderStanding::area);
  REQUIRE(found != view.leaders.end());
  return *found;
}

}  // namespace

TEST_CASE("O3: what came of each functional leader") {
  PlanUnderReview plan = test::sample_plan();
  test::objective(plan, 0).status = ObjectiveStatus::draft;
  test::objective(plan, 2).status = ObjectiveStatus::proposed;
  test::objective(plan, 2).key_results.back().state = std::nullopt;
  Reviewed reviewed(plan);
  const ReviewView view = reviewed.review().view;

  CHECK(leader(view, "ProdSec").proposes == std::vector<std::string>{"Secure Pipeline"});
  CHECK(leader(view, "SecOps").proposes == std::vector<std::string>{"Incident Response"});
  CHECK(leader(view, "Threat Management").contributes == std::vector<std::string>{"Incident Response/KR2"});
  CHECK(leader(view, "SecAssurance").drafts == std::vector<std::string>{"Security Training"});
  for (const LeaderStanding& each : view.leaders) {
    INFO(each.area);
    CHECK(each.owes == (each.area == "SecAssurance"));
    CHECK_FALSE(each.business_as_usual);
  }
  CHECK(view.included == 1);
  CHECK(view.proposed == 1);
  REQUIRE(view.objectives.size() == 3);
  CHECK(view.objectives[0].objective.reference == "Secure Pipeline");
  CHECK(view.objectives[1].objective.reference == "Incident Response");
  CHECK_FALSE(view.objectives[2].on_the_table);
}

TEST_CASE("O3: business as usual is told with its reason in any spelling of the area") {
  PlanUnderReview plan = test::sample_plan();
  test::objective(plan, 0).status = ObjectiveStatus::excluded;
  Reviewed reviewed(plan);
  test::write(reviewed.sample.workspace().decisions(quarter),
              "- 2027-01-04 · O3 · secassurance · business as usual · the audit · by @assurance-director\n"
              "- 2027-01-04 · P5 · Security Training · excluded · too early · by @ciso\n"
              "- 2027-01-05 · P5 · Security Training · excluded · beyond five · by @ciso\n");
  const ReviewView view = reviewed.review().view;
  CHECK(leader(view, "SecAssurance").business_as_usual == "the audit");
  CHECK_FALSE(leader(view, "SecAssurance").owes);
  CHECK(leader(view, "SecAssurance").excluded == std::vector<std::string>{"Security Training"});
  CHECK(view.objectives.back().excluded_because == "beyond five");
}

TEST_CASE("risks and strategies and areas and measures that are missing") {
  PlanUnderReview plan = test::sample_plan();
  plan.top5_risks.emplace_back("Loss of keys");
  test::objective(plan, 0).top5_risk->risk = "Rain";
  test::objective(plan, 1).top5_risk.reset();
  test::objective(plan, 2).strategy.clear();
  test::key_result(plan, 2, 1).measure.reset();
  test::key_result(plan, 2, 1).milestones.clear();
  test::key_result(plan, 0, 1).weight = 10;
  Reviewed reviewed(plan);
  const ReviewView view = reviewed.review().view;

  REQUIRE(view.risks.size() == 4);
  CHECK(view.risks[0].met_by == std::vector<std::string>{"Incident Response (transfers)"});
  CHECK(view.risks[1].met_by.empty());
  CHECK(view.risks[2].met_by.empty());
  CHECK(view.risks[3].risk == "Rain");
  CHECK_FALSE(view.risks[3].configured);
  CHECK(view.without_risk == std::vector<std::string>{"Secure Pipeline"});
  CHECK(view.without_strategy == std::vector<std::string>{"Incident Response"});
  const auto objective_of = [&](const std::string& reference) {
    return *std::ranges::find_if(view.objectives,
                                 [&](const ReviewedObjective& each) { return each.objective.reference == reference; });
  };
  CHECK(objective_of("Incident Response").areas == std::vector<std::string>{"SecOps", "Threat Management"});
  CHECK(objective_of("Incident Response").key_results[0].missing.size() == 2);
  CHECK(objective_of("Incident Response").key_results[1].missing.empty());
  CHECK(objective_of("Security Training").weights.size() == 1);
}

TEST_CASE("dependencies by the team that provides open ones first") {
  PlanUnderReview plan = test::sample_plan();
  test::key_result(plan, 2, 1).dependencies = {test::dependency_on("Data", "data-manager", "dashboards")};
  test::key_result(plan, 2, 2).dependencies = {test::dependency_on("Data", "data-manager", "dashboards")};
  test::key_result(plan, 0, 1).dependencies[1].events[0].by = "training-manager";
  Reviewed reviewed(plan);
  const ReviewView view = reviewed.review().view;
  REQUIRE(view.teams.size() == 3);
  CHECK(view.teams[0].team == "Data");
  CHECK(view.teams[0].open == 2);
  CHECK(view.teams[0].external);
  CHECK(view.teams[1].team == "Infrastructure");
  CHECK(view.teams[1].open == 1);
  CHECK_FALSE(view.teams[1].dependencies[0].objection.empty());
  CHECK(view.teams[2].open == 0);
  CHECK(view.dependencies() == 4);
  CHECK(view.open_dependencies() == 3);
}

TEST_CASE("confidential objectives are counted for the organisation and never named") {
  for (std::size_t secret = 0; secret < 3; ++secret) {
    PlanUnderReview plan = test::sample_plan();
    plan.limits.objectives = 1;
    for (std::size_t i = 0; i < 3; ++i) {
      Objective& each = test::objective(plan, i);
      each.strategy.clear();
      each.key_results[0].dependencies = {test::dependency_on("Data", "data-manager", "dashboards")};
      each.key_results[0].dri = "appsec-engineer";
    }
    Objective& hidden = test::objective(plan, secret);
    hidden.confidential = true;
    const std::string path = plan.objectives[secret].path;
    Reviewed reviewed(plan);
    const ReviewView division = reviewed.review().view;
    CHECK(division.withheld == 0);
    CHECK(render::review_markdown(division, "").find(hidden.title) != std::string::npos);

    const ReviewView view = reviewed.review({.quarter = quarter, .audience = Audience::organisation}).view;
    CHECK(view.withheld == 1);
    CHECK(view.included == 3);
    for (const std::string& text : {render::review_markdown(view, ""), render::dump(render::review_json(view))}) {
      INFO(text);
      for (const std::string& word : {hidden.reference, hidden.title, path, hidden.key_results[0].title})
        CHECK(text.find(word) == std::string::npos);
    }
  }
}

TEST_CASE("who has to act") {
  struct Row {
    Rule rule;
    std::string subject;
    std::string path;
    std::string who;
  };
  PlanUnderReview plan = test::sample_plan();
  test::key_result(plan, 0, 1).dependencies.push_back(test::dependency_on("Data", "data-manager", "dashboards"));
  test::key_result(plan, 2, 1).dri.clear();
  const std::string training = plan.objectives[0].path;
  const std::string response = plan.objectives[2].path;
  const std::vector<Row> rows{
      {Rule::O1, "FY28-Q1", "", "ciso"},
      {Rule::O3, "SecOps", "secokr.toml", "secops-director"},
      {Rule::O3, "Nowhere", "secokr.toml", ""},
      {Rule::O4, "Security Training", training, "assurance-director"},
      {Rule::K1, "Security Training/KR2", training, "training-specialist"},
      {Rule::K1, "Incident Response/KR1", response, "secops-director"},
      {Rule::D2, "Security Training/KR1/D3", training, "data-manager"},
      {Rule::F3, "Security Training/KR1/D3", training, "training-manager"},
      {Rule::F3, "secokr.toml", "secokr.toml", ""},
  };
  for (const Row& row : rows) {
    INFO(to_string(row.rule) << " " << row.subject);
    Finding finding;
    finding.rule = row.rule;
    finding.subject = row.subject;
    finding.path = row.path;
    CHECK(app::who_acts(plan, finding) == row.who);
  }
}

TEST_CASE("findings are those of the proposal or of today where that is later") {
  PlanUnderReview plan = test::sample_plan();
  test::key_result(plan, 2, 1).dependencies = {test::dependency_on("Data", "data-manager", "dashboards")};
  Reviewed reviewed(plan);
  const auto errors = [&](const char* today) {
    reviewed.sample.today = day(today);
    return reviewed.review().view.findings.size();
  };
  CHECK(errors("2026-12-14") == 0);
  CHECK(errors("2027-01-17") == 0);
  CHECK(errors("2027-01-18") == 1);
}

TEST_CASE("D4: an inclusion freezes once and only an exclusion lets it go") {
  Reviewed reviewed(test::sample_plan());
  SampleWorkspace& sample = reviewed.sample;
  const std::string path = "okrs/FY28-Q1/incident-response.md";
  const auto edit = [&](const std::string& from, const std::string& to) {
    test::edit_file(sample.root() / path, from, to);
  };
  const auto act = [&](bool include) {
    const auto ports = sample.ports(reviewed.tracker);
    auto deciding = include ? app::plan_include(ports, quarter, {"Incident Response"}, {})
                            : app::plan_exclude(ports, quarter, {"Incident Response"}, "no", {});
    REQUIRE(deciding);
    if (!deciding->set.empty()) {
      const auto applied = tracker::apply(deciding->set, nullptr, {.root = sample.root()});
      REQUIRE_FALSE(applied.failure);
    }
    return *std::move(deciding);
  };
  const auto frozen_title = [&] {
    const auto proposal = workspace::read_proposal(sample.workspace(), quarter);
    REQUIRE(proposal);
    REQUIRE(*proposal);
    const auto found = (*proposal)->objectives.find("00000000000000c0");
    return found == (*proposal)->objectives.end() ? "" : found->second.title;
  };

  CHECK(act(true).kept.empty());
  CHECK(frozen_title() == "Answer incidents faster");
  edit("# Answer incidents faster", "# Answer incidents at all");
  const app::DecisionPlan again = act(true);
  CHECK(again.set.empty());
  CHECK(again.kept == std::vector<std::string>{"Incident Response"});
  CHECK(frozen_title() == "Answer incidents faster");

  edit("Status: included", "Status: proposed");
  const app::DecisionPlan by_hand = act(true);
  CHECK(by_hand.changed == std::vector<std::string>{"Incident Response"});
  CHECK(by_hand.kept == std::vector<std::string>{"Incident Response"});
  CHECK(frozen_title() == "Answer incidents faster");

  act(false);
  CHECK(frozen_title().empty());
  CHECK(act(true).kept.empty());
  CHECK(frozen_title() == "Answer incidents at all");
}

TEST_CASE("R1: a line that the record has lost is found in any commit, and is an error from the final step") {
  struct Row {
    std::string line;
    std::string subject;
  };
  const std::vector<Row> rows{
      {"- 2027-01-12 · D5 · Security Training/KR1 · Data (@data-manager) · no capacity · freeze · by @data-manager",
       "Security Training/KR1"},
      {"- 2026-12-21 · O3 · SecOps · business as usual · incidents · by @secops-director", "SecOps"},
      {"- 2027-01-04 · P5 · Red Team · excluded · beyond five · by @ciso", "Red Team"},
      {"- 2027-01-18 · override D4 · Red Team · agreed · by @ciso", "Red Team"},
      {"- 2027-01-18 · override brake · FY28-Q1 · a new scheme · by @ciso", "FY28-Q1"},
  };
  Reviewed reviewed(test::sample_plan());
  const SampleWorkspace& sample = reviewed.sample;
  const test::GitRepository git(sample.root());
  const base::Environment environment = test::GitRepository::environment();
  const auto path = sample.workspace().decisions(quarter);
  const auto lost = [&](Stage stage = Stage::proposal) {
    app::Ports ports = sample.ports(reviewed.tracker);
    ports.environment = &environment;
    const auto check = app::check_draft(ports, quarter, stage, {});
    REQUIRE(check);
    std::vector<Finding> findings;
    std::ranges::copy_if(check->findings, std::back_inserter(findings),
                         [](const Finding& each) { return each.rule == Rule::R1; });
    return findings;
  };
  std::string text = "# Decisions\n\nOur own words.\n\n- a list of our own\n";
  for (const Row& row : rows) text += row.line + "\n";
  test::write(path, text);
  CHECK(lost().empty());
  git.init();
  CHECK(lost().empty());
  git.commit_all("2027-01-18T12:00:00Z");
  CHECK(lost().empty());
  test::write(path, text + text + "- 2027-01-19 · P5 · Red Team · excluded · again · by @ciso\n");
  CHECK(lost().empty());

  for (const Row& row : rows) {
    INFO(row.line);
    std::string rest = text;
    rest.erase(rest.find(row.line), row.line.size() + 1);
    test::write(path, rest);
    const auto findings = lost();
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].severity == Severity::warning);
    CHECK(lost(Stage::final).front().severity == Severity::error);
    CHECK(findings[0].subject == row.subject);
    CHECK(findings[0].message.ends_with(row.line.substr(2)));
  }
  std::filesystem::remove(path);
  CHECK(lost().size() == rows.size());
  // A deletion that is committed is one.
  git.commit_all("2027-01-19T12:00:00Z");
  CHECK(lost().size() == rows.size());
}
