#pragma once
#include <vector>

#include <secokr/finding.hpp>

#include "app/plan_review.hpp"
#include "app/ports.hpp"

namespace secokr::app {

/// A warning for each line of the quarter's record that the last commit has and the file no longer does: it is only
/// ever appended to (FORMATS.md 4). The finding's rule is the line's own, so a lost "no capacity" is D5 and a lost
/// business as usual O3; F1 for an override of what is no rule. Nothing where git is not there or knows no record.
std::vector<Finding> check_record(const Ports& ports, const ReadPlan& read);

}  // namespace secokr::app
