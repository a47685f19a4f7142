#include <catch2/catch.hpp>

#include <secokr/fiscal_calendar.hpp>

using namespace secokr;
using namespace date::literals;

static_assert(FiscalCalendar{}.first_day({2028, 1}) == Day{2027_y / 2 / 1});
static_assert(FiscalCalendar{}.last_day({2028, 4}) == Day{2028_y / 1 / 31});
static_assert(FiscalCalendar{}.first_day({2028, 4}) == Day{2027_y / 11 / 1});
static_assert(FiscalCalendar{.first_month = 1}.first_day({2028, 1}) == Day{2028_y / 1 / 1});
static_assert(FiscalCalendar{.first_month = 1}.last_day({2028, 4}) == Day{2028_y / 12 / 31});
static_assert(FiscalCalendar{.first_month = 12}.first_day({2028, 1}) == Day{2027_y / 12 / 1});
static_assert(FiscalCalendar{}.quarter_of(Day{2028_y / 1 / 31}) == Quarter{2028, 4});
static_assert(FiscalCalendar{}.quarter_of(Day{2028_y / 2 / 1}) == Quarter{2029, 1});
static_assert(FiscalCalendar{}.quarter_of(Day{2024_y / 2 / 29}) == Quarter{2025, 1});
static_assert(!FiscalCalendar{.first_month = 0}.ok() && !FiscalCalendar{.first_month = 13}.ok() &&
              FiscalCalendar{.first_month = 12}.ok());

TEST_CASE("a fiscal year is named for the calendar year in which it ends, whatever its first month") {
  int failures = 0;
  for (unsigned month = 1; month <= 12; ++month)
    for (int year = 2000; year <= 2099; ++year) {
      const FiscalCalendar calendar{.first_month = month};
      const date::year_month_day first{calendar.first_day({year, 1})};
      const date::year_month_day last{calendar.last_day({year, 4})};
      failures += first.month() != date::month{month} || first.day() != date::day{1};
      failures += last.year() != date::year{year};
    }
  REQUIRE(failures == 0);
}

TEST_CASE("the quarters tile the days without a gap or an overlap") {
  int failures = 0;
  for (unsigned month = 1; month <= 12; ++month) {
    const FiscalCalendar calendar{.first_month = month};
    for (Quarter quarter{2000, 1}; quarter.ok(); quarter = quarter + 1) {
      const Day first = calendar.first_day(quarter);
      const Day last = calendar.last_day(quarter);
      failures += last + days{1} != calendar.first_day(quarter + 1);
      failures += date::year_month_day{first}.day() != date::day{1};
      failures += (last - first).count() + 1 < 89 || (last - first).count() + 1 > 92;
    }
  }
  REQUIRE(failures == 0);
}

TEST_CASE("each day of 1999 to 2100 lies in the quarter whose first and last day enclose it") {
  int failures = 0;
  for (unsigned month = 1; month <= 12; ++month) {
    const FiscalCalendar calendar{.first_month = month};
    for (Day day = 1999_y / 1 / 1; day <= Day{2100_y / 12 / 31}; day += days{1}) {
      const Quarter quarter = calendar.quarter_of(day);
      failures += quarter.number() < 1 || quarter.number() > 4;
      failures += day < calendar.first_day(quarter) || day > calendar.last_day(quarter);
    }
  }
  REQUIRE(failures == 0);
}
