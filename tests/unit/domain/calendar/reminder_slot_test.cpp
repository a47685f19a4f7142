#include <catch2/catch.hpp>

#include <set>

#include "domain/views/update_reminders.hpp"

using namespace secokr;
using namespace date::literals;

namespace {

// The week of 2027-02-08: Friday the 12th, Sunday the 14th, the next Tuesday the 16th.
const Day week = 2027_y / 2 / 8;

PlanningCalendar closed(std::set<Day> days) { return {.closed_days = std::move(days)}; }

/// One letter a day, from the week's Monday on: d(ue), m(onday), or a point.
std::string slots(const PlanningCalendar& calendar, Day monday) {
  std::string letters;
  for (int i = 0; i < 14; ++i) {
    const auto slot = reminder_slot(calendar, monday, monday + days{i});
    letters += !slot ? '.' : *slot == ReminderSlot::due ? 'd' : 'm';
  }
  return letters;
}

WeeklyUpdate of(Day monday) { return {.week = monday}; }

}  // namespace

TEST_CASE("a week has two slots: from its due day to Sunday, and the Monday and Tuesday behind it") {
  const Day friday = week + days{4};
  const Day monday = week + days{7};
  const Day tuesday = week + days{8};
  struct Row {
    std::string what;
    std::set<Day> closed_days;
    std::string slots;
  };
  const auto row = GENERATE_COPY(values<Row>({
      {"a plain week", {}, "....dddmm....."},
      {"the Friday is closed", {friday}, "...ddddmm....."},
      {"Thursday and Friday are closed", {friday, friday - days{1}}, "..dddddmm....."},
      {"the whole week is closed", {week, week + days{1}, week + days{2}, week + days{3}, friday}, ".............."},
      {"the next Monday is closed", {monday}, "....ddd.m....."},
      {"the next Tuesday is closed", {tuesday}, "....dddmm....."},
      {"both are closed", {monday, tuesday}, "....dddmm....."},
      {"Good Friday and Easter Monday", {friday, monday}, "...dddd.m....."},
  }));
  INFO(row.what);
  CHECK(slots(closed(row.closed_days), week) == row.slots);
}

TEST_CASE("the last week of a quarter has its second slot in the next one") {
  // FY28-Q1 ends on Friday 2027-04-30; the week of 04-26 is its last, and Monday 05-03 lies in FY28-Q2.
  const PlanningCalendar calendar;
  const Day last = calendar.weeks({2028, 1}).back();
  REQUIRE(last == Day{2027_y / 4 / 26});
  CHECK(slots(calendar, last) == "....dddmm.....");
  CHECK(reminder_slot(calendar, last, 2027_y / 5 / 3) == ReminderSlot::monday);
  CHECK(calendar.weeks({2028, 2}).front() == Day{2027_y / 5 / 3});
  CHECK_FALSE(reminder_slot(calendar, 2027_y / 5 / 3, 2027_y / 5 / 3).has_value());
}

TEST_CASE("a slot begins on its first open day") {
  CHECK(slot_begins({}, week, ReminderSlot::due) == week + days{4});
  CHECK(slot_begins({}, week, ReminderSlot::monday) == week + days{7});
  CHECK(slot_begins(closed({week + days{7}}), week, ReminderSlot::monday) == week + days{8});
}

TEST_CASE("slots are written as the marker has them") {
  for (const ReminderSlot slot : {ReminderSlot::due, ReminderSlot::monday})
    CHECK(parse_reminder_slot(to_string(slot)) == slot);
  CHECK_FALSE(parse_reminder_slot("tuesday").has_value());
}

TEST_CASE("silent weeks are counted back from the one before, to the last update") {
  const PlanningCalendar calendar;
  const Quarter quarter(2028, 1);
  const Day first = calendar.weeks(quarter).front();
  const Day early = first - days{14};
  const auto nth = [&](int number) { return first + days{7 * (number - 1)}; };
  CHECK(silent_weeks({}, calendar, quarter, nth(1), early) == 0);
  CHECK(silent_weeks({}, calendar, quarter, nth(4), early) == 3);
  CHECK(silent_weeks({of(nth(1))}, calendar, quarter, nth(4), early) == 2);
  CHECK(silent_weeks({of(nth(3))}, calendar, quarter, nth(4), early) == 0);
  CHECK(silent_weeks({of(nth(1)), of(nth(4))}, calendar, quarter, nth(4), early) == 2);
  // An update of the week itself or of a later one says nothing of those before.
  CHECK(silent_weeks({of(nth(6))}, calendar, quarter, nth(5), early) == 4);
  CHECK(silent_weeks({of(nth(2))}, calendar, quarter, calendar.weeks(quarter).back(), early) == 10);

  SECTION("weeks before the key result was published were not owed") {
    const Day third_friday = nth(3) + days{4};
    CHECK(silent_weeks({}, calendar, quarter, nth(5), third_friday) == 2);
    CHECK(silent_weeks({}, calendar, quarter, nth(5), third_friday + days{1}) == 1);
  }
}
