#pragma once
#include <vector>

#include <secokr/capacity_report.hpp>
#include <secokr/error.hpp>

#include "app/ports.hpp"

namespace secokr::app {

/// Every decline of the quarters (D5): from their records, and from the answers in files, in what was proposed and
/// finalised and, where there is a tracker, on the issues that were finalised. Needs a workspace. Errors: local_file,
/// also for a file that cannot be understood; the tracker's.
Expected<CapacityReport> read_capacity(const Ports& ports, const std::vector<Quarter>& quarters);

}  // namespace secokr::app
