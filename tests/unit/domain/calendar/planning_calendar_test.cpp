#include <catch2/catch.hpp>

#include <algorithm>
#include <array>

#include <secokr/planning_calendar.hpp>
#include "domain/views/calendar_view.hpp"
#include "domain/views/update_reminders.hpp"

using namespace secokr;
using namespace date::literals;

namespace {

constexpr std::array all_steps{Step::ideas, Step::objectives, Step::proposal, Step::preparation, Step::final};
constexpr std::array both_countings{Counting::literal, Counting::published};

static_assert(planning_monday(Day{2027_y / 2 / 1}, 7, Counting::literal) == Day{2026_y / 12 / 14});
static_assert(planning_monday(Day{2027_y / 2 / 1}, 2, Counting::published) == Day{2027_y / 1 / 18});
static_assert(planning_monday(Day{2028_y / 2 / 1}, 6, Counting::literal) == Day{2027_y / 12 / 27});
static_assert(mondays_before(Step::ideas) == 7 && mondays_before(Step::final) == 2);
static_assert(monday_of(Day{2027_y / 2 / 7}) == Day{2027_y / 2 / 1} &&
              monday_of(Day{2027_y / 2 / 8}) == Day{2027_y / 2 / 8});

bool is_monday(Day day) { return date::weekday{day} == date::Monday; }

/// The N-th Monday strictly before a day, found by walking back and counting.
Day nth_monday_before(Day day, int n) {
  while (n > 0) {
    day -= days{1};
    if (is_monday(day)) --n;
  }
  return day;
}

/// The Monday with the fewest days between it and the day, found by looking at both sides (a week is odd: there is no
/// tie).
Day nearest_monday(Day day) {
  for (int distance = 0;; ++distance)
    for (const Day candidate : {day - days{distance}, day + days{distance}})
      if (is_monday(candidate)) return candidate;
}

/// Calls `check(calendar, quarter)` for every first month, counting and quarter FY00–FY99; returns how many said false.
template <class Check>
int count_failures(Check check) {
  int failures = 0;
  for (unsigned month = 1; month <= 12; ++month)
    for (const Counting counting : both_countings) {
      const PlanningCalendar calendar{.fiscal = {.first_month = month}, .counting = counting};
      for (Quarter quarter{2000, 1}; quarter.ok(); quarter = quarter + 1) failures += check(calendar, quarter) ? 0 : 1;
    }
  return failures;
}

const PlannedStep& row(const std::vector<PlannedStep>& rows, std::string_view step) {
  const auto found = std::ranges::find(rows, step, &PlannedStep::step);
  REQUIRE(found != rows.end());
  return *found;
}

std::vector<std::string> names(const std::vector<PlannedStep>& rows) {
  std::vector<std::string> result;
  for (const PlannedStep& planned : rows) result.push_back(planned.step);
  return result;
}

}  // namespace

TEST_CASE("literal: step N is the N-th Monday strictly before the first day, counted one by one") {
  REQUIRE(count_failures([](const PlanningCalendar& calendar, Quarter quarter) {
            if (calendar.counting != Counting::literal) return true;
            const Day first_day = calendar.fiscal.first_day(quarter);
            return std::ranges::all_of(all_steps, [&](Step step) {
              return calendar.date_of(step, quarter) == nth_monday_before(first_day, mondays_before(step));
            });
          }) == 0);
}

TEST_CASE("published: step N is 7·N days before the Monday nearest the first day") {
  REQUIRE(count_failures([](const PlanningCalendar& calendar, Quarter quarter) {
            if (calendar.counting != Counting::published) return true;
            const Day week_0 = nearest_monday(calendar.fiscal.first_day(quarter));
            return std::ranges::all_of(all_steps, [&](Step step) {
              return calendar.date_of(step, quarter) == week_0 - days{7 * mondays_before(step)};
            });
          }) == 0);
}

TEST_CASE("the countings agree for quarters that start Fri–Mon and differ by exactly a week for Tue–Thu") {
  int agreeing = 0;
  int differing = 0;
  REQUIRE(count_failures([&](const PlanningCalendar& calendar, Quarter quarter) {
            const unsigned weekday = date::weekday{calendar.fiscal.first_day(quarter)}.iso_encoding();
            const bool differs = weekday >= 2 && weekday <= 4;
            (differs ? differing : agreeing) += 1;
            // The literal first Monday lies 1–3 days before such a day, which published calls week 0: it stands a week
            // earlier.
            const days published_is_later{calendar.counting == Counting::literal ? -7 : 7};
            return std::ranges::all_of(calendar.steps(quarter), [&](const PlannedStep& step) {
              return differs ? step.other_counting == step.date + published_is_later : !step.other_counting;
            });
          }) == 0);
  REQUIRE(agreeing > 0);
  REQUIRE(differing > 0);
}

TEST_CASE("every quarter has its five steps in order, on Mondays, before its first day") {
  REQUIRE(count_failures([](const PlanningCalendar& calendar, Quarter quarter) {
            const auto rows = calendar.steps(quarter);
            if (rows.size() != all_steps.size()) return false;
            for (std::size_t i = 0; i < rows.size(); ++i) {
              const Step step = all_steps[i];
              if (rows[i].step != to_string(step) || rows[i].mondays_before != mondays_before(step)) return false;
              if (rows[i].date != calendar.date_of(step, quarter) || !is_monday(rows[i].date)) return false;
              if (rows[i].date >= calendar.fiscal.first_day(quarter) || rows[i].computed) return false;
              if (rows[i].until.has_value() != (step == Step::preparation) || rows[i].who.empty() ||
                  rows[i].what.empty())
                return false;
            }
            return rows[3].date == rows[2].date && rows[3].until == rows[4].date;
          }) == 0);
}

TEST_CASE("the weeks of a quarter are exactly the Mondays whose Friday lies in it") {
  REQUIRE(count_failures([](const PlanningCalendar& calendar, Quarter quarter) {
            std::vector<Day> expected;
            for (Day day = calendar.fiscal.first_day(quarter); day <= calendar.fiscal.last_day(quarter); day += days{1})
              if (date::weekday{day} == date::Friday) expected.push_back(day - days{4});
            const auto weeks = calendar.weeks(quarter);
            return weeks == expected && std::ranges::all_of(weeks, [&](Day week) {
                     return is_monday(week) && calendar.quarter_of_week(week) == quarter &&
                            calendar.due_day(week) == week + days{4};
                   });
          }) == 0);
}

TEST_CASE("around each turn a day lies in the last step that has come, and the next row is the first not yet past") {
  REQUIRE(count_failures([](const PlanningCalendar& calendar, Quarter quarter) {
            const auto rows = calendar.steps(quarter);
            std::vector<Day> turns{calendar.fiscal.first_day(quarter)};
            for (const PlannedStep& planned : rows) turns.push_back(planned.date);
            return std::ranges::all_of(turns, [&](Day turn) {
              return std::ranges::all_of(std::array{-1, 0, 1}, [&](int offset) {
                const Day day = turn + days{offset};
                std::optional<Step> expected;
                for (const Step step : all_steps)
                  if (calendar.date_of(step, quarter) <= day) expected = step;
                const auto next =
                    std::ranges::find_if(rows, [&](const PlannedStep& planned) { return planned.date >= day; });
                const auto found = calendar.next_step(day, quarter);
                return calendar.step_on(day, quarter) == expected && found.has_value() == (next != rows.end()) &&
                       (!found || found->step == next->step);
              });
            });
          }) == 0);
}

TEST_CASE("the elapsed share grows from nothing to the whole quarter by equal days") {
  REQUIRE(count_failures([](const PlanningCalendar& calendar, Quarter quarter) {
            const Day first = calendar.fiscal.first_day(quarter);
            const Day last = calendar.fiscal.last_day(quarter);
            const double length = static_cast<double>((last - first).count() + 1);
            double expected = 0;
            for (Day day = first; day <= last; day += days{1}) {
              ++expected;
              if (calendar.elapsed(quarter, day) != Approx(expected / length)) return false;
            }
            return calendar.elapsed(quarter, first - days{1}) == 0.0 &&
                   calendar.elapsed(quarter, first - days{400}) == 0.0 && calendar.elapsed(quarter, last) == 1.0 &&
                   calendar.elapsed(quarter, last + days{400}) == 1.0;
          }) == 0);
}

TEST_CASE("the dates that the company published") {
  struct Row {
    Quarter quarter;
    int mondays;
    std::optional<Counting> counting;  ///< nothing: both
    Day date;
  };
  const Row expected = GENERATE(values<Row>({
      {{2024, 1}, 4, Counting::published, 2023_y / 1 / 2},
      {{2024, 1}, 4, Counting::literal, 2023_y / 1 / 9},
      {{2024, 2}, 4, Counting::published, 2023_y / 4 / 3},
      {{2024, 3}, 4, Counting::published, 2023_y / 7 / 3},
      {{2025, 2}, 4, Counting::published, 2024_y / 4 / 1},
      {{2027, 4}, 7, {}, 2026_y / 9 / 14},
      {{2027, 4}, 6, {}, 2026_y / 9 / 21},
      {{2027, 4}, 4, {}, 2026_y / 10 / 5},
      {{2027, 4}, 2, {}, 2026_y / 10 / 19},
      {{2028, 1}, 7, {}, 2026_y / 12 / 14},
      {{2028, 1}, 6, {}, 2026_y / 12 / 21},
      {{2028, 1}, 4, {}, 2027_y / 1 / 4},
      {{2028, 1}, 2, {}, 2027_y / 1 / 18},
  }));
  INFO(to_string(expected.quarter) << " -" << expected.mondays);
  for (const Counting counting : both_countings) {
    if (expected.counting && expected.counting != counting) continue;
    const PlanningCalendar calendar{.counting = counting};
    for (const Step step : all_steps)
      if (mondays_before(step) == expected.mondays) REQUIRE(calendar.date_of(step, expected.quarter) == expected.date);
  }
}

TEST_CASE("an override is shown beside the counted date and flows into everything") {
  const Quarter quarter{2029, 1};
  const PlanningCalendar calendar{
      .overrides = {{quarter, {{"objectives", 2028_y / 1 / 3}, {"ceo_shares", 2028_y / 1 / 6}}}}};
  const auto rows = calendar.steps(quarter);
  REQUIRE(names(rows) ==
          std::vector<std::string>{"ideas", "objectives", "ceo_shares", "proposal", "preparation", "final"});

  const PlannedStep& objectives = row(rows, "objectives");
  REQUIRE(objectives.date == Day{2028_y / 1 / 3});
  REQUIRE(objectives.computed == Day{2027_y / 12 / 27});
  REQUIRE(objectives.other_counting == Day{2027_y / 12 / 20});
  REQUIRE_FALSE(row(rows, "ideas").computed);

  const PlannedStep& shares = row(rows, "ceo_shares");
  REQUIRE(shares.date == Day{2028_y / 1 / 6});
  REQUIRE_FALSE(shares.mondays_before);
  REQUIRE_FALSE(shares.computed);
  REQUIRE_FALSE(shares.other_counting);
  REQUIRE(shares.who == "CEO");

  REQUIRE(calendar.date_of(Step::objectives, quarter) == Day{2028_y / 1 / 3});
  REQUIRE(calendar.step_on(2028_y / 1 / 2, quarter) == Step::ideas);
  REQUIRE(calendar.step_on(2028_y / 1 / 3, quarter) == Step::objectives);
  REQUIRE(calendar.next_step(2028_y / 1 / 4, quarter)->step == "ceo_shares");
  REQUIRE(calendar.steps(quarter + 1).size() == all_steps.size());
}

TEST_CASE("an override that equals the counted date has nothing to show beside it") {
  const PlanningCalendar calendar{.overrides = {{{2028, 1}, {{"objectives", 2026_y / 12 / 21}}}}};
  REQUIRE_FALSE(row(calendar.steps({2028, 1}), "objectives").computed);
}

TEST_CASE("the preparation window follows the proposal and the final step") {
  const Quarter quarter{2028, 1};
  struct Row {
    CalendarOverrides overrides;
    Day date;
    Day until;
    std::optional<Day> computed;
  };
  const Row expected = GENERATE(values<Row>({
      {{}, 2027_y / 1 / 4, 2027_y / 1 / 18, {}},
      {{{"final", 2027_y / 1 / 20}}, 2027_y / 1 / 4, 2027_y / 1 / 20, {}},
      {{{"proposal", 2027_y / 1 / 6}}, 2027_y / 1 / 6, 2027_y / 1 / 18, 2027_y / 1 / 4},
      {{{"preparation", 2027_y / 1 / 7}}, 2027_y / 1 / 7, 2027_y / 1 / 18, 2027_y / 1 / 4},
      {{{"proposal", 2027_y / 1 / 6}, {"preparation", 2027_y / 1 / 7}, {"final", 2027_y / 1 / 21}},
       2027_y / 1 / 7,
       2027_y / 1 / 21,
       2027_y / 1 / 4},
      {{{"preparation", 2027_y / 1 / 25}}, 2027_y / 1 / 25, 2027_y / 1 / 25, 2027_y / 1 / 4},
  }));
  const PlanningCalendar calendar{.overrides = {{quarter, expected.overrides}}};
  const auto rows = calendar.steps(quarter);
  const PlannedStep& preparation = row(rows, "preparation");
  REQUIRE(preparation.date == expected.date);
  REQUIRE(preparation.until == expected.until);
  REQUIRE(preparation.computed == expected.computed);
  REQUIRE(std::ranges::is_sorted(rows, {}, &PlannedStep::date));
}

TEST_CASE("rows of one day keep the order of the process") {
  const PlanningCalendar calendar{.overrides = {{{2028, 1}, {{"ceo_shares", 2027_y / 1 / 4}}}}};
  REQUIRE(names(calendar.steps({2028, 1})) ==
          std::vector<std::string>{"ideas", "objectives", "ceo_shares", "proposal", "preparation", "final"});
}

TEST_CASE("a preparation moved before the proposal does not bring the proposal's rules forward") {
  const PlanningCalendar calendar{.overrides = {{{2028, 1}, {{"preparation", 2026_y / 12 / 28}}}}};
  REQUIRE(calendar.step_on(2026_y / 12 / 29, {2028, 1}) == Step::objectives);
  REQUIRE(calendar.step_on(2027_y / 1 / 4, {2028, 1}) == Step::preparation);
}

TEST_CASE("from its first day on a quarter is final, also where the final step was moved behind it") {
  const PlanningCalendar calendar{.overrides = {{{2028, 1}, {{"final", 2027_y / 2 / 5}}}}};
  REQUIRE(calendar.step_on(2027_y / 1 / 31, {2028, 1}) == Step::preparation);
  REQUIRE(calendar.step_on(2027_y / 2 / 1, {2028, 1}) == Step::final);
  REQUIRE(calendar.step_on(2026_y / 12 / 13, {2028, 1}) == std::nullopt);
}

TEST_CASE("a name that is no override's is never shown") {
  const PlanningCalendar calendar{.overrides = {{{2028, 1}, {{"party", 2027_y / 1 / 4}}}}};
  REQUIRE(calendar.steps({2028, 1}).size() == all_steps.size());
  for (const Step step : all_steps) REQUIRE(std::ranges::count(calendar_override_names(), to_string(step)) == 1);
  REQUIRE(std::ranges::count(calendar_override_names(), ceo_shares) == 1);
  REQUIRE(calendar_override_names().size() == all_steps.size() + 1);
}

TEST_CASE("an update is due on the last open day of its week, whichever days are closed") {
  const Day monday = 2027_y / 3 / 22;
  for (unsigned closed = 0; closed < 32; ++closed) {
    PlanningCalendar calendar;
    for (int day = 0; day < 5; ++day)
      if ((closed >> day) & 1U) calendar.closed_days.insert(monday + days{day});
    // The week before and the week-end are closed too: neither may be reached.
    calendar.closed_days.insert({monday - days{3}, monday + days{5}, monday + days{6}});
    Day expected = monday;
    for (int day = 0; day < 5; ++day)
      if (!((closed >> day) & 1U)) expected = monday + days{day};
    INFO("closed " << closed);
    REQUIRE(calendar.due_day(monday) == expected);
  }
}

TEST_CASE("names of steps and countings are read as they are written, and nothing else is") {
  for (const Step step : all_steps) REQUIRE(parse_step(to_string(step)) == step);
  for (const Counting counting : both_countings) REQUIRE(parse_counting(to_string(counting)) == counting);
  for (const char* text : {"", "Ideas", "idea", "ceo_shares", "published"}) REQUIRE_FALSE(parse_step(text));
  for (const char* text : {"", "Literal", "lit", "final"}) REQUIRE_FALSE(parse_counting(text));
}

TEST_CASE("without a week given, Monday and Tuesday mean the missing last week, later days this one") {
  const Day monday = 2027_y / 2 / 8;
  for (int day = 0; day < 7; ++day) {
    REQUIRE(PlanningCalendar{}.default_week(monday + days{day}, false) == monday);
    REQUIRE(PlanningCalendar{}.default_week(monday + days{day}, true) == (day < 2 ? monday - days{7} : monday));
  }
}

TEST_CASE("a week of which no day is open owes nothing, whichever days are closed") {
  const Day monday = 2027_y / 3 / 22;
  const Day next = monday + days{7};
  for (unsigned closed = 0; closed < 32; ++closed) {
    PlanningCalendar calendar;
    for (int day = 0; day < 5; ++day)
      if ((closed >> day) & 1U) calendar.closed_days.insert(monday + days{day});
    const bool owes = closed != 31;
    INFO("closed " << closed);
    REQUIRE(calendar.owes_update(monday) == owes);
    const std::vector<Day> weeks = calendar.weeks({2028, 1});
    REQUIRE(weeks.size() == (owes ? 13 : 12));
    REQUIRE((std::ranges::find(weeks, monday) != weeks.end()) == owes);
    // On the Monday and Tuesday after it `update` means the week that has begun.
    REQUIRE(calendar.default_week(next, true) == (owes ? monday : next));
    REQUIRE(calendar.default_week(next + days{1}, true) == (owes ? monday : next));
    for (int day = 0; day < 14; ++day) REQUIRE((owes || !reminder_slot(calendar, monday, monday + days{day})));
  }
}

TEST_CASE("a step on a closed day stays on it") {
  PlanningCalendar calendar;
  const Day proposal = calendar.date_of(Step::proposal, {2028, 1});
  calendar.closed_days = {proposal};
  for (const PlannedStep& step : calendar.steps({2028, 1})) {
    INFO(step.step);
    REQUIRE(step.closed == (step.date == proposal));
  }
  REQUIRE(calendar.date_of(Step::proposal, {2028, 1}) == proposal);
}

TEST_CASE("the view holds the quarter as it is seen on a day") {
  const PlanningCalendar calendar{.closed_days = {2027_y / 3 / 26}};
  const CalendarView view = view_of(calendar, {2028, 1}, 2027_y / 1 / 5);
  REQUIRE(view.quarter == Quarter{2028, 1});
  REQUIRE(view.first_day == Day{2027_y / 2 / 1});
  REQUIRE(view.last_day == Day{2027_y / 4 / 30});
  REQUIRE(view.today == Day{2027_y / 1 / 5});
  REQUIRE(view.steps.size() == 5);
  REQUIRE(view.next_step->step == "final");
  REQUIRE(view.weeks.size() == 13);
  REQUIRE(view.weeks.front() == UpdateWeek{2027_y / 2 / 1, 2027_y / 2 / 5});
  REQUIRE(std::ranges::count_if(view.weeks, &UpdateWeek::moved) == 1);
  REQUIRE(view.weeks[7] == UpdateWeek{2027_y / 3 / 22, 2027_y / 3 / 25});
  REQUIRE_FALSE(view_of(calendar, {2028, 1}, 2027_y / 1 / 19).next_step);
}
