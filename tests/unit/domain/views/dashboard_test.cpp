#include <catch2/catch.hpp>

#include <secokr/progress.hpp>
#include "domain/views/dashboard.hpp"
#include "support/sample_plan.hpp"

using namespace secokr;
using test::day;

namespace {

const Quarter quarter(2028, 1);  // 2027-02-01 … 2027-04-30, 89 days

/// Weeks of the quarter: the first is that of 2027-02-01.
Day week(int number) { return day(2027, 2, 1) + days{7 * (number - 1)}; }
/// The Saturday after the week's Friday: its due day has passed.
Day after(int number) { return week(number) + days{5}; }

WeeklyUpdate update(int number, double progress, std::optional<Health> health = Health::on_track) {
  return {.week = week(number), .progress = progress, .progress_by_hand = true, .health = health};
}

PublishedKeyResult kr(std::optional<double> weight, std::vector<WeeklyUpdate> updates,
                      std::optional<KeyResultState> state = std::nullopt) {
  return {.plan = {.measure = Metric{"completion rate", 62, 90, "%"}, .weight = weight, .state = state},
          .updates = std::move(updates)};
}

PublishedObjective objective(std::vector<PublishedKeyResult> key_results, Priority priority = Priority::p1) {
  for (std::size_t i = 0; i < key_results.size(); ++i) key_results[i].plan.number = static_cast<int>(i + 1);
  return {.plan = {.reference = "Security Training", .priority = priority}, .key_results = std::move(key_results)};
}

DashboardObjective rolled_up(PublishedObjective published, Day as_of) {
  const Dashboard dashboard = roll_up({std::move(published)}, PlanningCalendar{}, quarter, as_of);
  REQUIRE(dashboard.objectives.size() == 1);
  return dashboard.objectives.front();
}

constexpr auto on_track = Health::on_track;
constexpr auto needs_attention = Health::needs_attention;
constexpr auto at_risk = Health::at_risk;

}  // namespace

TEST_CASE("Progress is the weighted mean of active and done key results") {
  struct Case {
    std::string name;
    std::vector<PublishedKeyResult> key_results;
    double expected;
  };
  const std::vector<Case> cases{
      {"weights", {kr(60, {update(1, 50)}), kr(40, {update(1, 100)})}, 70},
      {"no weights: equal", {kr({}, {update(1, 30)}), kr({}, {update(1, 60)}), kr({}, {update(1, 90)})}, 60},
      {"missing weights share the remainder: 60, 20, 20",
       {kr(60, {update(1, 50)}), kr({}, {update(1, 100)}), kr({}, {update(1, 0)})},
       50},
      {"not reported counts as 0", {kr(50, {update(1, 80)}), kr(50, {})}, 40},
      {"a done one counts with its last progress",
       {kr(50, {update(1, 80)}), kr(50, {update(1, 100)}, KeyResultState::done)},
       90},
      {"a done one that never reported counts as 0", {kr(50, {update(1, 80)}), kr(50, {}, KeyResultState::done)}, 40},
      {"a paused one does not count: 60 and 20 of 80",
       {kr(60, {update(1, 40)}), kr(20, {update(1, 80)}), kr(20, {update(1, 100)}, KeyResultState::paused)},
       50},
      {"nor a dropped one", {kr(60, {update(1, 40)}), kr(40, {update(1, 90)}, KeyResultState::dropped)}, 40},
      {"nor one that is not started", {kr(60, {update(1, 40)}), kr(40, {}, KeyResultState::not_started)}, 40},
      {"none counts", {kr(100, {update(1, 40)}, KeyResultState::dropped)}, 0},
      {"no key results", {}, 0},
      {"those that count have no weight: equal",
       {kr(0, {update(1, 40)}), kr(0, {update(1, 60)}), kr(100, {}, KeyResultState::paused)},
       50},
  };
  for (const Case& each : cases) {
    INFO(each.name);
    CHECK(rolled_up(objective(each.key_results), after(1)).progress == Approx(each.expected));
  }
}

TEST_CASE("A mean that is just below the bar is not shown as the bar") {
  const double progress = rolled_up(objective({kr(96, {update(1, 70)}), kr(4, {update(1, 69)})}), after(1)).progress;
  CHECK(progress == Approx(69.96));
  CHECK(progress < 70);
  CHECK(format_percent(progress) == "69.9");
}

TEST_CASE("Only the newest update until the day counts, in any order") {
  const PublishedKeyResult three = kr(100, {update(2, 20), update(3, 30, at_risk), update(1, 10)});
  CHECK(rolled_up(objective({three}), after(3)).progress == 30);
  CHECK(rolled_up(objective({three}), week(3)).progress == 30);
  CHECK(rolled_up(objective({three}), week(3) - days{1}).progress == 20);
  CHECK(rolled_up(objective({three}), week(2) - days{1}).key_results.front().updated == week(1));
  const DashboardKeyResult before = rolled_up(objective({three}), week(1) - days{1}).key_results.front();
  CHECK(before.progress == 0);
  CHECK(before.updated == std::nullopt);
  CHECK(before.health == ReportedHealth::not_reported);
}

TEST_CASE("Value and computed progress stand beside what was given by hand") {
  WeeklyUpdate by_hand = update(1, 60);
  by_hand.value = 78;
  by_hand.unit = "%";
  WeeklyUpdate measured = by_hand;
  measured.progress = 57.142857;
  measured.progress_by_hand = false;

  const DashboardKeyResult given = rolled_up(objective({kr(100, {by_hand})}), after(1)).key_results.front();
  CHECK(given.progress == 60);
  REQUIRE(given.computed.has_value());
  CHECK(format_percent(*given.computed) == "57.1");
  CHECK(given.value == 78);
  CHECK(given.unit == "%");
  const DashboardKeyResult computed = rolled_up(objective({kr(100, {measured})}), after(1)).key_results.front();
  CHECK(format_percent(computed.progress) == "57.1");
  CHECK(computed.computed == std::nullopt);
  const DashboardKeyResult no_value = rolled_up(objective({kr(100, {update(1, 60)})}), after(1)).key_results.front();
  CHECK(no_value.computed == std::nullopt);
  CHECK(no_value.value == std::nullopt);

  PublishedKeyResult baseline = kr(100, {by_hand});
  baseline.plan.measure = Baseline{};
  CHECK(rolled_up(objective({baseline}), after(1)).key_results.front().computed == std::nullopt);
}

TEST_CASE("U4: an update is stale once the due day of a later week has passed") {
  const auto health = [](Day as_of) {
    return *rolled_up(objective({kr(100, {update(1, 10, at_risk)})}), as_of).key_results.front().health;
  };
  CHECK(health(week(1)) == ReportedHealth::at_risk);
  CHECK(health(week(2)) == ReportedHealth::at_risk);
  CHECK(health(week(2) + days{4}) == ReportedHealth::at_risk);  // on the Friday itself it is still due
  CHECK(health(week(2) + days{5}) == ReportedHealth::stale);
  CHECK(health(day(2027, 5, 20)) == ReportedHealth::stale);
}

TEST_CASE("U4: a closed Friday moves the due day and with it what is stale") {
  PlanningCalendar calendar;
  calendar.closed_days = {week(2) + days{4}};
  const auto health = [&](Day as_of) {
    return *roll_up({objective({kr(100, {update(1, 10)})})}, calendar, quarter, as_of)
                .objectives.front()
                .key_results.front()
                .health;
  };
  CHECK(health(week(2) + days{3}) == ReportedHealth::on_track);
  CHECK(health(week(2) + days{4}) == ReportedHealth::stale);
}

TEST_CASE("After the quarter the last week's update is not stale") {
  // The last Friday of FY28-Q1 is its last day, 2027-04-30: week 13.
  const Day later = day(2027, 6, 1);
  CHECK(rolled_up(objective({kr(100, {update(13, 100)})}), later).health == ReportedHealth::on_track);
  CHECK(rolled_up(objective({kr(100, {update(12, 100)})}), later).health == ReportedHealth::stale);
}

TEST_CASE("An objective's health is the worst of its active key results'") {
  struct Case {
    std::string name;
    std::vector<PublishedKeyResult> key_results;
    std::optional<ReportedHealth> health;
    std::size_t stale = 0;
    std::size_t not_reported = 0;
  };
  // The day is after week 2: an update of week 2 is fresh, one of week 1 stale.
  const std::vector<Case> cases{
      {"all on track", {kr({}, {update(2, 1, on_track)}), kr({}, {update(2, 1, on_track)})}, ReportedHealth::on_track},
      {"one needs attention",
       {kr({}, {update(2, 1, on_track)}), kr({}, {update(2, 1, needs_attention)})},
       ReportedHealth::needs_attention},
      {"at risk is worse",
       {kr({}, {update(2, 1, at_risk)}), kr({}, {update(2, 1, needs_attention)})},
       ReportedHealth::at_risk},
      {"a stale one counts with its last",
       {kr({}, {update(1, 1, at_risk)}), kr({}, {update(2, 1, on_track)})},
       ReportedHealth::at_risk,
       1},
      {"on track and stale is stale",
       {kr({}, {update(1, 1, on_track)}), kr({}, {update(2, 1, on_track)})},
       ReportedHealth::stale,
       1},
      {"on track and never reported",
       {kr({}, {}), kr({}, {update(2, 1, on_track)})},
       ReportedHealth::not_reported,
       0,
       1},
      {"never reported goes before stale",
       {kr({}, {}), kr({}, {update(1, 1, on_track)})},
       ReportedHealth::not_reported,
       1,
       1},
      {"needs attention goes before never reported",
       {kr({}, {}), kr({}, {update(2, 1, needs_attention)})},
       ReportedHealth::needs_attention,
       0,
       1},
      {"nothing ever", {kr({}, {}), kr({}, {})}, ReportedHealth::not_reported, 0, 2},
      {"an update that names no health reports none",
       {kr({}, {update(2, 1, std::nullopt)})},
       ReportedHealth::not_reported,
       0,
       1},
      {"done at risk does not count",
       {kr({}, {update(2, 1, at_risk)}, KeyResultState::done), kr({}, {update(2, 1, on_track)})},
       ReportedHealth::on_track},
      {"paused in silence does not count",
       {kr({}, {}, KeyResultState::paused), kr({}, {update(2, 1, on_track)})},
       ReportedHealth::on_track},
      {"no active one",
       {kr({}, {update(2, 1, at_risk)}, KeyResultState::done), kr({}, {}, KeyResultState::dropped)},
       std::nullopt},
      {"no key results", {}, std::nullopt},
  };
  for (const Case& each : cases) {
    INFO(each.name);
    const DashboardObjective row = rolled_up(objective(each.key_results), after(2));
    CHECK(row.health == each.health);
    CHECK(row.stale == each.stale);
    CHECK(row.not_reported == each.not_reported);
  }
}

TEST_CASE("A key result that owes no update has no health") {
  for (const KeyResultState state :
       {KeyResultState::not_started, KeyResultState::paused, KeyResultState::done, KeyResultState::dropped}) {
    INFO(to_string(state));
    const DashboardKeyResult row =
        rolled_up(objective({kr({}, {update(1, 40, at_risk)}, state)}), after(3)).key_results.front();
    CHECK(row.state == state);
    CHECK(row.health == std::nullopt);
    CHECK(row.progress == 40);
  }
}

TEST_CASE("Under a p2 objective key results are not started until somebody says so") {
  const DashboardObjective waiting = rolled_up(objective({kr({}, {}), kr({}, {})}, Priority::p2), after(2));
  CHECK(waiting.health == std::nullopt);
  CHECK(waiting.not_reported == 0);
  CHECK(waiting.key_results.front().state == KeyResultState::not_started);
  const DashboardObjective begun =
      rolled_up(objective({kr({}, {}, KeyResultState::active), kr({}, {})}, Priority::p2), after(2));
  CHECK(begun.health == ReportedHealth::not_reported);
  CHECK(begun.not_reported == 1);
}

TEST_CASE("Expected progress is the elapsed share of the quarter") {
  CHECK(rolled_up(objective({}), day(2027, 4, 30)).expected == Approx(100));
  CHECK(rolled_up(objective({}), day(2027, 2, 1)).expected == Approx(100.0 / 89));
  CHECK(rolled_up(objective({}), day(2027, 1, 1)).expected == 0);
}

TEST_CASE("Rows carry what the plan and the issues say") {
  PublishedObjective published = objective({kr(100, {})});
  published.plan.title = "Build a security-aware organisation";
  published.plan.dri = "assurance-director";
  published.plan.confidential = true;
  published.url = "https://example.com/issues/1";
  published.key_results.front().plan.title = "Achieve 90%";
  published.key_results.front().plan.dri = "training-manager";
  published.key_results.front().url = "https://example.com/issues/2";
  const Dashboard dashboard = roll_up({published}, PlanningCalendar{}, quarter, week(1));
  CHECK(dashboard.quarter == quarter);
  CHECK(dashboard.as_of == week(1));
  const DashboardObjective& row = dashboard.objectives.front();
  CHECK(row.reference == "Security Training");
  CHECK(row.title == "Build a security-aware organisation");
  CHECK(row.dri == "assurance-director");
  CHECK(row.priority == Priority::p1);
  CHECK(row.url == "https://example.com/issues/1");
  CHECK(row.confidential);
  const DashboardKeyResult& first = row.key_results.front();
  CHECK(first.number == 1);
  CHECK(first.title == "Achieve 90%");
  CHECK(first.dri == "training-manager");
  CHECK(first.unit == "%");
  CHECK(first.url == "https://example.com/issues/2");
  CHECK(first.confidential);
}

TEST_CASE("Reported health has a name for people and one for JSON") {
  const std::vector<std::tuple<ReportedHealth, std::string, std::string>> names{
      {ReportedHealth::on_track, "On Track", "on_track"},
      {ReportedHealth::needs_attention, "Needs Attention", "needs_attention"},
      {ReportedHealth::at_risk, "At Risk", "at_risk"},
      {ReportedHealth::not_reported, "not reported", "not_reported"},
      {ReportedHealth::stale, "stale", "stale"},
  };
  for (const auto& [health, name, json] : names) {
    CHECK(to_string(health) == name);
    CHECK(to_json_name(health) == json);
  }
}
