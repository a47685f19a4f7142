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

TEST_CASE("A metric whose start is its target is either met or says nothing") {
  const Metric kept{"uptime", 99.9, 99.9, "%"};
  CHECK(progress_of(kept, 99.9) == 100);
  CHECK(progress_of(kept, 99.8) == std::nullopt);
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
