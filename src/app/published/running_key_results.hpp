#pragma once
#include <optional>
#include <vector>

#include <secokr/error.hpp>
#include "domain/views/dashboard.hpp"

#include "app/core/ports.hpp"
#include "app/published/plan.hpp"

namespace secokr::app {

/// A published key result of the quarter that runs, with how it stands today.
struct RunningKeyResult {
  PublishedObjective objective{};
  KeyResult plan{};
  DashboardKeyResult row{};
  std::optional<double> expected{};  ///< percent, of its objective
  double objective_progress = 0;     ///< percent, rolled up
  std::optional<double> forecast{};  ///< percent on the last day (domain/forecast.hpp)
  bool confidential = false;         ///< its own issue or its objective's
};

struct RunningQuarter {
  Quarter quarter{};
  PublishedPlan plan{};
  std::vector<RunningKeyResult> key_results{};  ///< p0 first, then p1 and p2; dropped ones are left out

  const RunningKeyResult* find(const PublishedKeyResult& key_result) const;
};

/// The quarter before the planned one, as its issues and weekly notes tell it. Needs a tracker.
Expected<RunningQuarter> read_running_quarter(const Ports& ports, Quarter planned);

}  // namespace secokr::app
