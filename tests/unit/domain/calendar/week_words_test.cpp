#include "domain/calendar/week_words.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace secokr;

namespace {

constexpr const char* k_month_names[] = {"January", "February", "March",     "April",   "May",      "June",
                                         "July",    "August",   "September", "October", "November", "December"};

}  // namespace

TEST_CASE("U2: every day of two years is read in every way of writing that has one reading") {
  for (Day day = *parse_day("2027-01-01"); day <= *parse_day("2028-12-31"); day += days{1}) {
    const date::year_month_day ymd{day};
    const int y = static_cast<int>(ymd.year());
    const unsigned m = static_cast<unsigned>(ymd.month());
    const unsigned d = static_cast<unsigned>(ymd.day());
    const std::string name = k_month_names[m - 1];
    for (const std::string& written :
         {to_string(day), fmt::format("{}-{}-{}", y, m, d), fmt::format("**{}**", to_string(day)),
          fmt::format("{}:", to_string(day)), fmt::format("Monday, {}", to_string(day)),
          fmt::format("{}/{:02}/{:02}", y, m, d), fmt::format("{} {} {}", d, name, y),
          fmt::format("{}. {} {}", d, name, y), fmt::format("{}th of {} {}", d, name, y),
          fmt::format("{} {}, {}", name, d, y), fmt::format("{}. {}th {}", name.substr(0, 3), d, y),
          fmt::format("{:04}{:02}{:02}", y, m, d), fmt::format("`{}`", to_string(day))}) {
      const auto read = read_week_words(written);
      if (!read || read->week != monday_of(day) || !read->rest.empty())
        FAIL(written << " became " << (read ? to_string(read->week) + " and \"" + read->rest + "\"" : "nothing"));
    }
    for (const std::string& slashed :
         {fmt::format("{:02}/{:02}/{}", d, m, y), fmt::format("{:02}.{:02}.{}", m, d, y)}) {
      const bool one_reading = d > 12 || d == m;
      const auto read = read_week_words(slashed);
      if (read.has_value() != one_reading || (read && read->week != monday_of(day))) FAIL(slashed);
    }
  }
}

TEST_CASE("words beside a week's date are kept") {
  CHECK(read_week_words("2027-02-01 (week 1)")->rest == "(week 1)");
  CHECK(read_week_words("Monday 2027-02-01, Bob covers")->rest == "Bob covers");
  CHECK(read_week_words("2027-02-01 – 2027-02-05")->rest.empty());
  CHECK(to_string(read_week_words("2027-W05")->week) == "2027-02-01");
  CHECK(to_string(read_week_words("2026-W53")->week) == "2026-12-28");
}

TEST_CASE("a range within one week is that week, and every word beside it is kept whole") {
  const std::string week = "2027-02-08";
  const std::vector<std::string> written{"2027-02-08",
                                         "2027-02-08 to 2027-02-12",
                                         "2027-02-08 - 2027-02-12",
                                         "2027-02-08 – 2027-02-12",
                                         "2027-02-08—2027-02-12",
                                         "2027-02-08/2027-02-12",
                                         "2027-02-08 until 2027-02-13",
                                         "2027-02-08 - 12",
                                         "2027-02-08 to 12",
                                         "2027-02-08–12",
                                         "2027-02-08 to 02-12",
                                         "2027-02-08 -- 12th",
                                         "8.-12. February 2027",
                                         "8-12 February 2027",
                                         "8 to 12 Feb 2027",
                                         "8–12 February 2027",
                                         "8 February to 12 February 2027",
                                         "8 February 2027 to 12 February",
                                         "Feb 8-12, 2027",
                                         "February 8 to 12, 2027",
                                         "Feb 8 - Feb 12, 2027",
                                         "Feb 8, 2027 to Feb 12",
                                         "Feb 8, 2027 through Feb 12, 2027",
                                         "Monday 2027-02-08 to Friday 2027-02-12",
                                         "Mon 8 - Fri 12 February 2027",
                                         "2027-02-08 Monday to Friday",
                                         "2027-02-08 to Friday",
                                         "2027-02-08 (Monday)",
                                         "2027-02-08 (Mon) - 2027-02-12 (Fri)",
                                         "13.02.2027",
                                         "8 Feb 2027 - 12.02.",
                                         "2027-W06",
                                         "2027-W06 (2027-02-08)"};
  const std::vector<std::string> trailing{
      "",   "(short week, zebra)", "to be continued",  "- zebra",        "(12 people out)", "zebra until Friday",
      "to", "sun and zebra",       "(due 2027-02-12)", "wed the zebras", "– zebra to zoo",  "12 zebras"};
  for (const std::string& date : written) {
    for (const std::string& words : trailing) {
      const std::string text = words.empty() ? date : date + " " + words;
      INFO(text);
      const auto read = read_week_words(text);
      REQUIRE(read.has_value());
      CHECK(to_string(read->week) == week);
      std::string kept = words;
      for (const std::string mark : {"- ", "– "})
        if (kept.starts_with(mark)) kept.erase(0, mark.size());
      // Where two brackets follow each other, the first may be part of what is kept.
      CHECK((words.empty() ? read->rest.empty() : read->rest.ends_with(kept)));
    }
  }
}

TEST_CASE("a range over two weeks, and one that is none of the calendar, names no week") {
  for (const char* text :
       {"2027-02-08 to 2027-02-15", "2027-02-08 - 19", "8-19 February 2027", "2027-02-08 to 02-19", "Feb 8-19, 2027",
        "8 February to 19 February 2027", "2027-02-08 to 2027-02-30", "2027-02-08 - 12 and 2027-02-15"}) {
    INFO(text);
    CHECK_FALSE(read_week_words(text).has_value());
  }
  // Over the end of a month and a year.
  CHECK(to_string(read_week_words("2027-03-29 - 2")->week) == "2027-03-29");
  CHECK(to_string(read_week_words("29 March to 2 April 2027")->week) == "2027-03-29");
  CHECK(to_string(read_week_words("29 - 2 April 2027")->week) == "2027-03-29");
  CHECK(to_string(read_week_words("2027-12-27 to 31")->week) == "2027-12-27");
  CHECK(to_string(read_week_words("28 December to 1 January 2027")->week) == "2026-12-28");
}

TEST_CASE("a week is never guessed") {
  const Day tuesday = *parse_day("2027-02-09");
  for (const char* text : {"", "soon", "02/01/2027", "1 February", "2027-02-01 or 2027-02-08", "2027-02-30", "W05",
                           "this week", "2027-W54", "February 2027", "2027"})
    CHECK_FALSE(read_week_words(text).has_value());
  CHECK(to_string(read_week_words("this week", tuesday)->week) == "2027-02-08");
  CHECK(to_string(read_week_words("Last week", tuesday)->week) == "2027-02-01");
}
