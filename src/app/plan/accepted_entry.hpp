#pragma once
#include <string>

#include <secokr/objective.hpp>

#include "app/core/ports.hpp"
#include "documents/objective/plan_facts.hpp"
#include "workspace/published.hpp"

namespace secokr::app {

/// The entry of `published.json` for an objective, or for its key result with the id, as the objective's file has it
/// now; number and address of the issue stay as in `before`. `base` tells the issues of the objective's key results.
workspace::PublishedIssue accepted_entry(const Ports& ports, Quarter quarter, const Objective& objective,
                                         const workspace::PublishedIssue& before, const std::string& id,
                                         const workspace::Published& base);

/// A change on one line of the record: `metric: 90 to 85 %`, `weight: 60 % to 50 %`, `outcome rewritten`.
std::string recorded_change(const documents::FactChange& change);

}  // namespace secokr::app
