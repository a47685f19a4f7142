#include "app/run/update_typed.hpp"

#include <date/date.h>
#include <catch2/catch.hpp>

#include "support/calendar_samples.hpp"

using namespace secokr;
using namespace date::literals;
using Catch::Matchers::Contains;

TEST_CASE("what can never be posted is refused before it waits for a server") {
  const PlanningCalendar calendar;
  const Quarter running(2028, 1);
  const Day friday = 2027_y / 2 / 12;
  const Day monday = 2027_y / 2 / 1;
  const Day before = 2026_y / 11 / 30;
  struct Row {
    std::string what;
    Day today;
    std::optional<Quarter> quarter;
    app::TypedUpdate typed;
    std::string said;  ///< empty where it may be posted
  };
  const auto pause = [](std::string project) {
    return app::UpdateRequest{.state = KeyResultState::paused, .critical_project = std::move(project)};
  };
  const std::vector<Row> rows{
      {"a key result", friday, {}, {.name = "Security Training/KR1"}, ""},
      {"an issue", friday, {}, {.name = "#12"}, ""},
      {"nobody's name", friday, {}, {.name = "no name/at/all"}, "names no key result"},
      {"two quarters", friday, running, {.name = "FY28-Q2/Red Team/KR1"}, "named twice"},
      {"the quarter has not begun", before, running, {.name = "Red Team/KR1"}, "is none of FY28-Q1"},
      {"nor the one in the name", before, {}, {.name = "FY28-Q1/Red Team/KR1"}, "is none of FY28-Q1"},
      {"a week of another quarter", friday, running, {.name = "Red Team/KR1", .week = before}, "is none of FY28-Q1"},
      {"a week of the quarter", friday, running, {.name = "Red Team/KR1", .week = monday}, ""},
      {"on a Monday last week's quarter counts too", monday, Quarter(2027, 4), {.name = "Red Team/KR1"}, ""},
      {"a week that has not begun", friday, {}, {.name = "Red Team/KR1", .week = 2027_y / 2 / 15}, "has not begun"},
      {"too much progress", friday, {}, {.name = "Red Team/KR1", .request = {.progress = 101}}, "no percentage"},
      {"all of it", friday, {}, {.name = "Red Team/KR1", .request = {.progress = 100}}, ""},
      {"paused by nothing", friday, {}, {.name = "Red Team/KR1", .request = pause("")}, "by no critical project"},
      {"paused by no link", friday, {}, {.name = "Red Team/KR1", .request = pause("soon")}, "is no link"},
      {"paused", friday, {}, {.name = "Red Team/KR1", .request = pause("https://example.com/cp")}, ""},
      {"a project without a pause",
       friday,
       {},
       {.name = "Red Team/KR1", .request = {.critical_project = "https://example.com/cp"}},
       "without a pause"},
      {"mine", friday, running, {}, ""},
      {"mine, of a quarter to come", before, running, {}, "is none of FY28-Q1"},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    const auto checked = app::check_typed(calendar, row.today, row.quarter, row.typed);
    CHECK(checked.has_value() == row.said.empty());
    if (checked) continue;
    CHECK(checked.error().kind == ErrorKind::usage);
    CHECK_THAT(checked.error().what, Contains(row.said));
  }
}
