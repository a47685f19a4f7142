#pragma once
#include <functional>
#include <istream>
#include <memory>
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "cli/core/world.hpp"
#include "tracker/port/tracker.hpp"

namespace secokr::cli {

/// Opens the tracker that the configuration names: the only place that knows the trackers. Nothing is asked of a server
/// yet. Error: configuration, for a project that nobody names and a `ca_file` that cannot be read; those of
/// `config::find_credential`.
Expected<std::unique_ptr<tracker::Tracker>> make_tracker(const TrackerRequest& request);

/// The issues of a file that GitLab's REST API was saved into, each once, one in memory at a time; `name` is the
/// file's, for errors. No tracker is needed. Error local_file, with the place: no JSON, or something else than issues.
Status read_issue_export(std::istream& in, const std::string& name, const tracker::Sink<tracker::Issue>& sink);

/// Sleeps. An interrupt ends the process, and with it the sleep.
base::Waiter& process_waiter();
/// Numbers from 0 to 1 that nobody can foretell.
std::function<double()> process_random();

/// The whole program in the real world: streams, environment, clock, terminal; SIGPIPE ignored, SIGINT gives 130. Gives
/// the exit code.
int run_process(const std::vector<std::string>& args);

}  // namespace secokr::cli
