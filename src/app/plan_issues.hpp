#pragma once
#include <map>
#include <string>

#include <secokr/error.hpp>
#include <secokr/objective.hpp>

#include "app/plan_review.hpp"
#include "app/ports.hpp"
#include "workspace/published.hpp"

namespace secokr::app {

/// What was finalised, as objectives by their ids: without what an entry does not hold.
std::map<std::string, Objective> published_objectives(const workspace::Published& base);

/// Fills in what the tracker tells of a plan of which something is published.
Status look_at_issues(const Ports& ports, ReadPlan& read);

}  // namespace secokr::app
