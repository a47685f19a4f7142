#include "render/status.hpp"

#include <date/date.h>
#include <catch2/catch.hpp>

#include "base/text.hpp"

using namespace secokr;
using namespace date::literals;
using Catch::Matchers::Contains;

namespace {

StatusView sample() {
  const Day today = 2027_y / 2 / 19;
  return {.user = "training-manager",
          .as_of = today,
          .quarter = Quarter(2028, 1),
          .planning = Quarter(2028, 2),
          .due = {{"FY28-Q1: weekly updates of the week 2027-02-15", today, 0},
                  {"FY28-Q2 planning: ideas", 2027_y / 3 / 15, 24}},
          .owed = {{"Security Training/KR1", 2027_y / 2 / 1, 2027_y / 2 / 5},
                   {"Security Training/KR1", 2027_y / 2 / 8, 2027_y / 2 / 12},
                   {"Red/KR1", 2027_y / 2 / 15, today},
                   {"Security Training/KR1", 2027_y / 2 / 15, today}},
          .blocking = {{Rule::K3, "Red/KR2", "there is no milestone"}},
          .next_command = "secokr update \"Security Training/KR1\" --week 2027-02-01"};
}

}  // namespace

TEST_CASE("status tells each key result's backlog in a line") {
  CHECK(render::status_text(sample(), {}) ==
        R"(FY28-Q1 is running, FY28-Q2 is being planned · 2027-02-19 · you are @training-manager

Due
  2027-02-19  today       FY28-Q1: weekly updates of the week 2027-02-15
  2027-03-15  in 24 days  FY28-Q2 planning: ideas

You owe 4 weekly updates
  Security Training/KR1  overdue: weeks 2027-02-01, 2027-02-08; week 2027-02-15 due today
  Red/KR1                week 2027-02-15 due today

Blocking FY28-Q2: 1 error
  K3  Red/KR2: there is no milestone

Next: secokr update "Security Training/KR1" --week 2027-02-01
)");
}

TEST_CASE("of many blockers ten are listed and the rest is counted") {
  StatusView view = sample();
  view.blocking.assign(23, {Rule::O3, "SecOps", "no objective"});
  const std::string text = render::status_text(view, {});
  CHECK_THAT(text, Contains("Blocking FY28-Q2: 10 of 23 errors\n") && Contains("`secokr draft check` lists them all"));
  std::size_t listed = 0;
  for (const auto line : base::split(text, '\n'))
    if (line.starts_with("  O3")) ++listed;
  CHECK(listed == 10);
  CHECK(render::status_json(view)["blocking"].size() == 23);
}

TEST_CASE("nothing owed and nothing blocked is said") {
  StatusView view = sample();
  view.owed.clear();
  view.blocking.clear();
  CHECK_THAT(render::status_text(view, {}), Contains("You owe no weekly update, and nothing blocks FY28-Q2\n"));
}

TEST_CASE("a narrow page wraps the backlog") {
  const std::string text = render::status_text(sample(), {.width = 60});
  for (const auto line : base::split(text, '\n')) {
    INFO(line);
    if (!line.starts_with("Next:")) CHECK(base::display_width(line) <= 60);
  }
}

TEST_CASE("status as JSON") {
  const render::Json json = render::status_json(sample());
  CHECK(json["user"] == "training-manager");
  CHECK(json["due"][1] == render::Json{{"what", "FY28-Q2 planning: ideas"}, {"date", "2027-03-15"}, {"days_left", 24}});
  CHECK(json["owed"][0] ==
        render::Json{{"kr", "Security Training/KR1"}, {"week", "2027-02-01"}, {"due", "2027-02-05"}});
  CHECK(json["blocking"][0]["rule"] == "K3");
  CHECK(json["outbox"] == render::Json::array());
  CHECK(json["planning"] == "FY28-Q2");
}
