#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include <secokr/finding.hpp>
#include <secokr/objective.hpp>
#include "domain/views/announcement.hpp"
#include "domain/views/plan_report.hpp"

#include "app/plan/overrides_in_force.hpp"
#include "app/plan/read_plan.hpp"
#include "workspace/published.hpp"

namespace secokr::app {

/// What `finalize --leave-out-open` leaves out for now.
struct LeftOutPart {
  std::vector<LeftOut> told{};                                 ///< each with its rule and what is open
  std::map<std::string, std::set<std::string>> key_results{};  ///< by file: `Security Training/KR1`
  std::set<std::string> objectives{};                          ///< files of which nothing is published

  bool holds(const std::string& path, const std::string& key_result) const;
  /// True for what a rule says of a left-out part alone; O1 and O3 speak of the whole plan.
  bool concerns(const Finding& finding) const;
};

/// Of the included objectives: each key result that an error of D1–D3 stands against (as `findings` at the final stage
/// say, unless it is overridden), and each objective that then has none left. What is published already stays.
LeftOutPart leave_out_open(const ReadPlan& read, const std::vector<Finding>& findings,
                           const OverridesInForce& overrides, const workspace::Published* base);

/// Takes what is left out out of an announcement.
void leave_out(Announcement& announcement, const std::vector<LeftOut>& left_out);

}  // namespace secokr::app
