#pragma once
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "app/core/ports.hpp"
#include "tracker/change/change_set.hpp"

namespace secokr::app {

struct DecisionPlan {
  tracker::ChangeSet set{};            ///< empty: everything stands as wanted
  std::vector<std::string> named{};    ///< the references of those that were named, in that order
  std::vector<std::string> changed{};  ///< the references of those whose status changes
  std::vector<std::string> kept{};     ///< of those that were frozen before and stay as they were then
  std::size_t included = 0;            ///< in the quarter, afterwards
};

// P5: only the CISO or the delegate decides; overridable on the record. Nothing is written unless all of the named
// objectives can be decided on; every problem is told at once. Errors: local_file, findings, usage for an unknown name.

/// Proposed or excluded becomes included, at most as many as the division takes (O1), and each is frozen in
/// `proposal.json` as it is then (D4). One that is included already stays frozen as it was: to include it again does
/// not move what D4 compares with; only an exclusion, which goes on the record, lets that go.
Expected<DecisionPlan> plan_include(const Ports& ports, Quarter quarter, const std::vector<std::string>& names,
                                    const std::vector<Override>& overrides);
/// Proposed or included becomes excluded, with the reason on the record; what was frozen is let go.
Expected<DecisionPlan> plan_exclude(const Ports& ports, Quarter quarter, const std::vector<std::string>& names,
                                    const std::string& reason, const std::vector<Override>& overrides);

}  // namespace secokr::app
