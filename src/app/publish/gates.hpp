#pragma once
#include <vector>

#include <secokr/finding.hpp>

#include "app/core/ports.hpp"
#include "app/plan/leave_out.hpp"
#include "app/plan/overrides_in_force.hpp"
#include "app/plan/read_plan.hpp"
#include "domain/people/confidential_names.hpp"
#include "domain/views/plan_report.hpp"
#include "tracker/change/change_set.hpp"
#include "workspace/published.hpp"

namespace secokr::app {

/// What stands between a plan and its publication.
struct GateReport {
  std::vector<Gate> gates{};
  std::vector<Finding> findings{};   ///< of what is to be published and of the plan as a whole, overrides applied
  std::vector<Finding> set_aside{};  ///< the errors among them that an override sets aside
  LeftOutPart left_out{};            ///< empty unless asked for
  ConfidentialNames confidential{};
  bool passed() const;
};

struct GateRequest {
  const OverridesInForce& overrides;
  const workspace::Published* base = nullptr;  ///< what is published already; then P6 is not looked at
  bool leave_out_open = false;
  bool amend =
      false;  ///< what was published is published anew, and so judged as its issues say; a rerun only adds to it
};

/// The gates of `finalize` (P5, P6 and every rule due at the final step), each with what it looked at; a gate that
/// looked at nothing fails. Findings of objectives that are not included, and of what is left out, do not count.
GateReport finalize_gates(const Ports& ports, const ReadPlan& read, const GateRequest& request);

/// The gates of this moment for a plan that was saved at another: who and when are judged anew, and an override of P5
/// or P6 that the plan puts on the record counts only for whom and for the day that it is recorded with. Error:
/// local_file; refused for a plan of no quarter.
Expected<GateReport> gates_of_saved_plan(const Ports& ports, const tracker::ChangeSet& set, const PlanReport& saved);

}  // namespace secokr::app
