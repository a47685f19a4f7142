#include <catch2/catch.hpp>

#include "domain/objective/forecast.hpp"

using namespace secokr;

TEST_CASE("A forecast is the straight line through what was reported") {
  const Day week = date::year{2027} / 3 / 15;
  struct Case {
    std::string name;
    KeyResultState state;
    double progress;
    bool reported;
    double elapsed;
    std::optional<double> forecast;
  };
  using enum KeyResultState;
  const std::vector<Case> cases{
      {"progress by elapsed share", active, 30, true, 0.5, 60},
      {"exactly what is expected reaches the end", active, 50, true, 0.5, 100},
      {"never more than all of it", active, 80, true, 0.25, 100},
      {"on the last day it is the progress", active, 72.5, true, 1, 72.5},
      {"reported as nothing", active, 0, true, 0.5, 0},
      {"nothing before the first report", active, 0, false, 0.5, std::nullopt},
      {"nothing before the quarter has begun", active, 10, true, 0, std::nullopt},
      {"what is done stays where it is", done, 90, true, 0.5, 90},
      {"what is paused stays where it is", paused, 20, true, 0.5, 20},
      {"so does what is not started", not_started, 5, true, 0.5, 5},
      {"paused and never reported", paused, 0, false, 0.5, std::nullopt},
      {"a dropped one has none", dropped, 40, true, 0.5, std::nullopt},
  };
  for (const Case& each : cases) {
    CAPTURE(each.name);
    DashboardKeyResult row{.state = each.state, .progress = each.progress};
    if (each.reported) row.updated = week;
    const auto got = forecast(row, each.elapsed);
    REQUIRE(got.has_value() == each.forecast.has_value());
    if (got) CHECK(*got == Approx(*each.forecast));
  }
}

TEST_CASE("A stale key result's forecast falls while the quarter goes on") {
  const DashboardKeyResult row{.progress = 40, .health = ReportedHealth::stale, .updated = date::year{2027} / 3 / 1};
  CHECK(*forecast(row, 0.5) == Approx(80));
  CHECK(*forecast(row, 0.8) == Approx(50));
}

TEST_CASE("A forecast reaches the end exactly where progress has reached what is expected") {
  for (int elapsed = 1; elapsed <= 100; ++elapsed)
    for (int progress = 0; progress <= 100; ++progress) {
      DashboardKeyResult row{.progress = static_cast<double>(progress)};
      row.updated = date::year{2027} / 3 / 1;
      const auto end = forecast(row, elapsed / 100.0);
      REQUIRE(end.has_value());
      REQUIRE((*end > 100 - 1e-9) == (progress >= elapsed));
      REQUIRE(*end <= 100);
      REQUIRE(*end >= progress);
    }
}
