#pragma once
#include <memory>

#include <secokr/error.hpp>

#include "cli/core/world.hpp"
#include "tracker/port/tracker.hpp"

namespace secokr::cli {

/// `make_tracker` for a project on GitLab: token, certificates, proxy, retries and log around one connection.
Expected<std::unique_ptr<tracker::Tracker>> make_gitlab(const TrackerRequest& request);

}  // namespace secokr::cli
