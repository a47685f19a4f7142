#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/planning_calendar.hpp>
#include <secokr/quarter.hpp>
#include <secokr/weekly_update.hpp>
#include "domain/views/dashboard.hpp"

namespace secokr {

/// When people are reminded of a week's update: from its due day to its Sunday, and on the Monday and Tuesday after it.
enum class ReminderSlot { due, monday };
std::string_view to_string(ReminderSlot slot);
std::optional<ReminderSlot> parse_reminder_slot(std::string_view text);

/// The slot of the week (its Monday) that is open on a day; nothing between and behind the two, and for a week that
/// owes no update. The second one opens on the first open day of that Monday and Tuesday, on the Monday where both are
/// closed; on Wednesday `update` means the next week, so it is over (PROCESS.md 1).
std::optional<ReminderSlot> reminder_slot(const PlanningCalendar& calendar, Day week, Day today);
/// The first day of a slot.
Day slot_begins(const PlanningCalendar& calendar, Day week, ReminderSlot slot);

/// After so many silent weeks a DRI is no longer mentioned.
inline constexpr std::size_t silent_weeks_heard = 3;

/// How many weeks right before `week`, one after the other, were owed in the quarter and are without an update. Weeks
/// that were due before the KR was published were not owed.
std::size_t silent_weeks(const std::vector<WeeklyUpdate>& updates, const PlanningCalendar& calendar, Quarter quarter,
                         Day week, Day published_on);

/// What is raised about an active KR, beside a missing update.
enum class ConcernKind { milestone, unmoved, behind };
std::string_view to_string(ConcernKind kind);

struct Concern {
  ConcernKind kind = ConcernKind::milestone;
  std::optional<Milestone> milestone{};
  bool at_risk = false;  ///< so says the last update of the milestone
  double progress = 0;   ///< of the last update, for the other kinds
  double expected = 0;   ///< behind: the share of the quarter that had passed when the last update was due, in percent
  std::optional<Day> since{};  ///< unmoved: the week of the first update with this progress

  /// U5: others than the DRIs of the milestone and the KR are told of it: a milestone that is at risk or overdue, and
  /// what is said of the KR as a whole.
  bool is_pressing(Day today) const;
  /// Names it among those of its KR: "m2", "unmoved", "behind".
  std::string token() const;
};

/// On track and that many percentage points or more below the expected progress is far behind: where Ally, which
/// computed health from the same straight line, stopped to call a goal on track.
inline constexpr double far_behind_points = 25;
/// On track and not moved for that long is raised.
inline constexpr days unmoved_span{14};

/// What is raised about a KR on a day, milestones in their order first:
/// - an undone milestone from seven days before its due date on, overdue or not, and one that the last update marks at
///   risk (U5);
/// - unmoved: the last update says On Track with less than 100 %, and every update back to one of two weeks earlier or
///   more has the same progress as it is shown;
/// - behind: the last update says On Track, and its progress lies `far_behind_points` or more below the expected one at
///   its due day, or today where that has not come.
/// The latter two say nothing of a stale KR: silence is no green (U4), and its DRI is reminded. Updates of weeks that
/// have not begun do not count.
std::vector<Concern> concerns_of(const PublishedKeyResult& key_result, const PlanningCalendar& calendar,
                                 Quarter quarter, Day today);

/// A KR whose update of the week is missing.
struct OwedReminder {
  std::string id{};
  std::string objective_id{};
  std::string key_result{};  ///< `Security Training/KR2`
  std::string title{};
  std::string dri{};
  std::string objective_dri{};
  std::string url{};
  bool confidential = false;
  std::optional<WeeklyUpdate> last{};  ///< what was last said
  std::size_t silent = 0;              ///< weeks before this one
  bool names_week = false;             ///< `update` means another week today, unless it is named

  /// Its DRI is no longer mentioned, the objective's is told.
  bool stopped() const { return silent >= silent_weeks_heard; }
};

/// Something to be told about a KR.
struct RaisedReminder {
  std::string id{};
  std::string key_result{};
  std::string title{};
  std::string dri{};
  std::string url{};
  bool confidential = false;
  Concern concern{};
  std::vector<std::string> tell{};  ///< U5: usernames without '@', each once
};

/// Who owes a week's update, and what is raised beside.
struct UpdateReminders {
  Quarter quarter{};
  Day as_of{};
  Day week{};                          ///< its Monday
  Day due{};                           ///< says nothing where the week is closed
  bool closed = false;                 ///< all five days of the week are closed: nothing is owed, so nothing is due
  std::optional<ReminderSlot> slot{};  ///< the one that is open
  Day monday_slot{};                   ///< the day on which the second one opens
  std::size_t active = 0;              ///< KRs that owe an update
  std::vector<OwedReminder> owed{};    ///< in the plan's order
  std::vector<RaisedReminder> raised{};
  std::size_t missing = 0;             ///< updates, those of what is withheld too
  std::size_t withheld = 0;            ///< confidential KRs that the audience is not shown
  std::vector<std::string> notices{};  ///< to be said aloud, a sentence each
};

}  // namespace secokr
