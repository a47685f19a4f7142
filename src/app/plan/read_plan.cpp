#include "app/plan/read_plan.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "app/plan/consequences.hpp"
#include "app/plan/issues.hpp"
#include "app/published/finalised.hpp"
#include "workspace/proposal.hpp"
#include "workspace/published.hpp"

namespace secokr::app {
namespace {

Finding finding_from(const documents::Problem& problem, const std::string& path, const Objective& objective) {
  return {.rule = problem.rule,
          .severity = problem.severity,
          .subject = objective.reference.empty() ? path : objective.reference,
          .message = problem.message,
          .hint = problem.expected.empty() ? "" : "Expected: " + problem.expected,
          .path = path,
          .line = problem.line};
}

}  // namespace

Expected<ReadPlan> read_plan(const Ports& ports, Quarter quarter) {
  ReadPlan read;
  read.quarter = quarter;
  SECOKR_TRY(read.files, workspace::read_objective_files(*ports.workspace, quarter));
  SECOKR_TRY(read.decisions, workspace::read_decisions(*ports.workspace, quarter));
  SECOKR_TRY(const auto proposal, workspace::read_proposal(*ports.workspace, quarter));

  PlanUnderReview& plan = read.plan;
  plan.quarter = quarter;
  plan.org = ports.config.org;
  plan.calendar = ports.config.calendar;
  plan.limits = ports.config.limits;
  plan.top5_risks = ports.config.top5_risks;
  plan.business_as_usual = workspace::business_as_usual(read.decisions);
  if (proposal) plan.proposal = proposal->objectives;
  for (const auto& file : read.files) plan.objectives.push_back({file.path, file.document.objective()});
  SECOKR_TRY(read.base, workspace::read_published(*ports.workspace, quarter));
  if (read.base) plan.published = published_objectives(*read.base);
  SECOKR_CHECK(look_at_issues(ports, read));
  for (PlannedObjective& planned : plan.objectives) planned.objective = plan_now(read, std::move(planned.objective));
  return read;
}

std::vector<Finding> check(const ReadPlan& read, Stage stage) {
  std::vector<Finding> findings = check_plan(read.plan, stage);
  drop_consequences(read, findings);
  for (const auto& file : read.files)
    for (const auto& problem : file.document.problems())
      findings.push_back(finding_from(problem, file.path, file.document.objective()));
  sort_findings(findings);
  return findings;
}

tracker::Change decision_record(const Ports& ports, Quarter quarter, workspace::Decided what,
                                const std::string& subject, const std::string& reason,
                                std::vector<std::string> details) {
  return workspace::append_change(
      *ports.workspace, quarter,
      workspace::decision_of(
          what,
          {.on = ports.today, .subject = subject, .details = std::move(details), .reason = reason, .by = ports.user}));
}

bool is_overridden(Rule rule, const std::vector<Override>& overrides) {
  return std::ranges::find(overrides, rule, &Override::rule) != overrides.end();
}

tracker::Change override_record(const Ports& ports, Quarter quarter, std::string_view what, const std::string& subject,
                                const std::string& reason, std::vector<std::string> details) {
  return workspace::append_change(*ports.workspace, quarter,
                                  {.on = ports.today,
                                   .rule = fmt::format("override {}", what),
                                   .subject = subject,
                                   .details = std::move(details),
                                   .reason = reason,
                                   .by = ports.user});
}

std::vector<tracker::Change> override_records(const Ports& ports, Quarter quarter,
                                              const std::vector<Override>& overrides,
                                              const std::vector<Finding>& findings) {
  std::vector<tracker::Change> changes;
  for (const Override& given : overrides) {
    std::set<std::string> told;
    for (const Finding& finding : findings) {
      if (finding.rule != given.rule || finding.severity != Severity::error || !told.insert(finding.subject).second)
        continue;
      changes.push_back(override_record(ports, quarter, to_string(given.rule), finding.subject, given.reason));
    }
  }
  return changes;
}

}  // namespace secokr::app
