#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/label/labelled_issues.hpp"
#include "domain/views/plan_report.hpp"
#include "tracker/change/change_set.hpp"

namespace secokr::app {

struct LabelApplyRequest {
  LabelRange range{};
  std::optional<Priority> fallback{};           ///< as LabelRules::fallback
  std::optional<std::string> brake_override{};  ///< the reason of `--override brake`
};

struct LabelApplyPlan {
  tracker::ChangeSet set{};  ///< an edit for each issue that changes; the override's record
  PlanReport report{};       ///< the gate `brake`
  std::size_t read = 0;      ///< as LabelledIssues::read
  std::size_t checked = 0;   ///< ours, others and unclear ones
  std::size_t ours = 0;
  std::size_t changing = 0;
  std::vector<Finding> remaining{};  ///< what a person must decide: findings that the set does not mend
  bool passed = true;                ///< the brake, or it was overridden
};

/// The changes that make the labels of a range right; never touches labels outside the scheme, nor issues that are not
/// ours. Of a quarter or a group at most 30 % of ours may change without `--override brake`; issues named one by one
/// need none.
Expected<LabelApplyPlan> plan_label_apply(const Ports& ports, const LabelApplyRequest& request);

}  // namespace secokr::app
