#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "base/clock.hpp"
#include "tracker/tracker.hpp"

namespace secokr::localstore {

struct LocalTrackerOptions {
  std::filesystem::path database{};  ///< `.secokr/tracker.sqlite`; made with its folder when it does not exist and `create` holds
  std::string user{};                ///< who I am
  const base::Clock* clock = nullptr;
  bool create = true;
};

/// A tracker in one SQLite file: `application_id`, `user_version` migrations, busy time-out, `BEGIN IMMEDIATE`, a unique index on the marker.
/// Errors: local_file for a corrupt, foreign, newer, locked or full database, with what to do next.
Expected<std::unique_ptr<tracker::Tracker>> open_local_tracker(LocalTrackerOptions options);

}  // namespace secokr::localstore
