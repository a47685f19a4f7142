#pragma once
#include <vector>

#include <secokr/capacity_report.hpp>
#include <secokr/error.hpp>

#include "app/ports.hpp"

namespace secokr::app {

/// The declines on the records of the quarters. Needs a workspace. Error: local_file.
Expected<CapacityReport> read_capacity(const Ports& ports, const std::vector<Quarter>& quarters);

}  // namespace secokr::app
