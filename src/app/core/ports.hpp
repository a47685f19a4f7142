#pragma once
#include <functional>
#include <string>
#include <vector>

#include <secokr/day.hpp>
#include <secokr/error.hpp>
#include <secokr/rule.hpp>

#include "base/clock.hpp"
#include "base/environment.hpp"
#include "base/random_id.hpp"
#include "config/config.hpp"
#include "tracker/port/tracker.hpp"
#include "workspace/workspace.hpp"

namespace secokr::app {

/// A rule that somebody sets aside on the record: `--override D4 --reason "…"`.
struct Override {
  Rule rule{};
  std::string reason{};
};

/// What a use case may reach. Pointers may be null where a use case says that it can do without.
struct Ports {
  const config::Config& config;
  const workspace::Workspace* workspace = nullptr;
  tracker::Tracker* tracker = nullptr;
  std::string user{};  ///< who acts, a username
  Day today{};
  base::IdSource ids{};
  const base::Environment* environment = nullptr;  ///< for git; without it git is not looked at
  /// Opens the tracker for a look at what is published, where a use case can do without: where it cannot be had, files
  /// stand in. Not asked where `tracker` is there. May be empty.
  std::function<Expected<tracker::Tracker*>()> issues{};
  std::function<void(const std::string&)>
      tell{};  ///< says a sentence aloud, such as what could not be seen; may be empty

  /// The day of an instant in the configured time zone, in which every day is counted.
  Day day_of(base::Instant instant) const {
    return base::local_day(instant, config.timezone).value_or(std::chrono::floor<days>(instant));
  }
};

}  // namespace secokr::app
