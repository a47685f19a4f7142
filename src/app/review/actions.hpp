#pragma once
#include <string>

#include <secokr/finding.hpp>

#include "domain/rules/rules.hpp"

namespace secokr::app {

/// The username of who has to act on a finding: the CISO where too many are included, an area's leader where nothing
/// came from them, the manager who is asked for an answer; else the DRI of the key result, else of the objective. Empty
/// where nobody can be named.
std::string who_acts(const PlanUnderReview& plan, const Finding& finding);

}  // namespace secokr::app
