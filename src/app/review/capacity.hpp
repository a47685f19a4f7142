#pragma once
#include <vector>

#include <secokr/error.hpp>
#include "domain/views/capacity_report.hpp"

#include "app/core/ports.hpp"
#include "domain/people/audience.hpp"

namespace secokr::app {

/// Every decline of the quarters (D5): from their records, and from the answers in files, in what was proposed and
/// finalised and, where there is a tracker, on the issues that were finalised. Needs a workspace. Errors: local_file,
/// also for a file that cannot be understood; the tracker's. What is confidential is counted and not named to an
/// audience beyond the division.
Expected<CapacityReport> read_capacity(const Ports& ports, const std::vector<Quarter>& quarters,
                                       Audience audience = Audience::division);

}  // namespace secokr::app
