#pragma once

#include <secokr/error.hpp>

#include "app/core/ports.hpp"
#include "app/plan/read_plan.hpp"

namespace secokr::app {

/// Fills in what the tracker tells of a plan of which something is published.
Status look_at_issues(const Ports& ports, ReadPlan& read);

}  // namespace secokr::app
