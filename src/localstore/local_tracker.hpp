#pragma once
#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "tracker/port/tracker.hpp"

namespace secokr::localstore {

struct LocalTrackerOptions {
  std::filesystem::path
      database{};      ///< `.secokr/tracker.sqlite`; made with its folder when it does not exist and `create` holds
  std::string user{};  ///< who I am
  const base::Clock* clock = nullptr;
  bool create = true;
  bool create_on_write = false;  ///< with `create`: only the first write makes it; until then reads find nothing, and
                                 ///< nothing is written to the disk
  std::chrono::milliseconds busy_timeout{5000};  ///< how long to wait for another secokr's write
  int max_pages =
      0;  ///< the database grows to so many pages of 4096 bytes; 0 = as far as the disk does. Tests fill a disk with it
};

/// The path and origin of the local tracker's one project.
inline constexpr std::string_view local_project = "local";

/// A tracker in one SQLite file: `application_id`, `user_version` migrations, busy time-out, `BEGIN IMMEDIATE`, a
/// unique index on the marker. Reading needs no user; writing without one is an authentication error. Errors:
/// local_file for a corrupt, foreign, newer, locked or full database, with what to do next.
Expected<std::unique_ptr<tracker::Tracker>> open_local_tracker(LocalTrackerOptions options);

}  // namespace secokr::localstore
