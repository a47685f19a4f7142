#pragma once
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <secokr/day.hpp>
#include <secokr/error.hpp>

#include "app/core/ports.hpp"
#include "app/published/hand_changes.hpp"
#include "app/published/name.hpp"
#include "app/published/plan.hpp"
#include "app/published/weekly_notes.hpp"
#include "domain/objective/okr_kind.hpp"

namespace secokr::app {

/// The KR or objective and the week that an update is about, as the tracker tells them.
struct UpdateTarget {
  Quarter quarter{};
  Day week{};          ///< its Monday
  std::string kind{};  ///< "kr" or "objective", as markers write it
  std::string id{};
  std::string name{};  ///< `Security Training/KR2`, `Security Training`
  std::string title{};
  std::string objective_dri{};
  KeyResultState state = KeyResultState::active;  ///< of an objective always active
  KeyResult key_result{};                         ///< empty for an objective
  tracker::Issue issue{};
  std::optional<WeeklyNote> posted{};            ///< the note that counts for the week
  std::optional<WeeklyUpdate> previous{};        ///< of the last week before it that has one
  std::vector<WeeklyUpdate> earlier{};           ///< of all weeks before it
  std::optional<WeeklyUpdate> rolled_up{};       ///< of an objective: what its KRs' notes of the week say together
  std::vector<std::string> critical_projects{};  ///< URLs that the quarter's p0 objectives name
  std::vector<std::string> notices{};            ///< to be said aloud, a sentence each

  const Metric* metric() const;  ///< null for a baseline and for an objective
  std::string last_unit() const { return previous ? previous->unit : std::string(); }  ///< of the last value
  std::string subject() const { return kind + ":" + id; }
};

/// Finds what updates are about. It reads each quarter's issues once, and the notes of what it is asked for.
class UpdateReader {
 public:
  explicit UpdateReader(const Ports& ports) : m_ports(ports) {}

  /// A KR or an objective by any of its names, and the week: the one named (any day of it), else by PROCESS.md 1, which
  /// is said aloud where it is last week. `quarter` is the one named beside it. Errors: usage, for a name that is none,
  /// or a week that lies ahead or outside the quarter; the tracker's.
  /// On a Monday and Tuesday the same words may be typed again after they were posted for last week: where `repeats`
  /// says of last week's target that they are its own, it is that one, which is said aloud too.
  Expected<UpdateTarget> find(const std::string& name, const std::optional<Quarter>& quarter,
                              const std::optional<Day>& week,
                              const std::function<bool(const UpdateTarget&)>& repeats = {});

  /// The KR or objective with this id in the week's quarter; `typed` is how an error names it. Errors: refused, where
  /// there is none; usage, for a week that lies ahead; the tracker's.
  Expected<UpdateTarget> find_id(const std::string& id, Day week, const std::string& typed);

  /// The user's active KRs in the order of the plan. Without `week`, on a Monday or Tuesday, those whose update of last
  /// week is missing, for last week; where none is missing, and on other days, all of them for this week.
  Expected<std::vector<UpdateTarget>> mine(const std::optional<Quarter>& quarter, const std::optional<Day>& week);

 private:
  struct Read {
    PublishedPlan plan{};
    std::vector<HandChange> changes{};
    std::map<long, std::vector<WeeklyNote>> notes{};  ///< by iid
    std::set<long> asked{};                           ///< whose notes were read
    std::vector<UnclearNote> unclear{};               ///< of those
  };
  Expected<Read*> read(Quarter quarter);
  /// Those that were not read yet.
  Status read_notes(Read& read, const std::vector<const tracker::Issue*>& issues);
  Expected<UpdateTarget> target_in(Quarter quarter, const std::string& name, Day week);
  Expected<UpdateTarget> target_of(Read& read, const FoundPublished& found, Day week);
  Expected<std::vector<UpdateTarget>> mine_in(Day week);

  const Ports& m_ports;
  std::map<Quarter, Read> m_read{};
};

}  // namespace secokr::app
