#pragma once
#include <catch2/catch.hpp>

#include "app/core/ports.hpp"
#include "app/plan/publications.hpp"
#include "app/plan/wanted_issues.hpp"
#include "domain/rules/rules.hpp"
#include "support/fake_tracker.hpp"
#include "support/sample_plan.hpp"
#include "tracker/apply/executor.hpp"
#include "tracker/change/change_set.hpp"

namespace secokr::test {

/// Publishes every objective of the plan with its KRs, as `finalize` does. Issues in order: a KR before its objective.
inline void publish(tracker::Tracker& tracker, const PlanUnderReview& plan) {
  const LabelScheme scheme;
  for (const LabelDefinition& label : definitions(scheme, plan.quarter))
    REQUIRE(tracker.ensure_label({label.name, label.color, label.description}).has_value());
  for (const PlannedObjective& planned : plan.objectives) {
    tracker::ChangeSet set{.quarter = to_string(plan.quarter)};
    for (const KeyResult& key_result : planned.objective.key_results)
      set.changes.push_back(app::create_change(
          app::wanted_key_result(planned.objective, key_result, plan.quarter, scheme, plan.calendar)));
    set.changes.push_back(app::create_change(app::wanted_objective(
        planned.objective, app::key_result_lines(planned.objective, {}), plan.quarter, scheme, plan.calendar)));
    const auto applied = tracker::apply(std::move(set), &tracker, {});
    if (applied.failure) FAIL(applied.failure->what);
  }
}

/// The sample plan on a fake tracker, and the ports of one person on one day.
struct PublishedSample {
  explicit PublishedSample(PlanUnderReview plan = sample_plan()) {
    config.org = plan.org;
    publish(tracker, plan);
    tracker.requests.clear();
    tracker.writes.clear();
  }
  /// By the id of its objective or key result.
  tracker::Issue& issue_of(const std::string& id) { return tracker.issue_saying(" id=" + id + " "); }
  app::Ports ports(std::string user, Day today) {
    return {.config = config, .tracker = &tracker, .user = std::move(user), .today = today};
  }

  config::Config config{};
  FakeTracker tracker{"training-manager"};
};

}  // namespace secokr::test
