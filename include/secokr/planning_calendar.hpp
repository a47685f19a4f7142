#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/day.hpp>
#include <secokr/fiscal_calendar.hpp>
#include <secokr/quarter.hpp>

namespace secokr {

/// The steps of PROCESS.md 1, in order. `preparation` is a window, from the proposal's date to the final step's.
enum class Step { ideas, objectives, proposal, preparation, final };

/// literal: step N is the N-th Monday strictly before the first day. published: week 0 is the Monday nearest the first
/// day.
enum class Counting { literal, published };

std::string_view to_string(Step step);
std::optional<Step> parse_step(std::string_view text);
std::string_view to_string(Counting counting);
std::optional<Counting> parse_counting(std::string_view text);

/// How many Mondays before the quarter a step stands: 7, 6, 4, 4, 2.
constexpr int mondays_before(Step step) {
  switch (step) {
    case Step::ideas:
      return 7;
    case Step::objectives:
      return 6;
    case Step::proposal:
    case Step::preparation:
      return 4;
    case Step::final:
      return 2;
  }
  return 0;
}

/// The Monday that a counting gives for a first day (before any override).
constexpr Day planning_monday(Day first_day, int mondays_before, Counting counting) {
  const Day on_or_before = monday_of(first_day);
  if (counting == Counting::literal) {
    const Day last_strictly_before = on_or_before == first_day ? on_or_before - days{7} : on_or_before;
    return last_strictly_before - days{7 * (mondays_before - 1)};
  }
  const Day nearest = (first_day - on_or_before).count() <= 3 ? on_or_before : on_or_before + days{7};
  return nearest - days{7 * mondays_before};
}

/// One row of a quarter's calendar.
struct PlannedStep {
  std::string step;                     ///< a Step's name, or `ceo_shares` and other dates that only an override gives
  std::optional<int> mondays_before{};  ///< nothing for a date that no counting gives
  Day date{};                           ///< what holds: the override where there is one
  std::optional<Day> computed{};        ///< the counted date, where an override differs from it
  std::optional<Day> until{};           ///< the window's last day (preparation)
  std::optional<Day> other_counting{};  ///< the date the other counting gives, where it differs
  std::string who{};
  std::string what{};
  bool closed = false;  ///< the date is a closed day, on which the step stays
};

/// Dates of one quarter that reality moved: `[calendar.FY29-Q1]`. Known names: the steps and `ceo_shares`; others are
/// never shown.
using CalendarOverrides = std::map<std::string, Day, std::less<>>;

/// The day on which the CEO shares the company's OKRs: no counting gives it, only an override does.
inline constexpr std::string_view ceo_shares = "ceo_shares";

/// The names that an override may have, in the order of the process: the steps' and `ceo_shares`.
const std::vector<std::string>& calendar_override_names();

/// The configured calendar: pure arithmetic, no clock.
struct PlanningCalendar {
  FiscalCalendar fiscal{};
  Counting counting = Counting::literal;
  std::map<Quarter, CalendarOverrides> overrides{};
  std::set<Day> closed_days{};

  /// Every step of a quarter in date order, with overrides.
  std::vector<PlannedStep> steps(Quarter quarter) const;
  /// The date that holds for a step (preparation: its first day).
  Day date_of(Step step, Quarter quarter) const;
  /// The step that the day lies in: the last one whose date has come; nothing before the ideas. From the first day on:
  /// final.
  std::optional<Step> step_on(Day day, Quarter quarter) const;
  /// The first row whose date lies on or after the day; nothing once all have passed.
  std::optional<PlannedStep> next_step(Day day, Quarter quarter) const;

  /// The Mondays of the quarter's weeks: those whose Friday lies in it.
  std::vector<Day> all_weeks(Quarter quarter) const;
  /// Those of them for which an update is owed: that have an open day. May be empty.
  std::vector<Day> weeks(Quarter quarter) const;
  /// False for a week whose five days are all closed.
  bool owes_update(Day monday) const;
  /// The week that `update` means without `--week`: Wednesday to Sunday this week; Monday and Tuesday last week while
  /// it is missing and owed, else this week.
  Day default_week(Day today, bool last_week_is_missing) const;
  /// When the update of a week is due: its Friday, or the last open day of that week before it (closed_days; never
  /// before its Monday).
  Day due_day(Day monday) const;
  /// The quarter to which a week's update belongs: the one that its Friday lies in.
  Quarter quarter_of_week(Day monday) const;
  /// The share of the quarter that has elapsed at the end of `day`, 0..1.
  double elapsed(Quarter quarter, Day day) const;
};

}  // namespace secokr
