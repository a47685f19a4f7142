#include <catch2/catch.hpp>

#include <string>

#include "base/text.hpp"
#include "domain/objective/amount.hpp"
#include "unit/domain/amount_titles.hpp"

using namespace secokr;

namespace {

void check_titles(std::string_view titles, bool measurable) {
  for (const std::string_view title : base::split(titles, '\n')) {
    if (title.empty()) continue;
    INFO(title);
    CHECK(names_amount(title) == measurable);
  }
}

}  // namespace

TEST_CASE("K1: a title that says how much or how many") { check_titles(test::titles_with_an_amount, true); }

TEST_CASE("K1: a title whose digits are names, dates, identifiers or placeholders") {
  check_titles(test::titles_without_an_amount, false);
}

TEST_CASE("K1: the same number is an amount or a name by what stands around it") {
  struct Case {
    const char* title;
    bool amount;
  };
  const Case cases[] = {
      {"Close 2 findings", true},
      {"Prepare for SOC 2", false},
      {"Move to Python 3", false},
      {"Train 2027 engineers", true},
      {"Train engineers in 2027", false},
      {"Cut it to 30 days", true},
      {"Write the 30-day plan", false},
      {"Answer within 30-day windows", true},
      {"Reach 5 % by March 5", true},
      {"Finish by March 5", false},
      {"Add one reviewer for each team", true},
      {"Be one team", false},
      {"Zero open findings", true},
      {"Zero trust for contractors", false},
      {"A quarter of all alerts", true},
      {"Finish when a quarter is over", false},
      {"Half of the fleet", true},
      {"The first half of the fleet", false},
      {"Double the share", true},
      {"Double down on it", false},
      {"All services pass", true},
      {"All about services", false},
      {"Every service passes", true},
      {"Better at every step", false},
      {"No shared accounts", true},
      {"Accounts are no longer shared", false},
      {"Cover X% of all services", false},
      {"Cover 80% of all services", true},
      {"", false},
      {"%", false},
      {"2", true},
      {"Ünïcödé 5 %", true},
  };
  for (const Case& each : cases) {
    INFO(each.title);
    CHECK(names_amount(each.title) == each.amount);
  }
}

TEST_CASE("K1: any bytes are read to their end") {
  const std::string_view bytes = "5-/.:,%$<\xc3\x28#XaQ ";
  for (std::size_t first = 0; first < bytes.size(); ++first)
    for (std::size_t second = 0; second < bytes.size(); ++second)
      for (std::size_t third = 0; third < bytes.size(); ++third)
        CHECK_NOTHROW(names_amount(std::string{bytes[first], bytes[second], bytes[third]}));
}
