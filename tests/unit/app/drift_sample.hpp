#pragma once
#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <string_view>

#include "app/drift/drift.hpp"
#include "app/publish/finalize.hpp"
#include "documents/issue/text.hpp"
#include "support/fake_tracker.hpp"
#include "support/sample_plan.hpp"
#include "tracker/apply/executor.hpp"
#include "unit/app/sample_workspace.hpp"

namespace secokr::test {

/// The sample plan, finalised on a fake tracker; it is the middle of the quarter.
struct DriftSample {
  explicit DriftSample(PlanUnderReview plan = sample_plan()) : sample(std::move(plan)) {
    const auto finalised = app::plan_finalize(sample.ports(tracker), {quarter, {}});
    if (!finalised) FAIL(finalised.error().what);
    apply(finalised->set);
    tracker.writes.clear();
    tracker.requests.clear();
    sample.today = date::year{2027} / 3 / 1;
  }

  void apply(const tracker::ChangeSet& set) {
    const auto applied = tracker::apply(set, &tracker, {.root = sample.root(), .seal = documents::seal_block});
    if (applied.failure) FAIL(applied.failure->what << ": " << applied.failure->reason);
  }
  tracker::Issue& issue(std::string_view title) {
    const auto found = std::ranges::find_if(
        tracker.all, [&](const auto& each) { return each.title.find(title) != std::string::npos; });
    if (found == tracker.all.end()) FAIL("no issue " << title);
    return *found;
  }
  /// `KR1 (Security Training)`: 62 to 90 %, 60 %, two milestones, two dependencies.
  tracker::Issue& key_result() { return issue("KR1 (Security Training)"); }
  tracker::Issue& objective() { return issue("Objective (Security Training)"); }

  Expected<app::Comparison> compared(const std::vector<std::string>& names = {}) {
    return app::compare_published(sample.ports(tracker), quarter, names);
  }
  DriftReport report(const std::vector<std::string>& names = {}) {
    const auto comparison = compared(names);
    if (!comparison) FAIL(comparison.error().what << ": " << comparison.error().reason);
    auto result = app::drift_report(sample.ports(tracker), *comparison, command);
    if (!result) FAIL(result.error().what);
    return *std::move(result);
  }

  static std::string replaced(std::string text, std::string_view what, std::string_view with) {
    const auto at = text.find(what);
    if (at == std::string::npos) FAIL("no \"" << what << "\" in " << text);
    return text.replace(at, what.size(), with);
  }

  app::DriftCommand command = [](const std::string& line) { return line; };

  const Quarter quarter{2028, 1};
  SampleWorkspace sample;
  FakeTracker tracker;
};

}  // namespace secokr::test
