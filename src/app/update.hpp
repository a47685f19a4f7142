#pragma once
#include <optional>
#include <string>
#include <vector>

#include <secokr/day.hpp>
#include <secokr/error.hpp>
#include <secokr/update_result.hpp>

#include "app/ports.hpp"
#include "app/update_target.hpp"
#include "documents/update_file.hpp"
#include "tracker/change_set.hpp"

namespace secokr::app {

/// What is said of a milestone: at risk or not from now on is the note's, done is ticked in the description.
enum class MilestoneWord { on_track, at_risk, done };
struct MilestoneSaid {
  int number = 0;
  MilestoneWord word = MilestoneWord::at_risk;
};

/// What a DRI says about one KR or objective and one week. What is not set keeps what the week's posted note says; of
/// an objective without one, what its KRs' notes say.
struct UpdateRequest {
  std::optional<double> value{};
  std::optional<double> progress{};  ///< percent, by hand
  std::optional<Health> health{};
  std::optional<std::string> accomplished{};
  std::optional<std::string> next{};
  std::optional<std::string> risk{};
  std::vector<MilestoneSaid> milestones{};
  std::optional<KeyResultState> state{};  ///< from now on; not `dropped`, which is the CISO's to amend
  std::string critical_project{};         ///< URL of the one that pauses it

  /// State and ticks alone go into the description and need no note.
  bool says_note() const;
};

/// Error usage, for a progress outside 0..100 or a milestone that does not exist.
Status check_request(const UpdateTarget& target, const UpdateRequest& request);

/// What an update must still say before it can be posted.
struct UpdateGaps {
  bool progress = false;
  bool health = false;
  bool risk = false;  ///< health is not On Track or a milestone is at risk (PROCESS.md 6)
  bool any() const { return progress || health || risk; }
};
UpdateGaps gaps_of(const UpdateTarget& target, const UpdateRequest& request);

struct UpdatePlan {
  tracker::ChangeSet set{};            ///< the description, then the note; empty where both say the same already
  UpdateResult result{};               ///< as it will be once the set is applied
  std::string note{};                  ///< the exact text; empty where none is written
  std::vector<std::string> notices{};  ///< beside the target's
};

/// Composes the week's note: my own posted one is edited, somebody else's is followed by a new one (FORMATS.md 3).
/// Ticks and the state change their own bytes of the description. Errors: usage, for gaps, a progress outside 0..100, a
/// milestone that does not exist, a pause without its critical project.
Expected<UpdatePlan> plan_update(const Ports& ports, const UpdateTarget& target, const UpdateRequest& request);

/// What a filed update (a file's part, an editor's) says of its target. A progress that is the one which the value
/// gives is not by hand. Milestones that it leaves out are at risk no more.
UpdateRequest request_from(const UpdateTarget& target, const documents::FiledUpdate& filed);
/// The filed update to begin with: what is posted for the week, else what would be proposed: the metric's unit, last
/// week's "next" as what was accomplished, an objective's roll-up.
documents::FiledUpdate filed_from(const UpdateTarget& target, const UpdateRequest& said);

}  // namespace secokr::app
