#pragma once
#include <string>
#include <vector>

#include "app/drift/drift.hpp"
#include "unit/app/finalize_sample.hpp"

namespace secokr::test {

/// The sample plan, finalised; it is the middle of the quarter.
struct DriftSample : Finalised {
  explicit DriftSample(PlanUnderReview plan = sample_plan()) : Finalised(std::move(plan)) {
    sample.today = day(2027, 3, 1);
  }

  void apply(const tracker::ChangeSet& set) {
    const auto result = applied(sample, tracker, set);
    if (result.failure) FAIL(result.failure->what << ": " << result.failure->reason);
  }
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

  app::DriftCommand command = [](const std::string& line) { return line; };

  const Quarter quarter = published_quarter;
};

}  // namespace secokr::test
