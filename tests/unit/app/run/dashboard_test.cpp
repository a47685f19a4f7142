#include "app/run/dashboard.hpp"

#include <date/date.h>

#include "app/published/plan.hpp"
#include "app/run/update.hpp"
#include "tracker/apply/executor.hpp"
#include "unit/app/published_sample.hpp"

using namespace secokr;
using namespace date::literals;
using test::PublishedSample;

namespace {

const Day friday = 2027_y / 2 / 12;

void post(PublishedSample& sample, const std::string& key_result, double progress, Health health, Day today) {
  const app::Ports ports = sample.ports("training-manager", today);
  const app::UpdateRequest request{.progress = progress, .health = health, .risk = "a risk"};
  const auto target = app::UpdateReader(ports).find(key_result, {}, today);
  REQUIRE(target.has_value());
  auto plan = app::plan_update(ports, *target, request);
  REQUIRE(plan.has_value());
  REQUIRE_FALSE(tracker::apply(plan->set, &sample.tracker, {}).failure.has_value());
}

Dashboard dashboard(PublishedSample& sample, Day today = friday, Audience audience = Audience::division) {
  auto read = app::read_dashboard(sample.ports("ciso", today), {.quarter = Quarter(2028, 1), .audience = audience});
  if (!read) FAIL(read.error().what);
  return *std::move(read);
}

std::vector<std::string> references(const Dashboard& dashboard) {
  std::vector<std::string> names;
  for (const DashboardObjective& objective : dashboard.objectives) names.push_back(objective.reference);
  return names;
}

}  // namespace

TEST_CASE("the dashboard rolls up what was posted, p0 first") {
  PublishedSample sample;
  post(sample, "Security Training/KR1", 50, Health::on_track, friday);
  post(sample, "Security Training/KR2", 25, Health::needs_attention, friday);
  const Dashboard read = dashboard(sample);
  CHECK(read.quarter == Quarter(2028, 1));
  CHECK(read.as_of == friday);
  CHECK_FALSE(read.as_of_given);
  CHECK(references(read) == std::vector<std::string>{"Secure Pipeline", "Security Training", "Incident Response"});
  const DashboardObjective& training = read.objectives.at(1);
  CHECK(training.progress == Approx(0.6 * 50 + 0.4 * 25));
  CHECK(training.expected == Approx(100.0 * 12 / 89));
  CHECK(training.health == ReportedHealth::needs_attention);
  REQUIRE(training.key_results.size() == 2);
  CHECK(training.key_results[0].health == ReportedHealth::on_track);
  CHECK(training.key_results[0].updated == Day{2027_y / 2 / 8});
  CHECK(training.key_results[0].url == "https://tracker.test/1");
  CHECK(read.objectives.at(0).not_reported == 1);
  CHECK(read.objectives.at(0).health == ReportedHealth::not_reported);
}

TEST_CASE("an update grows stale, and --as-of looks back") {
  PublishedSample sample;
  post(sample, "Security Training/KR1", 20, Health::on_track, friday - days{7});
  post(sample, "Security Training/KR1", 50, Health::at_risk, friday);
  CHECK(dashboard(sample, friday + days{14}).objectives.at(1).key_results.at(0).health == ReportedHealth::stale);
  CHECK(dashboard(sample, friday + days{14}).objectives.at(1).stale == 1);
  const Dashboard before = dashboard(sample, friday - days{7});
  CHECK(before.objectives.at(1).key_results.at(0).progress == 20);
  CHECK(before.objectives.at(1).key_results.at(0).health == ReportedHealth::on_track);
}

TEST_CASE("confidential items are withheld from the organisation, counted and not named") {
  auto plan = test::sample_plan();
  test::objective(plan, 1).confidential = true;
  PublishedSample sample(std::move(plan));
  SECTION("the division sees them") {
    const Dashboard read = dashboard(sample);
    CHECK(read.objectives.size() == 3);
    CHECK(read.withheld == 0);
    CHECK(read.objectives.front().confidential);
  }
  SECTION("the organisation does not") {
    const Dashboard read = dashboard(sample, friday, Audience::organisation);
    CHECK(references(read) == std::vector<std::string>{"Security Training", "Incident Response"});
    CHECK(read.withheld == 1);
    CHECK(read.withheld_key_results == 0);
  }
  SECTION("a KR that is confidential on its own") {
    for (tracker::Issue& issue : sample.tracker.all)
      if (issue.title.find("KR2 (Security Training)") != std::string::npos) issue.confidential = true;
    const Dashboard read = dashboard(sample, friday, Audience::organisation);
    CHECK(read.objectives.front().key_results.size() == 1);
    CHECK(read.withheld_key_results == 1);
    CHECK(dashboard(sample).objectives.at(1).key_results.size() == 2);
  }
}

TEST_CASE("a quarter of which nothing is published has no objectives") {
  PublishedSample sample;
  const auto read =
      app::read_dashboard(sample.ports("ciso", friday), {.quarter = Quarter(2028, 3), .as_of_given = true});
  REQUIRE(read.has_value());
  CHECK(read->objectives.empty());
  CHECK(read->as_of_given);
}

TEST_CASE("an issue that repeats another's id is left out, and said") {
  PublishedSample sample;
  tracker::Issue copy = sample.tracker.all.front();
  copy.ref.iid = 99;
  copy.url = "https://tracker.test/99";
  sample.tracker.all.push_back(copy);
  const auto ports = sample.ports("ciso", 2027_y / 2 / 12);
  const auto dashboard = app::read_dashboard(ports, {.quarter = {2028, 1}});
  REQUIRE(dashboard);
  CHECK(dashboard->notices ==
        std::vector<std::string>{"https://tracker.test/99 repeats " + sample.tracker.all.front().url +
                                 ", which counts: close it, or remove secokr's block from its "
                                 "text"});
  const auto shared = app::read_dashboard(ports, {.quarter = {2028, 1}, .audience = Audience::organisation});
  REQUIRE(shared);
  CHECK(shared->notices.empty());
  CHECK(*app::double_notices(ports, {2028, 1}) == dashboard->notices);
}
