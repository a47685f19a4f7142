#include "app/published/weekly_notes.hpp"

#include <date/date.h>

#include "app/run/update.hpp"
#include "tracker/apply/executor.hpp"
#include "unit/app/published_sample.hpp"

using namespace secokr;
using namespace date::literals;
using Catch::Matchers::Contains;
using test::PublishedSample;

namespace {

const Day k_note_friday = 2027_y / 2 / 12;
const std::string k_first = "Security Training/KR1";
const std::string k_title = "## Weekly KR Update for the week starting on ";

void put(PublishedSample& sample, const std::string& body, base::Instant at = base::Instant{k_note_friday},
         const std::string& author = "training-manager") {
  sample.tracker.put_note(sample.tracker.all.front().ref, body, author, at);
}

app::UpdateTarget target_of(PublishedSample& sample, Day today = k_note_friday,
                            const std::optional<Day>& week = std::nullopt) {
  const app::Ports ports = sample.ports("training-manager", today);
  auto target = app::UpdateReader(ports).find(k_first, std::nullopt, week);
  if (!target) FAIL(target.error().what);
  return *std::move(target);
}

std::string note_after(PublishedSample& sample, const app::UpdateRequest& request, Day today = k_note_friday) {
  const app::Ports ports = sample.ports("training-manager", today);
  const auto target = target_of(sample, today);
  auto plan = app::plan_update(ports, target, request);
  if (!plan) FAIL(plan.error().what << plan.error().reason);
  const auto applied = tracker::apply(plan->set, &sample.tracker, {});
  if (applied.failure) FAIL(applied.failure->what);
  return plan->note;
}

}  // namespace

TEST_CASE("U4: what a note lacks is the update's before it, and nobody gave it by hand") {
  PublishedSample sample;
  put(sample, k_title + "2027-02-01\n\nProgress: 30% · Value: 70 % · Health: At Risk\n\nRisk: no trainer\n",
      base::Instant{k_note_friday - days{7}});
  put(sample, k_title + "2027-02-08\n\n## What was accomplished this week\n\n- a\n");
  const auto target = target_of(sample);
  REQUIRE(target.posted.has_value());
  CHECK(target.posted->update.progress == 30);
  CHECK(target.posted->update.health == Health::at_risk);
  CHECK(target.posted->update.risk == "no trainer");
  CHECK(target.posted->update.value == 70);

  SECTION("a value given now computes the progress") {
    app::UpdateRequest request{.value = 76};
    CHECK_THAT(note_after(sample, request), Contains("Progress: 50% · Value: 76 %") && !Contains("progress=hand"));
    CHECK(target_of(sample).posted->update.progress == 50);
    CHECK_FALSE(target_of(sample).posted->update.progress_by_hand);
  }
}

TEST_CASE("U4: the issue's own health field is the newest note's") {
  PublishedSample sample;
  put(sample, k_title + "2027-02-08\n\n## What was accomplished this week\n\n- a\n");
  for (tracker::Issue& issue : sample.tracker.all)
    if (issue.ref.iid == 1) issue.health = "needs_attention";
  CHECK(target_of(sample).posted->update.health == Health::needs_attention);
}

TEST_CASE("a progress is by hand where a person gave one") {
  struct Case {
    std::string fields;
    bool by_hand;
    double progress;
  };
  // 78 of 62 to 90 is 57.1 %.
  for (const Case& each : {Case{"Progress: 40%", true, 40}, Case{"Progress: 40% · Value: 78 %", true, 40},
                           Case{"Progress: 57.1% · Value: 78 %", false, 57.1}, Case{"Value: 78 %", false, 57.142857},
                           Case{"Health: On Track", false, 0}}) {
    INFO(each.fields);
    PublishedSample sample;
    put(sample, k_title + "2027-02-08\n\n" + each.fields + "\n");
    const auto target = target_of(sample);
    CHECK(target.posted->update.progress_by_hand == each.by_hand);
    CHECK(target.posted->update.progress == Approx(each.progress));
  }
}

TEST_CASE("progress auto goes back to what the value gives") {
  PublishedSample sample;
  app::UpdateRequest request{.value = 78, .progress = 10, .health = Health::on_track};
  CHECK_THAT(note_after(sample, request), Contains("Progress: 10%") && Contains("progress=hand"));
  CHECK_THAT(note_after(sample, {.progress_auto = true}), Contains("Progress: 57.1%") && !Contains("progress=hand"));
}

TEST_CASE("what is not understood in a note is named to its DRI, and the rest counts") {
  PublishedSample sample;
  put(sample, k_title + "2027-02-08\n\nProgress: 33,3% · Health: At Risk\nMilestones at risk: 9\n");
  const auto target = target_of(sample);
  CHECK(target.posted->update.health == Health::at_risk);
  REQUIRE(target.notices.size() == 1);
  CHECK_THAT(target.notices.front(), Contains("line 3: '33,3%' has a decimal comma (write 33.3)"));
  CHECK_THAT(target.notices.front(), Contains("There is no milestone 9"));
}

TEST_CASE("a note whose week has two readings counts for none, and its DRI is told") {
  PublishedSample sample;
  put(sample, k_title + "02/01/2027\n\nProgress: 40% · Health: On Track\n");
  const auto target = target_of(sample);
  CHECK_FALSE(target.posted.has_value());
  CHECK_FALSE(target.previous.has_value());
  REQUIRE_FALSE(target.notices.empty());
  CHECK_THAT(target.notices.back(), Contains("\"02/01/2027\" names no week"));
}

TEST_CASE("an undated note is of the day that it is in the division's time zone") {
  for (const auto& [zone, week] :
       {std::pair{"UTC", 2027_y / 2 / 8}, std::pair{"America/Los_Angeles", 2027_y / 2 / 1}}) {
    PublishedSample sample;
    sample.config.timezone = zone;
    // Monday 05:30 in UTC, Sunday evening in Los Angeles.
    put(sample, "## Weekly update\nOn Schedule\n",
        base::Instant{Day{2027_y / 2 / 8}} + std::chrono::hours{5} + std::chrono::minutes{30});
    const auto target = target_of(sample, k_note_friday, Day{week});
    CHECK(target.posted.has_value());
  }
}

TEST_CASE("texts are added to what a person wrote, and replace what secokr wrote") {
  PublishedSample sample;
  app::UpdateRequest first{.progress = 40, .health = Health::on_track, .accomplished = "- one"};
  note_after(sample, first);
  CHECK_THAT(note_after(sample, {.accomplished = "- two"}), !Contains("- one"));
  std::string& body = sample.tracker.notes.back().body;
  body.replace(body.find("- two"), 5, "- two\n- from the page");
  const std::string added = note_after(sample, {.accomplished = "- three"});
  CHECK_THAT(added, Contains("- two\n- from the page\n- three\n"));
  CHECK(note_after(sample, {.accomplished = "- three"}) == added);
  const std::string risky = note_after(sample, {.health = Health::at_risk, .risk = "money"});
  CHECK_THAT(risky, Contains("- two\n- from the page\n- three\n") && Contains("Health: At Risk\n\nRisk: money"));
}

TEST_CASE("the same words again on a Monday are the ones that were posted for last week") {
  PublishedSample sample;
  const Day next_monday = k_note_friday + days{3};
  const app::UpdateRequest request{.progress = 40, .health = Health::on_track, .accomplished = "enrolled Sales"};
  const app::Ports ports = sample.ports("training-manager", next_monday);
  const auto same = [&](const app::UpdateRequest& typed) {
    return [&ports, &typed](const app::UpdateTarget& last) { return app::says_the_same(ports, last, typed); };
  };
  note_after(sample, request, next_monday);
  CHECK(target_of(sample, next_monday).week == next_monday);
  const auto again = app::UpdateReader(ports).find(k_first, std::nullopt, std::nullopt, same(request));
  REQUIRE(again.has_value());
  CHECK(again->week == next_monday - days{7});
  CHECK_THAT(again->notices.back(), Contains("says the same; --week 2027-02-15"));
  const app::UpdateRequest other{.progress = 50};
  CHECK(app::UpdateReader(ports).find(k_first, std::nullopt, std::nullopt, same(other))->week == next_monday);
  CHECK(app::UpdateReader(ports).find(k_first, std::nullopt, next_monday, same(request))->week == next_monday);
}

TEST_CASE("a value is in the metric's unit") {
  PublishedSample sample;
  const auto target = target_of(sample);
  CHECK(app::check_request(target, {.value = 78, .unit = "%"}).has_value());
  CHECK(app::check_request(target, {.value = 78}).has_value());
  CHECK_FALSE(app::check_request(target, {.value = 78, .unit = "days"}).has_value());
  CHECK_FALSE(app::check_request(target, {.unit = "unknown"}).has_value());
  CHECK(app::check_request(target, {.unit = "%"}).has_value());
}

TEST_CASE("what no longer applies is not proposed as accomplished") {
  PublishedSample sample;
  put(sample,
      k_title +
          "2027-02-01\n\nHealth: On Track\n\n## What will be accomplished next week\n\n- enrol Legal\n- [~] "
          "enrol IT\n* [ ] remind\n",
      base::Instant{k_note_friday - days{7}});
  const auto target = target_of(sample);
  CHECK(app::planned_before(target) == "- enrol Legal\n* [ ] remind");
  CHECK(app::filed_from(target, {}).update.accomplished == "- enrol Legal\n* [ ] remind");
}
