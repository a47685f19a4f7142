#include <catch2/catch.hpp>

#include <algorithm>

#include "base/text.hpp"
#include "render/calendar/calendar.hpp"
#include "support/calendar_samples.hpp"
#include "support/places.hpp"
#include "support/temporary_folder.hpp"

using namespace secokr;
using namespace date::literals;

namespace {

/// Everything that the command puts through its table, one cell after another, for comparison with a file.
std::string text_of(const CalendarView& view) {
  std::string text = render::calendar_heading(view) + "\n\n" + base::join(render::calendar_columns(), " | ") + "\n";
  for (const auto& row : render::calendar_rows(view)) text += base::join(row, " | ") + "\n";
  text += "\n";
  for (const auto& line : render::calendar_footer(view)) text += line + "\n";
  for (const auto& line : render::calendar_notices(view)) text += line + "\n";
  return text;
}

std::string golden(const std::string& name) { return test::read(test::data_folder() / "calendar" / name); }

CalendarView seen_on(Day today) { return view_of(PlanningCalendar{}, {2028, 1}, today); }

}  // namespace

TEST_CASE("the calendar as text") {
  CHECK(text_of(test::plain_quarter()) == golden("fy28-q1.txt"));
  CHECK(text_of(test::moved_quarter()) == golden("fy29-q1-moved.txt"));
}

TEST_CASE("the calendar as Markdown") {
  CHECK(render::render_calendar_markdown(test::plain_quarter()) == golden("fy28-q1.md"));
  CHECK(render::render_calendar_markdown(test::moved_quarter()) == golden("fy29-q1-moved.md"));
}

TEST_CASE("the calendar as JSON") {
  CHECK(render::calendar_json(test::plain_quarter()).dump(2) + "\n" == golden("fy28-q1.json"));
  CHECK(render::calendar_json(test::moved_quarter()).dump(2) + "\n" == golden("fy29-q1-moved.json"));
}

TEST_CASE("the calendar as iCalendar") {
  CHECK(render::render_calendar_ics(test::plain_quarter(), test::sample_stamp()) == golden("fy28-q1.ics"));
  CHECK(render::render_calendar_ics(test::moved_quarter(), test::sample_stamp()) == golden("fy29-q1-moved.ics"));
}

TEST_CASE("the JSON has the fields of the contract, in its order") {
  const auto keys = [](const nlohmann::ordered_json& object) {
    std::vector<std::string> names;
    for (const auto& [name, value] : object.items()) names.push_back(name);
    return names;
  };
  using Names = std::vector<std::string>;
  const auto json = render::calendar_json(test::moved_quarter());
  REQUIRE(keys(json) ==
          Names{"quarter", "first_day", "last_day", "counting", "as_of", "next_step", "steps", "weeks", "notices"});
  REQUIRE(json["steps"].size() == 6);
  REQUIRE(keys(json["steps"][1]) ==
          Names{"step", "mondays_before", "date", "computed", "other_counting", "who", "what", "days_left"});
  REQUIRE(keys(json["steps"][2]) == Names{"step", "date", "who", "what", "days_left"});
  REQUIRE(keys(json["steps"][4]) ==
          Names{"step", "mondays_before", "date", "until", "other_counting", "who", "what", "days_left"});
  REQUIRE(json["weeks"].size() == 13);
  REQUIRE(json["weeks"][0] == nlohmann::ordered_json{{"week", "2028-01-31"}, {"due", "2028-02-03"}});
  REQUIRE(render::calendar_json(seen_on(2027_y / 1 / 19))["next_step"].is_null());
}

TEST_CASE("the line of the next step says what lies ahead on every day") {
  struct Row {
    Day today;
    std::string line;
  };
  const Row row = GENERATE(values<Row>({
      {2026_y / 12 / 1, "Next: ideas on 2026-12-14, in 13 days."},
      {2026_y / 12 / 13, "Next: ideas on 2026-12-14, tomorrow."},
      {2026_y / 12 / 14, "Next: ideas on 2026-12-14, today."},
      {2026_y / 12 / 15, "Next: objectives on 2026-12-21, in 6 days."},
      {2027_y / 1 / 4, "Next: proposal on 2027-01-04, today."},
      {2027_y / 1 / 5, "Next: final on 2027-01-18, in 13 days."},
      {2027_y / 1 / 19, "Every planning step has passed; FY28-Q1 begins on 2027-02-01, in 13 days."},
      {2027_y / 2 / 1, "FY28-Q1 is under way and ends on 2027-04-30, in 88 days."},
      {2027_y / 4 / 30, "FY28-Q1 is under way and ends on 2027-04-30, today."},
      {2027_y / 5 / 1, "FY28-Q1 ended on 2027-04-30, yesterday."},
      {2027_y / 5 / 2, "FY28-Q1 ended on 2027-04-30, 2 days ago."},
  }));
  REQUIRE(render::calendar_footer(seen_on(row.today)).front() == row.line);
}

TEST_CASE("the window of preparation is under way from its first to its last day") {
  const auto when = [](Day today) { return render::calendar_rows(seen_on(today))[3][3]; };
  REQUIRE(when(2027_y / 1 / 3) == "tomorrow");
  REQUIRE(when(2027_y / 1 / 4) == "under way");
  REQUIRE(when(2027_y / 1 / 18) == "under way");
  REQUIRE(when(2027_y / 1 / 19) == "15 days ago");
}

TEST_CASE("the notice of differing countings names the other one and its direction") {
  const auto notice = [](Counting counting) {
    return render::calendar_notices(view_of({.counting = counting}, {2029, 1}, 2028_y / 1 / 12));
  };
  REQUIRE(notice(Counting::literal) ==
          std::vector<std::string>{"FY29-Q1 starts on a Tuesday, where the countings differ: published counting "
                                   "puts each step a week earlier (ideas on 2027-12-13); calendar.counting "
                                   "chooses."});
  REQUIRE(notice(Counting::published) ==
          std::vector<std::string>{"FY29-Q1 starts on a Tuesday, where the countings differ: literal counting "
                                   "puts each step a week later (ideas on 2027-12-20); calendar.counting "
                                   "chooses."});
  REQUIRE(render::calendar_notices(test::plain_quarter()).empty());
}

TEST_CASE("a quarter whose every Friday is closed has no recurring event, only those of its weeks") {
  PlanningCalendar calendar;
  for (const Day monday : calendar.weeks({2028, 1})) calendar.closed_days.insert(monday + days{4});
  const std::string ics =
      render::render_calendar_ics(view_of(calendar, {2028, 1}, 2027_y / 1 / 1), test::sample_stamp());
  REQUIRE(ics.find("RRULE") == std::string::npos);
  REQUIRE(ics.find("EXDATE") == std::string::npos);
  REQUIRE(ics.find("UID:fy28-q1-weekly-update-2027-02-01@secokr\r\n") != std::string::npos);
}
