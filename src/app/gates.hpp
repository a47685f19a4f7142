#pragma once
#include <vector>

#include <secokr/finding.hpp>

#include "app/plan_review.hpp"
#include "app/ports.hpp"
#include "tracker/change_set.hpp"

namespace secokr::app {

/// What stands between a plan and its publication.
struct GateReport {
  std::vector<tracker::Gate> gates{};
  std::vector<Finding> findings{};   ///< of the included objectives and of the plan as a whole, overrides applied
  std::vector<Finding> set_aside{};  ///< the errors among them that an override sets aside
  bool passed() const;
};

/// The gates of `finalize` (P5, P6 and every rule due at the final step), each with what it looked at; a gate that
/// looked at nothing fails. A rerun (`published_before`) is not bound by P6. Findings of objectives that are not
/// included do not count.
GateReport finalize_gates(const Ports& ports, const ReadPlan& read, const std::vector<Override>& overrides,
                          bool published_before);

}  // namespace secokr::app
