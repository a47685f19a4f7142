#pragma once
#include <vector>

#include <secokr/finding.hpp>

#include "app/plan/read_plan.hpp"

namespace secokr::app {

/// Takes out what rules say only because lines of a file could not be read: that file's findings which the reader names
/// as consequences, what was to be compared with the proposal, and whether an area has proposed.
void drop_consequences(const ReadPlan& read, std::vector<Finding>& findings);

}  // namespace secokr::app
