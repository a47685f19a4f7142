#pragma once
#include <string>
#include <vector>

#include "app/dependencies.hpp"
#include "app/ports.hpp"

namespace secokr::app {

/// What a decline demands (D2, D3): a sentence each, with what to write, the weights of what would be left (K4) and how
/// much of the objective is at risk (D4). `row` is the declined dependency as it will be.
std::vector<std::string> demands_of(const Ports& ports, const DependencyPlan& plan, const DependingKeyResult& depending,
                                    const DependencyRow& row);

}  // namespace secokr::app
