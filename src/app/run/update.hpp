#pragma once
#include <optional>
#include <string>
#include <vector>

#include <secokr/day.hpp>
#include <secokr/error.hpp>
#include "domain/views/update_result.hpp"

#include "app/core/ports.hpp"
#include "app/run/update_target.hpp"
#include "documents/note/update_file.hpp"
#include "tracker/change/change_set.hpp"

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
  std::string unit{};                ///< typed with the value; must be the metric's
  std::optional<double> progress{};  ///< percent, by hand
  bool progress_auto = false;        ///< back to what the value gives
  std::optional<Health> health{};
  std::optional<std::string> accomplished{};
  std::optional<std::string> next{};
  std::optional<std::string> risk{};
  std::vector<MilestoneSaid> milestones{};
  std::optional<KeyResultState> state{};  ///< from now on; not `dropped`, which is the CISO's to amend
  std::string critical_project{};         ///< URL of the one that pauses it
  std::optional<std::string> more{};      ///< what stands between the fields and the sections
  /// The texts are all that shall stand there: who wrote them saw the posted note. Else, in a note that a person wrote
  /// in, they are added to what stands there.
  bool saw_note = false;

  /// State and ticks alone go into the description and need no note.
  bool says_note() const;
};

/// Error usage, for a progress outside 0..100, a unit that is not the metric's, or a milestone that does not exist.
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

/// The target's posted note says already what is asked for.
bool says_the_same(const Ports& ports, const UpdateTarget& target, const UpdateRequest& request);
/// The same for a note that was composed before, such as one that waits; none where `update` is null. Of the request
/// only ticks and state are looked at.
Expected<UpdatePlan> plan_composed(const Ports& ports, const UpdateTarget& target, const WeeklyUpdate* update,
                                   const UpdateRequest& request);

/// What a filed update (a file's part, an editor's) says of its target. A progress that is the one which the value
/// gives is not by hand. Milestones that it leaves out are at risk no more; a section, a risk or other text that it
/// leaves out stays as posted. Of an editor's, `shown` is what was said before: what is not in its text was taken
/// away, a progress that was left as it was shown is not by hand, and ticks and the state stay said.
UpdateRequest request_from(const UpdateTarget& target, const documents::FiledUpdate& filed,
                           const UpdateRequest* shown = nullptr);
/// What last week's update planned, without what was marked as no longer applying (`- [~] …`); empty where there is
/// none.
std::string planned_before(const UpdateTarget& target);
/// The filed update to begin with: what is posted for the week, else what would be proposed: the metric's unit, last
/// week's "next" as what was accomplished, an objective's roll-up.
documents::FiledUpdate filed_from(const UpdateTarget& target, const UpdateRequest& said);

}  // namespace secokr::app
