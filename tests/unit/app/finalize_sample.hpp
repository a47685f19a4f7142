#pragma once
#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "app/publish/finalize.hpp"
#include "documents/issue/text.hpp"
#include "documents/objective/document.hpp"
#include "support/fake_tracker.hpp"
#include "support/sample_plan.hpp"
#include "tracker/apply/executor.hpp"
#include "unit/app/sample_workspace.hpp"
#include "workspace/published.hpp"

namespace secokr::test {

inline const Quarter published_quarter{2028, 1};

inline app::FinalizePlan planned(const SampleWorkspace& sample, FakeTracker& tracker,
                                 app::FinalizeRequest request = {}) {
  request.quarter = published_quarter;
  auto plan = app::plan_finalize(sample.ports(tracker), request);
  if (!plan) FAIL(plan.error().what << ": " << plan.error().reason);
  return *std::move(plan);
}

inline tracker::Applied applied(const SampleWorkspace& sample, FakeTracker& tracker, tracker::ChangeSet set,
                                bool exact = false) {
  return tracker::apply(std::move(set), &tracker,
                        {.root = sample.root(), .seal = documents::seal_block, .exact = exact});
}

/// Plans and applies; gives the plan.
inline app::FinalizePlan publish(const SampleWorkspace& sample, FakeTracker& tracker,
                                 const app::FinalizeRequest& request = {}) {
  auto plan = planned(sample, tracker, request);
  for (const Finding& finding : plan.findings)
    if (finding.severity == Severity::error) UNSCOPED_INFO(to_string(finding.rule) << " " << finding.message);
  REQUIRE(plan.gates_passed);
  const auto result = applied(sample, tracker, plan.set);
  if (result.failure) FAIL(result.failure->what << ": " << result.failure->reason);
  return plan;
}

inline tracker::Issue& issue_titled(FakeTracker& tracker, std::string_view part) {
  const auto found =
      std::ranges::find_if(tracker.all, [&](const auto& issue) { return issue.title.find(part) != std::string::npos; });
  if (found == tracker.all.end()) FAIL("no issue titled " << part);
  return *found;
}

/// What a reader of the tracker sees, without times.
inline std::string seen(const FakeTracker& tracker) {
  std::string text;
  for (const auto& issue : tracker.all) {
    text += issue.title + "\n" + issue.description + "\n";
    for (const auto& label : issue.labels) text += label + ";";
    for (const auto& assignee : issue.assignees) text += "@" + assignee;
    text += issue.due ? to_string(*issue.due) : "-";
    text += issue.state == tracker::IssueState::closed ? " closed" : "";
    text += issue.confidential ? " confidential\n" : "\n";
  }
  for (const auto& link : tracker.links)
    text += std::to_string(link.from.iid) + "-" + std::to_string(link.to.iid) + "\n";
  for (const auto& label : tracker.defined) text += label.name + "\n";
  return text;
}

/// Replaces a text that stands once in one of the sample's files.
inline void edit_file(const SampleWorkspace& sample, const std::string& path, std::string_view from,
                      std::string_view to) {
  std::string text = read(sample.root() / path);
  const auto at = text.find(from);
  if (at == std::string::npos) FAIL(path << " does not say " << from << ":\n" << text);
  text.replace(at, from.size(), to);
  write(sample.root() / path, text);
}

}  // namespace secokr::test
