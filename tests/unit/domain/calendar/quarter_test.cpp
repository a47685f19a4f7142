#include <catch2/catch.hpp>

#include <algorithm>
#include <cctype>

#include <secokr/quarter.hpp>

using namespace secokr;

static_assert(Quarter{2028, 1} + 1 == Quarter{2028, 2});
static_assert(Quarter{2028, 4} + 1 == Quarter{2029, 1});
static_assert(Quarter{2028, 1} - 1 == Quarter{2027, 4});
static_assert(Quarter{2028, 1} + -9 == Quarter{2025, 4});
static_assert(Quarter{2029, 1} - Quarter{2028, 1} == 4);
static_assert(Quarter{2028, 1} < Quarter{2028, 2} && Quarter{2028, 4} < Quarter{2029, 1});
static_assert(!Quarter{}.ok() && !Quarter{2100, 1}.ok() && !Quarter{1999, 4}.ok() && !Quarter{2028, 0}.ok() &&
              !Quarter{2028, 5}.ok());
static_assert(Quarter{2000, 1}.ok() && Quarter{2099, 4}.ok());
static_assert(!(Quarter{2099, 4} + 1).ok() && !(Quarter{2000, 1} - 1).ok());

TEST_CASE("arithmetic on every pair of quarters is consistent") {
  int failures = 0;
  for (int a = 0; a < 400; ++a) {
    const Quarter first{2000 + a / 4, a % 4 + 1};
    for (int b = 0; b < 400; ++b) {
      const Quarter second{2000 + b / 4, b % 4 + 1};
      failures += second - first != b - a;
      failures += first + (b - a) != second;
      failures += second - (b - a) != first;
      failures += (first < second) != (a < b);
      failures += (first == second) != (a == b);
    }
  }
  REQUIRE(failures == 0);
}

TEST_CASE("every quarter is read in each of its spellings and written in one") {
  int failures = 0;
  for (Quarter quarter{2000, 1}; quarter.ok(); quarter = quarter + 1) {
    const std::string year = (quarter.fiscal_year() < 2010 ? "0" : "") + std::to_string(quarter.fiscal_year() - 2000);
    const std::string number = std::to_string(quarter.number());
    failures += to_string(quarter) != "FY" + year + "-Q" + number;
    failures += fiscal_year_name(quarter) != "FY" + year;
    for (const std::string separator : {"-", " ", "", "_"}) {
      std::string text = "FY" + year + separator + "Q" + number;
      failures += parse_quarter(text) != quarter;
      failures += parse_quarter("  " + text + "\t\n") != quarter;
      std::ranges::transform(text, text.begin(),
                             [](unsigned char character) { return static_cast<char>(std::tolower(character)); });
      failures += parse_quarter(text) != quarter;
      text[0] = 'F';
      failures += parse_quarter(text) != quarter;
    }
  }
  REQUIRE(failures == 0);
}

TEST_CASE("what is no quarter is refused") {
  const std::string text =
      GENERATE(as<std::string>(), "", " ", "FY", "FY28", "Q1", "28-Q1", "FY28-Q0", "FY28-Q5", "FY28-Q9", "FY28-Q",
               "FY28-Q11", "FY28-Q1x", "xFY28-Q1", "FY2028-Q1", "FY8-Q1", "FY028-Q1", "FY28--Q1", "FY28 -Q1",
               "FY28  Q1", "FY 28 Q1", "F Y28-Q1", "FY28-Q 1", "FY28/Q1", "FY28.Q1", "FY28-1", "FY28-Quarter1",
               "FY-28-Q1", "FY+28-Q1", "FY2x-Q1", "FY28-Qx", "FY28-Q-1", "Q1-FY28", "FY28-Q1 FY28-Q2", "FY28\nQ1",
               "FY28\tQ1", "FY28–Q1", "ＦＹ28-Q1", "2028-02-01", "now", "next", "+1", "planning");
  INFO(text);
  REQUIRE_FALSE(parse_quarter(text));
}

TEST_CASE("the words of a command line are relative to today's quarter") {
  const QuarterContext context{.current = {2028, 1}, .closing = {2027, 3}};
  struct Row {
    std::string text;
    std::optional<Quarter> quarter;
  };
  const Row row = GENERATE(values<Row>({
      {"now", Quarter{2028, 1}},
      {"next", Quarter{2028, 2}},
      {"prev", Quarter{2027, 4}},
      {"planning", Quarter{2028, 2}},
      {"closing", Quarter{2027, 3}},
      {"NOW", Quarter{2028, 1}},
      {" Next ", Quarter{2028, 2}},
      {"+0", Quarter{2028, 1}},
      {"-0", Quarter{2028, 1}},
      {"+1", Quarter{2028, 2}},
      {"-2", Quarter{2027, 3}},
      {"+12", Quarter{2031, 1}},
      {"-112", Quarter{2000, 1}},
      {"-113", std::nullopt},
      {"+287", Quarter{2099, 4}},
      {"+288", std::nullopt},
      {"FY30-Q4", Quarter{2030, 4}},
      {"fy30 q4", Quarter{2030, 4}},
      {"+", std::nullopt},
      {"-", std::nullopt},
      {"1", std::nullopt},
      {"+x", std::nullopt},
      {"+1x", std::nullopt},
      {"+-1", std::nullopt},
      {"+1.0", std::nullopt},
      {"+1000", std::nullopt},
      {"+99999999999", std::nullopt},
      {"", std::nullopt},
      {"today", std::nullopt},
      {"previous", std::nullopt},
      {"nextt", std::nullopt},
      {"FY28-Q5", std::nullopt},
  }));
  INFO(row.text);
  REQUIRE(resolve_quarter(row.text, context) == row.quarter);
}

TEST_CASE("a word that leaves the years there are, or has nothing to stand on, is refused") {
  REQUIRE_FALSE(resolve_quarter("next", {.current = {2099, 4}, .closing = {2099, 4}}));
  REQUIRE_FALSE(resolve_quarter("prev", {.current = {2000, 1}, .closing = {2000, 1}}));
  for (const char* word : {"now", "next", "prev", "planning", "closing", "+1"})
    REQUIRE_FALSE(resolve_quarter(word, {}));
  REQUIRE(resolve_quarter("FY28-Q1", {}) == Quarter{2028, 1});
}
