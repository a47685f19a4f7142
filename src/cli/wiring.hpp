#pragma once
#include <memory>
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "cli/world.hpp"
#include "tracker/tracker.hpp"

namespace secokr::cli {

/// Opens the tracker that the configuration names: the only place that knows the trackers. Error: configuration, for a
/// tracker that this version does not speak to.
Expected<std::unique_ptr<tracker::Tracker>> make_tracker(const TrackerWish& wish);

/// The whole program in the real world: streams, environment, clock, terminal; SIGPIPE ignored, SIGINT gives 130. Gives
/// the exit code.
int run_process(const std::vector<std::string>& args);

}  // namespace secokr::cli
