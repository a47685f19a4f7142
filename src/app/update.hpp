#pragma once
#include <optional>
#include <string>
#include <vector>

#include <secokr/day.hpp>
#include <secokr/error.hpp>
#include <secokr/update_result.hpp>

#include "app/ports.hpp"
#include "app/published_plan.hpp"
#include "tracker/change_set.hpp"

namespace secokr::app {

/// Whether a milestone stands at risk from now on.
struct MilestoneRisk {
  int number = 0;
  bool at_risk = true;
};

/// What a DRI says about one KR and one week. What is not set keeps what the week's posted note says.
struct UpdateRequest {
  std::string key_result{};          ///< as typed
  std::optional<Quarter> quarter{};  ///< as named beside the KR's name
  std::optional<Day> week{};         ///< any day of it; nothing = PROCESS.md 1
  std::optional<double> value{};
  std::optional<double> progress{};  ///< percent, by hand
  std::optional<Health> health{};
  std::optional<std::string> accomplished{};
  std::optional<std::string> next{};
  std::optional<std::string> risk{};
  std::vector<MilestoneRisk> milestones{};
};

/// The KR and the week that a request means, as the tracker tells them.
struct UpdateTarget {
  Quarter quarter{};
  Day week{};
  std::string name{};  ///< `Security Training/KR2`
  std::string objective_dri{};
  KeyResultState state = KeyResultState::active;
  KeyResult key_result{};
  tracker::Issue issue{};
  std::optional<WeeklyNote> posted{};  ///< the note that counts for the week
  std::vector<std::string> notices{};  ///< to be said aloud, a sentence each

  const Metric* metric() const;  ///< null for a baseline
};

/// Finds the KR on its issue and settles the week: the one named, else by PROCESS.md 1, which is said aloud where it is
/// last week. Needs a tracker. Errors: usage, for a name that is none or for a week that lies ahead or outside the
/// quarter; the tracker's.
Expected<UpdateTarget> find_update_target(const Ports& ports, const UpdateRequest& request);

/// What an update must still say before it can be posted.
struct UpdateGaps {
  bool progress = false;
  bool health = false;
  bool risk = false;  ///< health is not On Track or a milestone is at risk (PROCESS.md 6)
  bool any() const { return progress || health || risk; }
};
UpdateGaps gaps_of(const UpdateTarget& target, const UpdateRequest& request);

struct UpdatePlan {
  tracker::ChangeSet set{};            ///< one note; empty where the posted one says the same
  UpdateResult result{};               ///< as it will be once the set is applied
  std::string note{};                  ///< the exact text
  std::vector<std::string> notices{};  ///< beside the target's
};

/// Composes the week's note: my own posted one is edited, somebody else's is followed by a new one (FORMATS.md 3).
/// Errors: usage, for gaps, a progress outside 0..100, or a milestone that does not exist.
Expected<UpdatePlan> plan_update(const Ports& ports, const UpdateTarget& target, const UpdateRequest& request);

}  // namespace secokr::app
