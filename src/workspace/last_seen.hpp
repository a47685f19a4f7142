#pragma once
#include <optional>
#include <string>
#include <vector>

#include <secokr/day.hpp>
#include <secokr/error.hpp>
#include <secokr/quarter.hpp>

#include "base/clock.hpp"
#include "base/state_folder.hpp"

namespace secokr::workspace {

/// One of my active KRs, and the weeks for which it has an update.
struct SeenKeyResult {
  std::string name{};  ///< `Security Training/KR2`
  std::vector<Day> reported{};
  friend bool operator==(const SeenKeyResult&, const SeenKeyResult&) = default;
};

/// What the quarter asked of me beside updates.
struct SeenDemand {
  std::string rule{};
  std::string subject{};
  std::string what{};
  friend bool operator==(const SeenDemand&, const SeenDemand&) = default;
};

/// What `secokr status` needs of a server, kept for when it cannot be reached.
struct LastSeen {
  std::string user{};   ///< who asked
  std::string place{};  ///< which server and project
  Quarter quarter{};
  base::Instant at{};
  bool published = false;  ///< the quarter has objectives there
  std::vector<SeenKeyResult> mine{};
  std::vector<SeenDemand> demands{};
  friend bool operator==(const LastSeen&, const LastSeen&) = default;
};

/// Error: local_file.
Status write_last_seen(const base::StateFolder& state, const LastSeen& seen);
/// Nothing where there is none, and where it cannot be understood: it is a convenience, and the next look renews it.
std::optional<LastSeen> read_last_seen(const base::StateFolder& state);

}  // namespace secokr::workspace
