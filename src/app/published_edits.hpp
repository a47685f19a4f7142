#pragma once
#include <vector>

#include <secokr/finding.hpp>

#include "app/plan_review.hpp"
#include "app/ports.hpp"
#include "workspace/published.hpp"

namespace secokr::app {

/// F4: a finding for each published objective or KR whose file says something else than what was finalised. Ticks are
/// the business and make no difference.
std::vector<Finding> check_published_files(const Ports& ports, const ReadPlan& read,
                                           const workspace::Published& published);

}  // namespace secokr::app
