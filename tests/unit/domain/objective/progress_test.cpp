#include <catch2/catch.hpp>

#include <secokr/progress.hpp>

using namespace secokr;

TEST_CASE("How far a value is from start to target") {
  const Metric rising{"completion rate", 62, 90, "%"};
  CHECK(*progress_of(rising, 78) == Approx(57.142857));
  CHECK(*progress_of(rising, 62) == 0);
  CHECK(*progress_of(rising, 90) == 100);
  CHECK(*progress_of(rising, 40) == 0);
  CHECK(*progress_of(rising, 99) == 100);
  const Metric falling{"time to contain", 9, 4, "hours"};
  CHECK(*progress_of(falling, 9) == 0);
  CHECK(*progress_of(falling, 6.5) == Approx(50));
  CHECK(*progress_of(falling, 4) == 100);
  CHECK(*progress_of(falling, 3) == 100);
  CHECK(*progress_of(falling, 12) == 0);
  const Metric through_zero{"net score", -10, 10, ""};
  CHECK(*progress_of(through_zero, 0) == Approx(50));
}

TEST_CASE("A metric whose start is its target says nothing") {
  const Metric kept{"uptime", 99.9, 99.9, "%"};
  CHECK(kept.goes_nowhere());
  for (const double value : {99.8, 99.9, 99.99}) CHECK(progress_of(kept, value) == std::nullopt);
}

namespace {

Day week(int number) { return Day{date::year{2027} / 2 / 1} + days{7 * (number - 1)}; }

WeeklyUpdate valued(int number, double value, double progress = 0) {
  return {.week = week(number), .progress = progress, .value = value};
}

}  // namespace

TEST_CASE("What is to be held counts the weeks in which it held") {
  struct Case {
    MetricKind kind;
    double bound;
    std::vector<double> values;
    double progress;
  };
  const std::vector<Case> cases{
      {MetricKind::at_least, 99.95, {99.97}, 100},
      {MetricKind::at_least, 99.95, {99.97, 99.95}, 100},
      {MetricKind::at_least, 99.95, {99.97, 99.95, 99.9}, 200.0 / 3},
      {MetricKind::at_least, 99.95, {99.9}, 0},
      {MetricKind::at_most, 3, {3, 4}, 50},
      {MetricKind::at_most, 3, {0, 2.9, 3.1, 3}, 75},
      {MetricKind::at_most, 0, {0}, 100},
  };
  for (const Case& each : cases) {
    const Measure measure = Metric{.name = "x", .start = each.bound, .target = each.bound, .kind = each.kind};
    std::vector<WeeklyUpdate> updates;
    for (const double value : each.values) updates.push_back(valued(static_cast<int>(updates.size()) + 1, value));
    CAPTURE(to_string(measure), each.values.size());
    CHECK(judged_progress(measure, updates, week(13)).progress == Approx(each.progress));
    // Weeks that are not asked about do not count.
    CHECK(judged_progress(measure, updates, week(1)).progress == (each.values.front() == 99.9 ? 0 : 100));
  }
}

TEST_CASE("A progress is judged from its value, and one by hand as it was given") {
  const Measure thirds = Metric{"x", 0, 3, ""};
  const auto progress = [&](std::vector<WeeklyUpdate> updates) { return judged_progress(thirds, updates, week(13)); };
  CHECK(progress({}).progress == 0);
  CHECK(progress({valued(1, 2, 66.6)}).progress == Approx(200.0 / 3));
  WeeklyUpdate by_hand = valued(1, 2, 80);
  by_hand.progress_by_hand = true;
  CHECK(progress({by_hand}).progress == 80);
  CHECK(progress({by_hand}).computed.value() == Approx(200.0 / 3));
  // An update that says neither value nor progress took the note's cut figure over.
  CHECK(progress({valued(1, 2, 66.6), {.week = week(2), .progress = 66.6}}).progress == Approx(200.0 / 3));
  CHECK(progress({valued(1, 2, 66.6), {.week = week(2), .progress = 50}}).progress == 50);
  CHECK(judged_progress(Measure(Baseline{}), {valued(1, 42, 10)}, week(13)).progress == 10);
  CHECK(judged_progress(std::nullopt, {valued(1, 42, 10)}, week(13)).progress == 10);
}

TEST_CASE("A bar is reached by what makes it up exactly, and by nothing below") {
  CHECK(reaches(70, 70));
  CHECK(reaches((100 * 2.0 / 3 + 100 * 11.0 / 15) / 2, 70));
  CHECK(reaches(0.1 + 0.2 + 69.7, 70));
  CHECK_FALSE(reaches(69.96, 70));
  CHECK_FALSE(reaches(69.999, 70));
}

TEST_CASE("Percent is shown with at most one decimal and never rounded up over a bar") {
  const std::vector<std::pair<double, std::string>> cases{
      {0, "0"},         {40, "40"},  {57.142857, "57.1"}, {69.6, "69.6"},    {69.96, "69.9"},
      {69.999, "69.9"}, {70, "70"},  {72.05, "72"},       {99.95, "99.9"},   {99.999, "99.9"},
      {100, "100"},     {0.04, "0"}, {33.333, "33.3"},    {66.6667, "66.6"},
  };
  for (const auto& [percent, shown] : cases) CHECK(format_percent(percent) == shown);
}

TEST_CASE("Every tenth of a percent is shown as itself") {
  for (int tenths = 0; tenths <= 1000; ++tenths) {
    const std::string whole = std::to_string(tenths / 10);
    CHECK(format_percent(tenths / 10.0) == (tenths % 10 == 0 ? whole : whole + "." + std::to_string(tenths % 10)));
  }
}
