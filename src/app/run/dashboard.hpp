#pragma once
#include <secokr/error.hpp>
#include "domain/views/dashboard.hpp"

#include "app/core/ports.hpp"
#include "domain/people/audience.hpp"

namespace secokr::app {

struct DashboardRequest {
  Quarter quarter{};
  Audience audience = Audience::division;
  bool as_of_given = false;
};

/// The quarter as its issues and weekly notes tell it, rolled up (PROCESS.md 7, FORMATS.md 8); p0 first, then p1 and
/// p2, within each in the order in which they were published. A quarter of which nothing is published has no
/// objectives. Needs a tracker.
Expected<Dashboard> read_dashboard(const Ports& ports, const DashboardRequest& request);

}  // namespace secokr::app
