#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/dependency/dependencies.hpp"

namespace secokr::app {

/// D4 with its figure, as a sentence; nothing where the proposal froze nothing, or nothing is at risk.
std::optional<std::string> share_at_risk(const PlanUnderReview& plan, const Objective& objective);

/// What a decline demands (D2, D3): a sentence each, with what to write, the weights of what would be left (K4) and how
/// much of the objective is at risk (D4). `row` is the declined dependency as it will be.
std::vector<std::string> demands_of(const DependencyPlan& plan, const DependingKeyResult& depending,
                                    const DependencyRow& row);

}  // namespace secokr::app
