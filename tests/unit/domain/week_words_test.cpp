#include "domain/week_words.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

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

TEST_CASE("a week is never guessed") {
  const Day tuesday = *parse_day("2027-02-09");
  for (const char* text : {"", "soon", "02/01/2027", "1 February", "2027-02-01 or 2027-02-08", "2027-02-30", "W05",
                           "this week", "2027-W54", "February 2027", "2027"})
    CHECK_FALSE(read_week_words(text).has_value());
  CHECK(to_string(read_week_words("this week", tuesday)->week) == "2027-02-08");
  CHECK(to_string(read_week_words("Last week", tuesday)->week) == "2027-02-01");
}
