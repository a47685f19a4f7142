#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <secokr/finding.hpp>
#include <secokr/label_scheme.hpp>
#include <secokr/objective.hpp>
#include <secokr/org.hpp>
#include <secokr/planning_calendar.hpp>

namespace secokr {

struct Limits {
  int objectives = 5;
  int key_results = 3;
};

/// An objective and the file that it stands in.
struct PlannedObjective {
  std::string path{};  ///< relative to the workspace: okrs/FY28-Q1/security-training.md
  Objective objective{};
};

/// Everything that the rules of a plan look at.
struct PlanUnderReview {
  Quarter quarter{};
  std::vector<PlannedObjective> objectives{};
  Org org{};
  PlanningCalendar calendar{};
  Limits limits{};
  std::vector<std::string> top5_risks{};                   ///< as configured; empty = not checked
  std::map<std::string, std::string> business_as_usual{};  ///< area -> reason, from the record
  std::map<std::string, Objective> proposal{};   ///< by id: what was included (D4); empty when nothing was frozen
  std::map<std::string, Objective> published{};  ///< by id: what was finalised; what these two hold is not judged again
  std::string config_path = "secokr.toml";       ///< where findings about the org point
};

/// The stage that a day has reached (PROCESS.md 3a): always before the objectives step, then as the steps come.
Stage stage_on(const PlanningCalendar& calendar, Quarter quarter, Day day);
/// The day from which a stage's rules are errors; nothing for `always` and `published`.
std::optional<Day> due_day_of(const PlanningCalendar& calendar, Quarter quarter, Stage stage);

/// Every finding at a stage of the rules that a plan alone can break, sorted; F1 and F2 come from the parser. Rules
/// whose stage has not come give notes with their due day. Excluded objectives are looked at only for F3 and double
/// references; dropped KRs only for K2.
std::vector<Finding> check_plan(const PlanUnderReview& plan, Stage stage);

/// O2: nothing where the objective has room for that many key results more.
std::optional<Finding> check_room(const PlannedObjective& planned, const Limits& limits, int more = 0);
/// What the dependencies of a key result that is not over ask of somebody: as its DRI or its objective's, what becomes
/// of it where one was declined (D3); as the manager who is asked, an answer (D2). The messages say what to type.
std::vector<Finding> dependency_demands(const Org& org, Quarter quarter, const Objective& objective,
                                        const KeyResult& key_result, std::string_view user);
/// P5: the CISO or the named delegate may include, exclude and finalise. Gives the finding, or nothing when `user` may.
std::optional<Finding> check_may_decide(const Org& org, std::string_view delegate, std::string_view user,
                                        std::string_view act);
/// P6: from the final step until the day before the quarter's first day.
std::optional<Finding> check_finalize_day(const PlanningCalendar& calendar, Quarter quarter, Day today);

}  // namespace secokr
