#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <string>

#include <secokr/error.hpp>

#include "base/clock.hpp"
#include "base/environment.hpp"
#include "base/random_id.hpp"
#include "base/state_folder.hpp"
#include "base/waiter.hpp"
#include "cli/ask/terminal.hpp"
#include "tracker/port/tracker.hpp"

namespace secokr::config {
struct Config;
struct Credential;
}  // namespace secokr::config

namespace secokr::cli {

/// What a tracker is made from.
struct TrackerRequest {
  const config::Config* config = nullptr;
  std::optional<base::StateFolder> state{};  ///< the workspace's; none without a workspace, which the local tracker
                                             ///< does not come without
  std::string user{};                        ///< who I am on the local tracker
  const base::Clock* clock = nullptr;        ///< what the local tracker stamps; for a server always the real one
  bool needs_project = true;                 ///< false for what is asked of a server alone: who am I, what can it do
  const config::Credential* credential = nullptr;    ///< the token to use; looked for where it is null
  const base::Environment* environment = nullptr;    ///< where tokens are looked for
  base::Waiter* waiter = nullptr;                    ///< how to wait; it says so to people
  std::function<double()> random{};                  ///< numbers from 0 to 1, to spread retries
  std::function<void(std::string_view line)> say{};  ///< tells people; empty = nobody
  std::function<void(std::string_view line)> log{};  ///< each request, with `--verbose`; empty = no log
};
using TrackerFactory = std::function<Expected<std::unique_ptr<tracker::Tracker>>(const TrackerRequest&)>;

/// All that a run may reach of the world outside; `wiring` makes the real one, tests make theirs.
struct World {
  std::ostream& out;
  std::ostream& err;
  Terminal& terminal;
  base::Environment environment{};
  const base::Clock* clock = nullptr;
  std::filesystem::path cwd{};
  base::IdSource ids{};
  std::string login_name{};          ///< the system's name for the user; empty when it knows none
  TrackerFactory make_tracker{};     ///< `wiring`'s where empty
  base::Waiter* waiter = nullptr;    ///< who sleeps; `wiring`'s where empty
  std::function<double()> random{};  ///< numbers from 0 to 1; `wiring`'s where empty
};

}  // namespace secokr::cli
