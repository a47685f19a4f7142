#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <secokr/objective.hpp>
#include <secokr/planning_calendar.hpp>
#include <secokr/weekly_update.hpp>

namespace secokr {

/// What can be said of a health in a roll-up (U4: silence is never green).
enum class ReportedHealth { on_track, needs_attention, at_risk, not_reported, stale };
std::string_view to_string(ReportedHealth health);     ///< for people: "On Track", "not reported", …
std::string_view to_json_name(ReportedHealth health);  ///< "on_track", "not_reported", …

/// A published objective with what its issues say now.
struct PublishedKeyResult {
  KeyResult plan{};
  long iid = 0;
  std::string url{};
  std::vector<WeeklyUpdate> updates{};  ///< any order; one a week
  bool closed = false;                  ///< its issue was closed by hand while it runs
  bool lost = false;                    ///< it has no issue that can be seen: deleted, or moved away
};
struct PublishedObjective {
  Objective plan{};  ///< its `key_results` may be empty: the list below counts
  long iid = 0;
  std::string url{};
  std::vector<PublishedKeyResult> key_results{};
  std::vector<PublishedKeyResult> lost{};  ///< those of its key results, with what else is known of them
  bool gone = false;                       ///< so is its own issue
  bool closed = false;                     ///< its issue was closed by hand while the quarter runs
};

struct DashboardKeyResult {
  int number = 0;
  std::string title{};
  std::string dri{};
  KeyResultState state = KeyResultState::active;
  double progress = 0;               ///< percent, unrounded; 0 when never reported
  std::optional<double> computed{};  ///< from the value, where progress was given by hand
  std::optional<double> value{};     ///< the last one reported
  std::string unit{};                ///< of the value
  std::optional<Measure> measure{};
  std::optional<ReportedHealth> health{};  ///< nothing when no update is owed
  std::optional<Day> updated{};            ///< the week (Monday) of the last update
  std::string url{};
  bool confidential = false;
  bool lost = false;    ///< its issue is gone: nothing is known of it, and it counts as not reported
  bool closed = false;  ///< its issue was closed by hand
};
struct DashboardObjective {
  std::string reference{};
  std::string title{};
  std::optional<Priority> priority{};
  std::string dri{};
  double progress = 0;
  std::optional<double> expected{};  ///< percent; nothing for a stretch (p2) of which no key result has begun
  std::optional<ReportedHealth> health{};
  std::size_t stale = 0;
  std::size_t not_reported = 0;
  std::string url{};
  bool confidential = false;
  bool gone = false;
  bool closed = false;
  std::vector<DashboardKeyResult> key_results{};
};
struct Dashboard {
  Quarter quarter{};
  Day as_of{};
  bool as_of_given = false;  ///< then labels and ticks are today's, and the output says so
  std::vector<DashboardObjective> objectives{};
  std::size_t withheld = 0;              ///< confidential objectives that the audience is not shown
  std::size_t withheld_key_results = 0;  ///< confidential KRs of the objectives that it is shown
  /// What somebody did by hand that the figures cannot show, a sentence each; not for the organisation.
  std::vector<std::string> notices{};
};

/// PROCESS.md 7 and FORMATS.md 8. Updates of weeks after `as_of` are left out; a KR is stale when its last update is
/// older than a week: the last due day that has passed belongs to a week without one.
Dashboard roll_up(const std::vector<PublishedObjective>& objectives, const PlanningCalendar& calendar, Quarter quarter,
                  Day as_of);

}  // namespace secokr
