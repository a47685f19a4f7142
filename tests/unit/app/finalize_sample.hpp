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
#include "support/texts.hpp"
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
  edit_file(sample.root() / path, from, to);
}

/// The sample plan, finalised; the tracker has forgotten how.
struct Finalised : World {
  explicit Finalised(PlanUnderReview plan = sample_plan()) : World(std::move(plan)) {
    publish(sample, tracker);
    tracker.writes.clear();
    tracker.requests.clear();
  }

  workspace::Published base() const {
    const auto read = workspace::read_published(sample.workspace(), published_quarter);
    REQUIRE((read && *read));
    return **read;
  }
  workspace::PublishedIssue entry(const std::string& id) const { return base().issues.at(id); }
  /// `KR1 (Security Training)`: 62 to 90 %, 60 %, two milestones, two dependencies.
  tracker::Issue& key_result() { return tracker.issue_titled("KR1 (Security Training)"); }
  tracker::Issue& objective() { return tracker.issue_titled("Objective (Security Training)"); }
};

}  // namespace secokr::test
