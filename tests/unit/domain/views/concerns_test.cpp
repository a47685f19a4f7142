#include <catch2/catch.hpp>

#include "domain/views/update_reminders.hpp"

using namespace secokr;

namespace {

const Quarter quarter(2028, 1);  // 2027-02-01 … 2027-04-30, 89 days
const Day first_week = date::year{2027} / 2 / 1;

Day week(int number) { return first_week + days{7 * (number - 1)}; }
Day friday(int number) { return week(number) + days{4}; }

WeeklyUpdate update(int number, double progress, std::optional<Health> health = Health::on_track) {
  return {.week = week(number), .progress = progress, .health = health};
}

Milestone milestone(int number, std::optional<Day> due, bool done = false) {
  return {.number = number, .done = done, .due = due};
}

/// The tokens of what is raised, joined by blanks.
std::string raised(const PublishedKeyResult& key_result, Day today, const PlanningCalendar& calendar = {}) {
  std::string tokens;
  for (const Concern& concern : concerns_of(key_result, calendar, quarter, today))
    tokens += (tokens.empty() ? "" : " ") + concern.token();
  return tokens;
}

PublishedKeyResult with_updates(std::vector<WeeklyUpdate> updates) { return {.updates = std::move(updates)}; }

}  // namespace

TEST_CASE("U5: an undone milestone is raised from seven days before its due date on") {
  const Day due = friday(4);
  PublishedKeyResult key_result;
  key_result.plan.milestones = {milestone(1, due)};
  CHECK(raised(key_result, due - days{8}).empty());
  CHECK(raised(key_result, due - days{7}) == "m1");
  CHECK(raised(key_result, due) == "m1");
  CHECK(raised(key_result, due + days{30}) == "m1");

  key_result.plan.milestones = {milestone(1, due, true), milestone(2, std::nullopt), milestone(3, due + days{1})};
  CHECK(raised(key_result, due) == "m3");
}

TEST_CASE("U5: a milestone that the last update marks at risk is raised at any time") {
  PublishedKeyResult key_result = with_updates({update(1, 10, Health::needs_attention), update(2, 20)});
  key_result.plan.milestones = {milestone(1, std::nullopt), milestone(2, friday(12)), milestone(3, friday(12), true)};
  key_result.updates[0].milestones_at_risk = {1};
  key_result.updates[1].milestones_at_risk = {2, 3};
  const auto concerns = concerns_of(key_result, {}, quarter, friday(2));
  REQUIRE(concerns.size() == 1);
  CHECK(concerns.front().token() == "m2");
  CHECK(concerns.front().at_risk);
}

TEST_CASE("on track and unmoved for two weeks is raised") {
  struct Row {
    std::string what;
    std::vector<WeeklyUpdate> updates;
    Day today;
    bool unmoved;
  };
  const auto row = GENERATE(values<Row>({
      {"three updates alike", {update(1, 8), update(2, 8), update(3, 8)}, friday(3), true},
      {"in any order", {update(3, 8), update(1, 8), update(2, 8)}, friday(3), true},
      {"two weeks apart, the one between missing", {update(1, 8), update(3, 8)}, friday(3), true},
      {"only one week apart", {update(2, 8), update(3, 8)}, friday(3), false},
      {"moved meanwhile", {update(1, 8), update(2, 9), update(3, 8)}, friday(3), false},
      {"moved at last", {update(1, 8), update(2, 8), update(3, 9)}, friday(3), false},
      {"moved before", {update(1, 5), update(2, 8), update(3, 8), update(4, 8)}, friday(4), true},
      {"moved by less than is shown", {update(1, 8), update(2, 8.02), update(3, 8.04)}, friday(3), true},
      {"not on track", {update(1, 8), update(2, 8), update(3, 8, Health::needs_attention)}, friday(3), false},
      {"on track at last",
       {update(1, 8, Health::at_risk), update(2, 8, Health::at_risk), update(3, 8)},
       friday(3),
       true},
      {"complete", {update(1, 100), update(2, 100), update(3, 100)}, friday(3), false},
      {"the next update is due today", {update(1, 8), update(2, 8), update(3, 8)}, friday(4), true},
      {"stale: the next was due yesterday", {update(1, 8), update(2, 8), update(3, 8)}, friday(4) + days{1}, false},
      {"a week that has not begun does not count", {update(1, 8), update(2, 8), update(3, 8)}, friday(2), false},
      {"no update", {}, friday(3), false},
  }));
  INFO(row.what);
  CHECK((raised(with_updates(row.updates), row.today) == "unmoved") == row.unmoved);
}

TEST_CASE("on track and 25 points behind the expected progress is raised") {
  // At the end of the sixth Friday 40 of the 89 days have passed.
  const Day due = friday(6);
  CHECK(PlanningCalendar{}.elapsed(quarter, due) * 100 == Approx(44.9438).epsilon(0.001));
  CHECK(raised(with_updates({update(6, 19.9)}), due) == "behind");
  CHECK(raised(with_updates({update(6, 20)}), due).empty());
  CHECK(raised(with_updates({update(6, 10, Health::at_risk)}), due).empty());
  CHECK(raised(with_updates({update(6, 10, std::nullopt)}), due).empty());

  SECTION("measured at the update's due day, so that waiting for the next one does not spoil it") {
    CHECK(raised(with_updates({update(6, 20)}), friday(7)).empty());
    CHECK(raised(with_updates({update(6, 19.9)}), friday(7)) == "behind");
  }
  SECTION("and today where that lies ahead") { CHECK(raised(with_updates({update(6, 19.9)}), due - days{2}).empty()); }
  SECTION("both can be said") {
    const auto both = with_updates({update(4, 10), update(5, 10), update(6, 10)});
    CHECK(raised(both, due) == "unmoved behind");
    const auto concerns = concerns_of(both, {}, quarter, due);
    CHECK(concerns.front().since == week(4));
    CHECK(concerns.back().expected == Approx(44.9438).epsilon(0.001));
    CHECK(concerns.back().progress == 10);
  }
}
