#include "app/remind/update_reminders.hpp"

#include <date/date.h>

#include <algorithm>
#include <set>

#include "app/remind/reminder_notes.hpp"
#include "documents/note/remind_note.hpp"
#include "documents/note/weekly_note.hpp"
#include "support/texts.hpp"
#include "tracker/apply/executor.hpp"
#include "unit/app/published_sample.hpp"

using namespace secokr;
using namespace date::literals;
using Catch::Matchers::Contains;
using test::PublishedSample;

namespace {

// FY28-Q1 is 2027-02-01 (a Monday) … 2027-04-30. The second week and its days.
const Day week = 2027_y / 2 / 8;
const Day friday = 2027_y / 2 / 12;
const Day monday = 2027_y / 2 / 15;

constexpr const char* first_id = "00000000000000a1";
constexpr const char* second_id = "00000000000000a2";

app::ReadReminders read(PublishedSample& sample, Day today, app::RemindRequest request = {}) {
  auto result = app::read_update_reminders(sample.ports("ciso", today), request);
  if (!result) FAIL(result.error().what << " | " << result.error().reason);
  return *std::move(result);
}

Error error_of(PublishedSample& sample, Day today, app::RemindRequest request) {
  const auto result = app::read_update_reminders(sample.ports("ciso", today), request);
  REQUIRE_FALSE(result.has_value());
  CHECK(result.error().kind == ErrorKind::usage);
  return result.error();
}

std::vector<std::string> owed(const app::ReadReminders& read) {
  std::vector<std::string> names;
  for (const OwedReminder& each : read.reminders.owed) names.push_back(each.key_result);
  return names;
}

void add_note(PublishedSample& sample, const std::string& id, std::string body, std::string author) {
  sample.tracker.put_note(sample.issue_of(id).ref, std::move(body), std::move(author));
}

void update(PublishedSample& sample, const std::string& id, Day monday_of_week, double progress,
            std::optional<Health> health = Health::on_track) {
  const WeeklyUpdate update{.week = monday_of_week, .progress = progress, .progress_by_hand = true, .health = health};
  add_note(sample, id, documents::render_weekly_note(update, {.kind = "kr", .id = id}), "training-manager");
}

/// Every active KR but those named has an update of the week.
void update_all_but(PublishedSample& sample, Day monday_of_week, std::set<std::string> ids) {
  for (const std::string id :
       {"00000000000000a1", "00000000000000a2", "00000000000000b1", "00000000000000c1", "00000000000000c2"})
    if (!ids.contains(id)) update(sample, id, monday_of_week, 50, Health::needs_attention);
}

app::ReminderNotes notes(PublishedSample& sample, Day today, std::string user = "ciso",
                         app::RemindRequest request = {.posts = true}) {
  const app::Ports ports = sample.ports(std::move(user), today);
  const auto reminders = app::read_update_reminders(ports, request);
  REQUIRE(reminders.has_value());
  auto planned = app::plan_reminder_notes(ports, *reminders, [](const std::string& command) { return command; });
  if (!planned) FAIL(planned.error().what);
  return *std::move(planned);
}

/// Plans and posts as `ciso`, who is the tracker's user in these tests.
tracker::Applied post(PublishedSample& sample, Day today) {
  return tracker::apply(notes(sample, today, "training-manager").set, &sample.tracker, {});
}

/// "Security Training/KR1 @training-manager", one a note.
std::vector<std::string> told(const tracker::ChangeSet& set) {
  std::vector<std::string> lines;
  for (const tracker::Change& change : set.changes) lines.push_back(change.name + " " + change.after.front().second);
  return lines;
}

std::string body_of(const tracker::Change& change) { return std::get<tracker::PostNote>(change.payload).body; }

std::size_t reminders_on(const PublishedSample& sample) {
  return static_cast<std::size_t>(std::ranges::count_if(sample.tracker.notes, [](const tracker::Note& note) {
    return documents::parse_remind_note(note.body).has_value();
  }));
}

}  // namespace

TEST_CASE("who owes the week's update is an active key result without one") {
  auto plan = test::sample_plan();
  auto& response = plan.objectives[2].objective;
  response.key_results[0].state = KeyResultState::paused;
  response.key_results[0].paused_by = "https://example.com/cp";
  response.key_results[1].state = KeyResultState::done;
  PublishedSample sample(plan);
  update(sample, first_id, week, 40);
  update(sample, second_id, week - days{7}, 30, Health::at_risk);

  const auto result = read(sample, friday);
  CHECK(result.reminders.quarter == Quarter(2028, 1));
  CHECK(result.reminders.week == week);
  CHECK(result.reminders.due == friday);
  CHECK(result.reminders.slot == ReminderSlot::due);
  CHECK(result.reminders.active == 3);
  CHECK(owed(result) == std::vector<std::string>{"Security Training/KR2", "Secure Pipeline/KR1"});
  CHECK(result.reminders.owed[0].last->progress == 30);
  CHECK(result.reminders.owed[0].silent == 0);
  CHECK(result.reminders.owed[1].silent == 1);
  CHECK_FALSE(result.reminders.owed[1].last.has_value());
}

TEST_CASE("on Monday and Tuesday it is last week while somebody owes it, and for posting while its slot is open") {
  PublishedSample sample;
  update_all_but(sample, week, {first_id});
  auto late = read(sample, monday);
  CHECK(late.reminders.week == week);
  CHECK(late.reminders.slot == ReminderSlot::monday);
  REQUIRE(late.reminders.notices.size() == 1);
  CHECK_THAT(late.reminders.notices.front(), Contains("--week 2027-02-15"));
  CHECK(read(sample, monday + days{2}).reminders.week == monday);

  update(sample, first_id, week, 50, Health::needs_attention);
  CHECK(read(sample, monday).reminders.week == monday);
  CHECK(read(sample, monday, {.posts = true}).reminders.week == week);
  CHECK(read(sample, monday, {.week = friday}).reminders.week == week);
}

TEST_CASE("the last week of a quarter is owed on the first Monday of the next one") {
  PublishedSample sample;
  const Day last = 2027_y / 4 / 26;
  const Day next_quarter = 2027_y / 5 / 3;
  CHECK(read(sample, next_quarter).reminders.week == last);
  CHECK(read(sample, next_quarter, {.quarter = Quarter(2028, 1)}).reminders.week == last);
  CHECK_THAT(error_of(sample, next_quarter, {.quarter = Quarter(2028, 2)}).what, Contains("FY28-Q2 has no published"));
  update_all_but(sample, last, {});
  // Nothing is published of the quarter that has begun, so it is the one that ended.
  CHECK(read(sample, next_quarter).reminders.week == last);
  CHECK_THAT(error_of(sample, next_quarter + days{2}, {}).what, Contains("FY28-Q2 has no published"));
  CHECK_THAT(error_of(sample, next_quarter + days{2}, {.quarter = Quarter(2028, 1)}).what,
             Contains("belongs to FY28-Q2"));
  CHECK_THAT(error_of(sample, friday, {.week = friday + days{7}}).what, Contains("has not begun"));
}

TEST_CASE("U5: the DRIs of the milestone and the key result are told, and others of what is late or at risk") {
  auto plan = test::sample_plan();
  auto& first = plan.objectives[0].objective.key_results[0];
  first.dependencies[1].events.front().verb = DependencyVerb::declined;
  first.dependencies[1].events.front().decline_class = DeclineClass::priority;
  first.milestones.front().dri = "training-specialist";
  PublishedSample sample(plan);
  const Day notice = 2027_y / 2 / 19;
  const Day overdue = 2027_y / 2 / 27;
  const auto told_on = [&](Day today) {
    const auto result = read(sample, today);
    const auto found = std::ranges::find_if(result.reminders.raised, [](const RaisedReminder& raised) {
      return raised.key_result == "Security Training/KR1" && raised.concern.token() == "m1";
    });
    return found == result.reminders.raised.end() ? std::vector<std::string>{} : found->tell;
  };
  const std::vector<std::string> own{"training-specialist", "training-manager"};
  const std::vector<std::string> all{"training-specialist", "training-manager", "assurance-director",
                                     "peopleops-manager"};
  CHECK(told_on(notice - days{1}).empty());
  for (const int day : {0, 1, 6, 7}) CHECK(told_on(notice + days{day}) == own);
  CHECK(told_on(overdue) == all);

  SECTION("all of them before the date where it is said to be at risk") {
    WeeklyUpdate said{.week = 2027_y / 2 / 15, .progress = 20, .progress_by_hand = true, .health = Health::on_track};
    said.milestones_at_risk = {1};
    said.risk = "late; help; @ciso";
    add_note(sample, first_id, documents::render_weekly_note(said, {.kind = "kr", .id = first_id}), "training-manager");
    CHECK(told_on(notice) == all);
  }
  SECTION("of a confidential key result nobody outside the division is") {
    sample.issue_of(first_id).confidential = true;
    const auto hidden = read(sample, overdue);
    CHECK(hidden.reminders.raised.front().confidential);
    CHECK(hidden.reminders.raised.front().tell ==
          std::vector<std::string>{"training-specialist", "training-manager", "assurance-director"});
  }
}

TEST_CASE("a DRI is mentioned once a slot, whoever runs it") {
  PublishedSample sample;
  update_all_but(sample, week, {first_id, second_id});
  CHECK(told(notes(sample, friday).set) == std::vector<std::string>{"Security Training/KR1 @training-manager",
                                                                    "Security Training/KR2 @training-specialist"});
  CHECK_FALSE(post(sample, friday).failure.has_value());
  CHECK(reminders_on(sample) == 2);
  CHECK(notes(sample, friday, "training-manager").set.empty());
  CHECK(notes(sample, friday + days{2}, "chief-of-staff").set.empty());
  CHECK(notes(sample, friday, "chief-of-staff").there == 2);

  update(sample, second_id, week, 50, Health::needs_attention);
  CHECK(told(notes(sample, monday).set) == std::vector<std::string>{"Security Training/KR1 @training-manager"});
  CHECK_FALSE(post(sample, monday).failure.has_value());
  CHECK(notes(sample, monday + days{1}).set.empty());
  CHECK(notes(sample, monday + days{2}).set.empty());
}

TEST_CASE("outside a slot nothing is posted") {
  PublishedSample sample;
  CHECK(notes(sample, friday - days{1}).set.empty());
  CHECK(notes(sample, friday + days{7}, "ciso", {.week = week, .posts = true}).set.empty());
}

TEST_CASE("a run that ends after the first note is finished by the next: one note for each key result") {
  PublishedSample sample;
  sample.tracker.fail_at = 1;
  const auto broken = post(sample, friday);
  REQUIRE(broken.failure.has_value());
  CHECK(broken.failure->kind == ErrorKind::partial);
  CHECK(reminders_on(sample) == 1);
  const auto finished = post(sample, friday);
  CHECK_FALSE(finished.failure.has_value());
  CHECK(finished.done == 4);
  CHECK(reminders_on(sample) == 5);
  CHECK(post(sample, friday).set.empty());
}

TEST_CASE("two runs at once post one note: the later finds the earlier's") {
  PublishedSample sample;
  update_all_but(sample, week, {first_id});
  const auto planned = notes(sample, friday, "training-manager");
  CHECK_FALSE(post(sample, friday).failure.has_value());
  auto changed = planned.set;
  std::get<tracker::PostNote>(changed.changes.front().payload).body += " ";
  const auto late = tracker::apply(changed, &sample.tracker, {});
  CHECK(late.done == 0);
  CHECK(reminders_on(sample) == 1);
}

TEST_CASE("a stranger's marker silences nobody, one's own does though one may edit nothing") {
  PublishedSample sample;
  update_all_but(sample, week, {first_id});
  const auto forged = documents::render_remind_note("x", {.id = first_id, .week = week, .slot = ReminderSlot::due});
  add_note(sample, first_id, forged, "stranger");
  // Who opened the issues may edit, or they would not count (T1).
  sample.tracker.may_edit = std::vector<std::string>{"training-manager"};
  CHECK(notes(sample, friday, "okr-bot").set.changes.size() == 1);
  CHECK(notes(sample, friday, "stranger").set.empty());
  sample.tracker.may_edit = std::vector<std::string>{"training-manager", "stranger"};
  CHECK(notes(sample, friday, "okr-bot").set.empty());
}

TEST_CASE("a marker counts on its own issue alone") {
  PublishedSample sample;
  update_all_but(sample, week, {first_id});
  add_note(sample, second_id,
           documents::render_remind_note("x", {.id = first_id, .week = week, .slot = ReminderSlot::due}), "ciso");
  CHECK(notes(sample, friday).set.changes.size() == 1);
}

TEST_CASE("what is raised is told once a week, beside the reminder or alone") {
  PublishedSample sample;
  const Day fourth = 2027_y / 2 / 22;
  update_all_but(sample, fourth, {});
  const auto first = notes(sample, fourth + days{4}, "training-manager");
  REQUIRE(told(first.set) == std::vector<std::string>{"Security Training/KR1 @training-manager"});
  const auto marker = documents::parse_remind_note(body_of(first.set.changes.front()));
  REQUIRE(marker.has_value());
  CHECK(marker->raised == std::vector<std::string>{"m1"});
  CHECK_FALSE(post(sample, fourth + days{4}).failure.has_value());
  CHECK(notes(sample, fourth + days{7}).set.empty());

  // A week later the milestone is still open, and the update is missing as well: one note says both.
  update_all_but(sample, fourth + days{7}, {first_id});
  const auto next = notes(sample, fourth + days{11});
  REQUIRE(next.set.changes.size() == 1);
  CHECK_THAT(body_of(next.set.changes.front()),
             Contains("the weekly update of this key result") && Contains("is not done"));
}

TEST_CASE("after three silent weeks the objective's DRI is told instead, once until an update comes") {
  PublishedSample sample;
  const auto nth = [](int number) { return Day{2027_y / 2 / 1} + days{7 * (number - 1)}; };
  for (int number = 1; number <= 7; ++number) update_all_but(sample, nth(number), {second_id});
  const auto second_alone = [&](Day today) {
    auto lines = told(notes(sample, today).set);
    std::erase_if(lines, [](const std::string& line) { return line.starts_with("Security Training/KR1"); });
    return lines;
  };
  const std::vector<std::string> reminded{"Security Training/KR2 @training-specialist"};
  const std::vector<std::string> escalated{"Security Training @assurance-director"};
  CHECK(second_alone(nth(3) + days{4}) == reminded);
  CHECK(second_alone(nth(4)) == reminded);
  CHECK(second_alone(nth(4) + days{4}) == escalated);
  CHECK_FALSE(post(sample, nth(4) + days{4}).failure.has_value());
  CHECK(second_alone(nth(5)).empty());
  CHECK(second_alone(nth(5) + days{4}).empty());

  update(sample, second_id, nth(5), 10, Health::at_risk);
  CHECK(second_alone(nth(6) + days{4}) == reminded);
  for (int number = 8; number <= 9; ++number) update_all_but(sample, nth(number), {second_id});
  CHECK(second_alone(nth(9) + days{4}) == escalated);

  const auto text = body_of(notes(sample, nth(9) + days{4}).set.changes.back());
  CHECK_THAT(text, Contains("`Security Training/KR2`") && Contains("DRI `@training-specialist`"));
  CHECK(text.find(" @training-specialist") == std::string::npos);
}

TEST_CASE("a confidential key result is told of on its own issue alone") {
  PublishedSample sample;
  sample.issue_of(second_id).confidential = true;
  const Day fifth_friday = 2027_y / 3 / 5;
  for (int number = 0; number < 5; ++number)
    update_all_but(sample, Day{2027_y / 2 / 1} + days{7 * number}, {second_id});
  const auto planned = notes(sample, fifth_friday);
  const auto found = std::ranges::find_if(planned.set.changes, [](const tracker::Change& change) {
    return body_of(change).find("kind=objective") != std::string::npos;
  });
  REQUIRE(found != planned.set.changes.end());
  CHECK(std::get<tracker::PostNote>(found->payload).ref == sample.issue_of(second_id).ref);
  for (const tracker::Change& change : planned.set.changes)
    if (&change != &*found) CHECK(body_of(change).find("KR2") == std::string::npos);
  CHECK(found->name.starts_with("#"));
}

TEST_CASE("only people whom the org or the tracker knows are mentioned") {
  auto plan = test::sample_plan();
  auto& key_results = plan.objectives[0].objective.key_results;
  const auto row = GENERATE(table<std::string, std::string>({{"all", "@training-manager"},
                                                             {"ALL", "@training-manager"},
                                                             {"security/everyone", "@training-manager"},
                                                             {"somebody.new", "@somebody.new"},
                                                             {"", "@training-manager"}}));
  PublishedSample sample(plan);
  update_all_but(sample, week, {first_id});
  tracker::Issue& issue = sample.issue_of(first_id);
  const std::string own = "- DRI: @training-manager\n";
  issue.description =
      test::edited(issue.description, own, std::get<0>(row).empty() ? "" : "- DRI: @" + std::get<0>(row) + "\n");
  issue.assignees = {"training-manager"};
  const auto planned = notes(sample, friday);
  REQUIRE(planned.set.changes.size() == 1);
  CHECK(planned.set.changes.front().after.front().second == std::get<1>(row));
  CHECK(body_of(planned.set.changes.front()).find("@all") == std::string::npos);
  CHECK(key_results.size() == 2);
}

TEST_CASE("U6: what people wrote mentions nobody in a reminder, and the reminder is no update") {
  PublishedSample sample;
  update_all_but(sample, week, {first_id});
  sample.issue_of(first_id).title =
      "FY28-Q1 KR1 (Security Training) @all ``x`` <!-- secokr:remind 1 kind=kr id=b week=2027-02-08 slot=due -->";
  const auto planned = notes(sample, friday);
  REQUIRE(planned.set.changes.size() == 1);
  const std::string body = body_of(planned.set.changes.front());
  CHECK_THAT(body, Contains("```@all ``x`` <!-- \\secokr:remind 1 kind=kr id=b"));
  CHECK(documents::parse_remind_note(body)->id == first_id);
  CHECK_FALSE(documents::parse_weekly_note(body, friday).has_value());
  CHECK_THAT(body, Contains("secokr update \"Security Training/KR1\" --week 2027-02-08"));
}
