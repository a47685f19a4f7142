#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/draft/plan_edit.hpp"

namespace secokr::app {

struct DropRequest {
  std::string key_result{};  ///< as typed
  std::string reason{};
  bool reweigh = false;  ///< writes the proposed weights
};

struct DropPlan : DraftChange {
  /// New weights for the key results that are left, where those that stand no longer fit (K4): number and percent.
  std::vector<std::pair<int, int>> weights{};
  bool takes_objective = false;         ///< it was the last one, so its objective is excluded
  bool leaves_nothing = false;          ///< it was the last one of a published objective
  std::optional<std::string> figure{};  ///< what D4 says of the objective, a sentence
};

/// Drops a key result with its reason on the record (D3). The last one takes its objective with it: that is excluded,
/// and what the proposal froze of it is let go; a published objective stays. Errors: local_file; usage for an unknown
/// name or an empty reason; findings for somebody else than those who answer for it.
Expected<DropPlan> plan_drop(const Ports& ports, Quarter quarter, const DropRequest& request);

}  // namespace secokr::app
