#pragma once
#include <string>
#include <vector>

#include <secokr/day.hpp>
#include <secokr/rule.hpp>

#include "base/environment.hpp"
#include "base/random_id.hpp"
#include "config/config.hpp"
#include "tracker/tracker.hpp"
#include "workspace/workspace.hpp"

namespace secokr::app {

/// A rule that somebody sets aside on the record: `--override D4 --reason "…"`.
struct Override {
  Rule rule = Rule::F1;
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
};

}  // namespace secokr::app
