#include <catch2/catch.hpp>

#include <secokr/day.hpp>

using namespace secokr;
using namespace date::literals;

TEST_CASE("every day of 1900 to 2199 is read as it was written") {
  int failures = 0;
  for (Day day = 1900_y / 1 / 1; day <= Day{2199_y / 12 / 31}; day += days{1})
    failures += parse_day(to_string(day)) != day;
  REQUIRE(failures == 0);
}

TEST_CASE("a day is written with four, two and two digits") {
  REQUIRE(to_string(Day{2027_y / 2 / 8}) == "2027-02-08");
  REQUIRE(to_string(Day{1999_y / 12 / 31}) == "1999-12-31");
}

TEST_CASE("what is no day is refused") {
  const std::string text = GENERATE(as<std::string>(), "", "2027", "2027-2-8", "2027-02-8", "27-02-08", "2027/02/08",
                                    "20270208", "2027-02-30", "2027-02-29", "2027-13-01", "2027-00-01", "2027-01-00",
                                    "2027-01-32", "1899-12-31", "2200-01-01", " 2027-02-08", "2027-02-08 ",
                                    "2027-02-08T00", "2027-02-0x", "+027-02-08", "-027-02-08", "２027-02-08");
  INFO(text);
  REQUIRE_FALSE(parse_day(text));
}

TEST_CASE("a leap day is a day") { REQUIRE(parse_day("2028-02-29") == Day{2028_y / 2 / 29}); }

TEST_CASE("the Monday of a week is the last Monday on or before each of its days") {
  int failures = 0;
  Day monday = 1998_y / 12 / 28;
  for (Day day = monday; day <= Day{2101_y / 1 / 31}; day += days{1}) {
    if (date::weekday{day} == date::Monday) monday = day;
    failures += monday_of(day) != monday;
  }
  REQUIRE(failures == 0);
}
