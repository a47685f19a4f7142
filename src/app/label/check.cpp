#include "app/label/check.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "domain/rules/files.hpp"

namespace secokr::app {
namespace {

constexpr std::string_view local_place = "the local tracker";

/// Of a range without a quarter, those that its issues belong to.
std::set<Quarter> quarters_of(const LabelledIssues& issues, const LabelRules& rules) {
  if (rules.quarter) return {*rules.quarter};
  std::set<Quarter> quarters;
  for (const TrackedIssue& tracked : issues.ours)
    if (const auto quarter = truth_of(rules, tracked.issue).quarter) quarters.insert(*quarter);
  return quarters;
}

Expected<std::string> place_of(const Ports& ports, const tracker::LabelHome& home) {
  if (!home.project.empty()) return home.project;
  if (ports.config.tracker.is_local()) return std::string(local_place);
  SECOKR_TRY(const tracker::Project project, ports.tracker->project());
  return project.path;
}

/// L7 in each home. Labels that several quarters share are told once.
Expected<std::vector<Finding>> definition_findings(const Ports& ports, const LabelCheckRequest& request,
                                                   const LabelRules& rules, const LabelledIssues& issues) {
  std::vector<Finding> findings;
  for (const tracker::LabelHome& home : label_homes(issues, request.range)) {
    SECOKR_TRY(const auto labels, ports.tracker->labels(home));
    SECOKR_TRY(const std::string place, place_of(ports, home));
    std::vector<std::string> defined;
    std::ranges::transform(labels, std::back_inserter(defined), &tracker::Label::name);
    std::set<std::string> told;
    for (const Quarter quarter : quarters_of(issues, rules))
      for (Finding& finding :
           check_definitions(rules.scheme, quarter, defined, place, request.setup ? request.setup(quarter, home) : ""))
        if (told.insert(finding.message).second) findings.push_back(std::move(finding));
  }
  return findings;
}

Expected<std::string> place_of(const Ports& ports, const LabelRange& range) {
  if (range.exported) return std::string{};
  if (!range.group.empty()) return range.group;
  std::set<std::string> projects;
  for (const tracker::IssueRef& ref : range.issues) projects.insert(ref.project);
  if (projects.size() > 1) return std::string{};
  return place_of(ports, tracker::LabelHome{.project = projects.empty() ? "" : *projects.begin()});
}

}  // namespace

Expected<LabelCheck> check_labels(const Ports& ports, const LabelCheckRequest& request) {
  LabelRules rules = label_rules(ports, request.range);
  rules.repair = request.repair;
  SECOKR_TRY(const LabelledIssues issues, read_labelled_issues(ports, request.range, rules));
  LabelCheck check{
      .read = issues.read, .ours = issues.ours.size(), .others = issues.others, .unclear = issues.unclear.size()};
  SECOKR_TRY(check.place, place_of(ports, request.range));
  SECOKR_TRY(check.findings, definition_findings(ports, request, rules, issues));

  for (const GoneIssue& gone : issues.gone) check.findings.push_back(gone_issue(gone.subject, gone.quarter, gone.url));
  std::vector<const TrackedIssue*> looked_at;
  for (const TrackedIssue& tracked : issues.ours) looked_at.push_back(&tracked);
  for (const TrackedIssue& tracked : issues.unclear) looked_at.push_back(&tracked);
  std::ranges::sort(looked_at, {}, [](const TrackedIssue* tracked) { return tracked->ref; });
  for (const TrackedIssue* tracked : looked_at)
    std::ranges::move(secokr::check_labels(rules, tracked->issue), std::back_inserter(check.findings));
  return check;
}

}  // namespace secokr::app
