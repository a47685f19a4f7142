#include "app/run/update.hpp"

#include <date/date.h>

#include <algorithm>

#include "tracker/apply/executor.hpp"
#include "unit/app/published_sample.hpp"

using namespace secokr;
using namespace date::literals;
using Catch::Matchers::Contains;
using test::PublishedSample;

namespace {

// FY28-Q1 is 2027-02-01 (a Monday) … 2027-04-30.
const Day friday = 2027_y / 2 / 12;
const Day monday = 2027_y / 2 / 8;

/// What is typed: of what, of which week, and what is said.
struct Typed : app::UpdateRequest {
  std::string key_result{};
  std::optional<Quarter> quarter{};
  std::optional<Day> week{};
};

Typed request_for(std::string key_result) {
  Typed typed;
  typed.key_result = std::move(key_result);
  return typed;
}

Expected<app::UpdateTarget> find_target(const app::Ports& ports, const Typed& typed) {
  return app::UpdateReader(ports).find(typed.key_result, typed.quarter, typed.week);
}

Typed on_track(std::string key_result, double progress) {
  auto request = request_for(std::move(key_result));
  request.progress = progress;
  request.health = Health::on_track;
  return request;
}

Expected<app::UpdatePlan> plan(PublishedSample& sample, const Typed& request, Day today = friday,
                               std::string user = "training-manager") {
  const app::Ports ports = sample.ports(std::move(user), today);
  SECOKR_TRY(const app::UpdateTarget target, find_target(ports, request));
  return app::plan_update(ports, target, request);
}

/// Plans and applies.
UpdatedKeyResult post(PublishedSample& sample, const Typed& request, Day today = friday,
                      std::string user = "training-manager") {
  auto planned = plan(sample, request, today, std::move(user));
  if (!planned) FAIL(planned.error().what << " | " << planned.error().reason);
  const auto applied = tracker::apply(planned->set, &sample.tracker, {});
  if (applied.failure) FAIL(applied.failure->what);
  return planned->result.results.front();
}

Error error_of(PublishedSample& sample, const Typed& request, Day today = friday) {
  const auto planned = plan(sample, request, today);
  REQUIRE_FALSE(planned.has_value());
  CHECK(planned.error().kind == ErrorKind::usage);
  return planned.error();
}

/// The issues are `editor`'s, who alone may edit there: whose word counts (T1).
void publish_as(PublishedSample& sample, const std::string& editor) {
  for (tracker::Issue& issue : sample.tracker.all) issue.author = editor;
  sample.tracker.may_edit = {editor};
}

std::string whole(const Error& error) { return error.what + " | " + error.reason + " | " + error.help; }

}  // namespace

TEST_CASE("a value computes the progress") {
  PublishedSample sample;
  auto request = request_for("Security Training/KR1");
  request.value = 78;
  request.health = Health::on_track;
  request.accomplished = "enrolled everyone\nsent the first reminder";
  const auto planned = plan(sample, request);
  REQUIRE(planned.has_value());
  CHECK(planned->result.quarter == Quarter(2028, 1));
  CHECK(planned->result.week == monday);
  const auto& row = planned->result.results.front();
  CHECK(row.key_result == "Security Training/KR1");
  CHECK(row.outcome == UpdateOutcome::posted);
  CHECK(row.progress == Approx(57.142857));
  CHECK_FALSE(row.computed.has_value());
  CHECK(row.value == 78);
  CHECK(row.unit == "%");
  CHECK(row.health == Health::on_track);
  CHECK(row.url == "https://tracker.test/1");
  CHECK_THAT(planned->note, Contains("Progress: 57.1% · Value: 78 % · Health: On Track\n"));
  CHECK_THAT(planned->note, Contains("- enrolled everyone\n- sent the first reminder\n"));
  REQUIRE(planned->set.changes.size() == 1);
  CHECK(planned->set.quarter == "FY28-Q1");
  CHECK(planned->set.changes.front().action() == "note");
  CHECK(planned->notices.empty());
  CHECK(sample.tracker.writes.empty());
}

TEST_CASE("a progress by hand wins over the value, and both are kept") {
  PublishedSample sample;
  auto request = on_track("Security Training/KR1", 50);
  request.value = 78;
  const auto row = post(sample, request);
  CHECK(row.progress == 50);
  REQUIRE(row.computed.has_value());
  CHECK(*row.computed == Approx(57.142857));

  SECTION("and stays when only the value is given again, which is said") {
    auto later = request_for("Security Training/KR1");
    later.value = 90;
    const auto planned = plan(sample, later);
    REQUIRE(planned.has_value());
    CHECK(planned->result.results.front().progress == 50);
    CHECK(planned->result.results.front().computed == 100);
    REQUIRE(planned->notices.size() == 1);
    CHECK_THAT(planned->notices.front(), Contains("stays 50 %, given by hand; 100 %"));
  }
}

TEST_CASE("a baseline takes a value, and its progress by hand") {
  PublishedSample sample;
  auto request = request_for("Secure Pipeline/KR1");
  request.value = 12;
  request.unit = "days";
  request.health = Health::on_track;
  const auto planned = plan(sample, request);
  REQUIRE(planned.has_value());
  CHECK_THAT(planned->note, Contains("Progress: 0% · Value: 12 days · Health: On Track"));
  CHECK_THAT(planned->note, !Contains("progress=hand"));
  REQUIRE_FALSE(planned->notices.empty());
  CHECK_THAT(planned->notices.back(), Contains("gives no progress: it stays 0 %"));
  request.progress = 10;
  const auto row = post(sample, request);
  CHECK(row.progress == 10);
  CHECK_FALSE(row.computed.has_value());
}

TEST_CASE("the same week again edits the own note and keeps what is not given") {
  PublishedSample sample;
  auto first = on_track("Security Training/KR1", 40);
  first.accomplished = "- enrolled everyone";
  first.next = "remind";
  post(sample, first);
  REQUIRE(sample.tracker.notes.size() == 1);

  SECTION("equal: unchanged, nothing is written") {
    const auto planned = plan(sample, first);
    REQUIRE(planned.has_value());
    CHECK(planned->set.empty());
    CHECK(planned->result.results.front().outcome == UpdateOutcome::unchanged);
    CHECK(plan(sample, request_for("Security Training/KR1"))->set.empty());
  }
  SECTION("different: edited") {
    auto second = request_for("Security Training/KR1");
    second.progress = 45;
    CHECK(post(sample, second).outcome == UpdateOutcome::edited);
    REQUIRE(sample.tracker.notes.size() == 1);
    CHECK(sample.tracker.writes.back() == "edit_note 1 1");
    CHECK_THAT(sample.tracker.notes.front().body,
               Contains("Progress: 45% · Health: On Track") && Contains("- enrolled everyone") && Contains("- remind"));
  }
  SECTION("another week is another note") {
    CHECK(post(sample, on_track("Security Training/KR1", 45), friday + days{7}).outcome == UpdateOutcome::posted);
    CHECK(sample.tracker.notes.size() == 2);
  }
  SECTION("somebody else's note is followed by a new one") {
    sample.tracker.notes.front().author = "assurance-director";
    auto second = request_for("Security Training/KR1");
    second.progress = 45;
    const auto planned = plan(sample, second);
    REQUIRE(planned.has_value());
    CHECK(planned->result.results.front().outcome == UpdateOutcome::posted);
    REQUIRE(planned->notices.size() == 1);
    CHECK_THAT(planned->notices.front(), Contains("@assurance-director's"));
    post(sample, second);
    REQUIRE(sample.tracker.notes.size() == 2);
    CHECK_THAT(sample.tracker.notes.back().body, Contains("- enrolled everyone"));
  }
}

TEST_CASE("the week of an update") {
  PublishedSample sample;
  const auto week_of = [&](Day today, std::optional<Day> week = {}) {
    auto request = on_track("Security Training/KR1", 10);
    request.week = week;
    const auto target = find_target(sample.ports("training-manager", today), request);
    if (!target) FAIL(target.error().what);
    return std::pair{target->week, target->notices.size()};
  };
  SECTION("Wednesday to Sunday: this week, silently") {
    for (const Day today : {monday + days{2}, friday, monday + days{6}})
      CHECK(week_of(today) == std::pair{monday, 0ul});
  }
  SECTION("Monday and Tuesday: last week while it is missing, said aloud") {
    for (const Day today : {monday, monday + days{1}}) CHECK(week_of(today) == std::pair{monday - days{7}, 1ul});
  }
  SECTION("Monday and Tuesday: this week once last week's is there") {
    post(sample, on_track("Security Training/KR1", 10), friday - days{7});
    for (const Day today : {monday, monday + days{1}}) CHECK(week_of(today) == std::pair{monday, 0ul});
  }
  SECTION("the first Monday of the quarter: last week is no week of it") {
    CHECK(week_of(2027_y / 2 / 1) == std::pair{Day{2027_y / 2 / 1}, 0ul});
  }
  SECTION("--week: any day of it, also long ago") {
    CHECK(week_of(2027_y / 4 / 7, monday + days{3}) == std::pair{monday, 0ul});
    CHECK(week_of(monday, monday + days{6}) == std::pair{monday, 0ul});
  }
  SECTION("the Monday after the quarter still means its last week") {
    CHECK(week_of(2027_y / 5 / 3) == std::pair{Day{2027_y / 4 / 26}, 1ul});
  }
  SECTION("a closed Friday does not move the week") {
    sample.config.calendar.closed_days = {friday};
    CHECK(week_of(friday) == std::pair{monday, 0ul});
  }
}

TEST_CASE("weeks that no update can be for") {
  PublishedSample sample;
  auto request = on_track("Security Training/KR1", 10);
  SECTION("it has not begun") {
    request.week = friday + days{3};
    CHECK_THAT(error_of(sample, request).what, Contains("2027-02-15 has not begun"));
  }
  SECTION("it belongs to another quarter") {
    request.quarter = Quarter(2028, 1);
    request.week = 2027_y / 1 / 29;
    CHECK_THAT(whole(error_of(sample, request)),
               Contains("2027-01-29, lies in FY27-Q4") && Contains("from 2027-02-01 to 2027-05-02"));
  }
  SECTION("the default week is none of the quarter in the name") {
    request.key_result = "FY28-Q1/Security Training/KR1";
    CHECK_THAT(whole(error_of(sample, request, 2027_y / 6 / 9)), Contains("lies in FY28-Q2"));
  }
  SECTION("the quarter is named twice") {
    request.key_result = "FY28-Q1/Security Training/KR1";
    request.quarter = Quarter(2028, 2);
    CHECK_THAT(error_of(sample, request).what, Contains("FY28-Q1 and --quarter FY28-Q2"));
  }
}

TEST_CASE("a key result is found by every name") {
  PublishedSample sample;
  const std::string url = GENERATE("Security Training/KR1", "security training/kr1", "Security T/KR1",
                                   "FY28-Q1/Security Training/KR1", "1", "#1", "local:1");
  const auto target = find_target(sample.ports("training-manager", friday), request_for(url));
  REQUIRE(target.has_value());
  CHECK(target->name == "Security Training/KR1");
}

TEST_CASE("a URL must be the issue's own") {
  PublishedSample sample;
  sample.tracker.all.front().url = "https://gitlab.test/okrs/-/issues/1";
  const auto ports = sample.ports("training-manager", friday);
  for (const char* url : {"https://gitlab.test/okrs/-/issues/1", "https://gitlab.test/okrs/-/work_items/1#note_3"})
    CHECK(find_target(ports, request_for(url)).has_value());
  CHECK_THAT(error_of(sample, request_for("https://gitlab.test/others/-/issues/1")).what,
             Contains("no published key result https://"));
}

TEST_CASE("names that are none say what there is") {
  struct Row {
    const char* name;
    const char* said;
  };
  const auto row =
      GENERATE(values<Row>({{"Sec/KR1", "It fits Security Training, Secure Pipeline"},
                            {"Sekurity Training/KR1", "Did you mean \"Security Training\"?"},
                            {"Marketing/KR1", "It has Security Training, Secure Pipeline, Incident Response"},
                            {"Security Training/KR7", "\"Security Training\" has no KR7"},
                            {"#77", "no published key result #77"},
                            {"a/b/c/d", "names no key result"},
                            {"FY29-Q1/Security Training/KR1", "lies in FY28-Q1"}}));
  PublishedSample sample;
  CHECK_THAT(whole(error_of(sample, on_track(row.name, 1))), Contains(row.said));
}

TEST_CASE("a quarter of which nothing is published says so") {
  PublishedSample sample;
  CHECK_THAT(whole(error_of(sample, on_track("Security Training/KR1", 1), 2027_y / 9 / 8)),
             Contains("FY28-Q3 has no published objectives") && Contains("finalize"));
}

TEST_CASE("a first post demands health and progress, by the flags that give them") {
  PublishedSample sample;
  CHECK_THAT(whole(error_of(sample, request_for("Security Training/KR1"))),
             Contains("lacks --value or --progress and --health") &&
                 Contains("Add --value NUMBER and --health on-track (or needs-attention, at-risk)"));
  auto request = request_for("Security Training/KR1");
  request.value = 70;
  CHECK_THAT(error_of(sample, request).what, Contains("lacks --health"));
}

TEST_CASE("a risk is told where health is not On Track or a milestone is at risk") {
  PublishedSample sample;
  auto request = on_track("Security Training/KR1", 20);
  SECTION("health") { request.health = GENERATE(Health::needs_attention, Health::at_risk); }
  SECTION("milestone") { request.milestones = {{.number = 2}}; }
  CHECK_THAT(whole(error_of(sample, request)), Contains("lacks --risk"));
  request.risk = "  ";
  CHECK_THAT(error_of(sample, request).what, Contains("lacks --risk"));
  request.risk = "no trainer; budget;\n@ciso";
  const auto planned = plan(sample, request);
  REQUIRE(planned.has_value());
  CHECK_THAT(planned->note, Contains("\nRisk: no trainer; budget; @ciso\n"));
}

TEST_CASE("a risk that is over goes from the week's note") {
  PublishedSample sample;
  auto request = on_track("Security Training/KR1", 20);
  request.milestones = {{.number = 2}, {.number = 1}};
  request.risk = "no trainer";
  post(sample, request);
  CHECK_THAT(sample.tracker.notes.front().body, Contains("Milestones at risk: 1, 2") && Contains("Risk: no trainer"));
  auto over = request_for("Security Training/KR1");
  over.milestones = {{.number = 1, .word = app::MilestoneWord::on_track},
                     {.number = 2, .word = app::MilestoneWord::on_track}};
  post(sample, over);
  CHECK_THAT(sample.tracker.notes.front().body, !Contains("Milestones at risk") && !Contains("Risk:"));
}

TEST_CASE("what cannot be") {
  PublishedSample sample;
  CHECK_THAT(error_of(sample, on_track("Security Training/KR1", 101)).what, Contains("101 is no percentage"));
  CHECK_THAT(error_of(sample, on_track("Security Training/KR1", -1)).what, Contains("-1 is no percentage"));
  auto request = on_track("Security Training/KR1", 10);
  request.milestones = {{.number = 3}};
  CHECK_THAT(whole(error_of(sample, request)), Contains("has no milestone 3") && Contains("It has 1, 2"));
}

TEST_CASE("whose key result it is") {
  PublishedSample sample;
  const auto notices = [&](const std::string& user) {
    const auto target = find_target(sample.ports(user, friday), on_track("Security Training/KR1", 10));
    REQUIRE(target.has_value());
    return target->notices;
  };
  CHECK(notices("training-manager").empty());
  CHECK(notices("Assurance-Director").empty());
  REQUIRE(notices("ciso").size() == 1);
  CHECK_THAT(notices("ciso").front(), Contains("belongs to @training-manager"));
}

TEST_CASE("a key result that owes nothing takes an update all the same") {
  auto changed = test::sample_plan();
  test::key_result(changed, 0, 1).state = KeyResultState::done;
  PublishedSample sample(std::move(changed));
  const auto planned = plan(sample, on_track("Security Training/KR1", 100));
  REQUIRE(planned.has_value());
  CHECK(planned->set.changes.size() == 1);
  REQUIRE(planned->notices.size() == 1);
  CHECK_THAT(planned->notices.front(), Contains("is done and owes no update"));
}

TEST_CASE("a tracker that fails keeps its own kind of error") {
  PublishedSample sample;
  const auto planned = plan(sample, on_track("Security Training/KR1", 10));
  REQUIRE(planned.has_value());
  sample.tracker.fail_at = 0;
  const auto applied = tracker::apply(planned->set, &sample.tracker, {});
  REQUIRE(applied.failure.has_value());
  CHECK(applied.failure->kind == ErrorKind::network);
  CHECK(sample.tracker.notes.empty());
}

TEST_CASE("health goes beside the text where the tracker has it") {
  for (const bool has_it : {true, false}) {
    PublishedSample sample;
    sample.tracker.server.health_status = has_it;
    post(sample, on_track("Security Training/KR1", 10));
    const auto issue = std::ranges::find(sample.tracker.all, sample.tracker.notes.front().issue, &tracker::Issue::ref);
    REQUIRE(issue != sample.tracker.all.end());
    CHECK(issue->health == (has_it ? "on_track" : ""));
  }
}

TEST_CASE("only notes of those who answer for it, of the org and of editors count") {
  PublishedSample sample;
  post(sample, on_track("Security Training/KR1", 10));
  tracker::Note& note = sample.tracker.notes.front();
  const auto counts = [&](const std::string& author) {
    note.author = author;
    const auto target = find_target(sample.ports("training-manager", friday), request_for("Security Training/KR1"));
    REQUIRE(target.has_value());
    return target->posted.has_value();
  };
  publish_as(sample, "an-editor");
  CHECK(counts("training-manager"));
  CHECK(counts("Assurance-Director"));
  CHECK(counts("ciso"));
  CHECK(counts("an-editor"));
  CHECK_FALSE(counts("a-stranger"));
  sample.tracker.server.only_this_machine = true;
  CHECK(counts("a-stranger"));
}

TEST_CASE("a stranger's note does not hide the DRI's") {
  PublishedSample sample;
  post(sample, on_track("Security Training/KR1", 10));
  tracker::Note theirs = sample.tracker.notes.front();
  theirs.id = 99;
  theirs.author = "a-stranger";
  sample.tracker.notes.push_back(theirs);
  publish_as(sample, "an-editor");
  const auto target = find_target(sample.ports("training-manager", friday), request_for("Security Training/KR1"));
  REQUIRE(target.has_value());
  REQUIRE(target->posted.has_value());
  CHECK(target->posted->note.author == "training-manager");
}

TEST_CASE("A milestone that is done and a state change the description, without a note of their own") {
  PublishedSample sample;
  const std::string before = sample.tracker.all.front().description;
  auto request = request_for("Security Training/KR1");
  request.milestones = {{.number = 1, .word = app::MilestoneWord::done}};
  const auto row = post(sample, request);
  CHECK(row.outcome == UpdateOutcome::edited);
  CHECK(row.milestones_done == std::vector<int>{1});
  CHECK(sample.tracker.notes.empty());
  const std::string after = sample.tracker.all.front().description;
  CHECK(after.size() == before.size());
  CHECK_THAT(after, Contains("- [x] Milestone 1:"));
  CHECK(plan(sample, request)->set.empty());

  SECTION("a pause names its critical project, which a p0 should name") {
    request = request_for("Security Training/KR1");
    request.state = KeyResultState::paused;
    CHECK_THAT(error_of(sample, request).help, Contains("--critical-project URL"));
    request.critical_project = "not a link";
    CHECK_THAT(error_of(sample, request).what, Contains("is no link"));
    request.critical_project = "https://example.com/critical/1";
    const auto planned = plan(sample, request);
    REQUIRE(planned.has_value());
    REQUIRE(planned->notices.size() == 1);
    CHECK_THAT(planned->notices.front(), Contains("No p0 objective of FY28-Q1 names"));
    post(sample, request);
    CHECK_THAT(sample.tracker.all.front().description, Contains("- State: paused by https://example.com/critical/1"));
    request.state = KeyResultState::active;
    CHECK_THAT(error_of(sample, request).what, Contains("without a pause"));
  }
  SECTION("with a note both are written, the description first") {
    request = on_track("Security Training/KR1", 60);
    request.milestones = {{.number = 2, .word = app::MilestoneWord::done}};
    sample.tracker.writes.clear();
    CHECK(post(sample, request).outcome == UpdateOutcome::posted);
    CHECK(sample.tracker.writes.size() == 2);
    CHECK(sample.tracker.notes.size() == 1);
  }
  SECTION("a milestone that is done is at risk no more") {
    request = on_track("Security Training/KR1", 60);
    request.milestones = {{.number = 2}};
    request.risk = "no trainer";
    post(sample, request);
    request = request_for("Security Training/KR1");
    request.milestones = {{.number = 2, .word = app::MilestoneWord::done}};
    CHECK(post(sample, request).outcome == UpdateOutcome::edited);
    CHECK_THAT(sample.tracker.notes.front().body, !Contains("at risk:") && !Contains("Risk:"));
  }
  SECTION("a drop is no update") {
    request = request_for("Security Training/KR1");
    request.state = KeyResultState::dropped;
    CHECK_THAT(error_of(sample, request).help, Contains("secokr draft drop"));
  }
}

TEST_CASE("an objective's update begins with what its key results say of the week") {
  PublishedSample sample;
  const auto begin = [&](const std::string& user) {
    return find_target(sample.ports(user, friday), request_for("Security Training"));
  };
  CHECK_FALSE(begin("assurance-director")->rolled_up.has_value());
  CHECK_THAT(error_of(sample, request_for("Security Training")).what, Contains("lacks --progress and --health"));
  auto first = on_track("Security Training/KR1", 40);
  first.accomplished = "enrolled everyone\n  in two rounds";
  post(sample, first);
  auto second = on_track("Security Training/KR2", 80);
  second.health = Health::at_risk;
  second.risk = "no trainer";
  second.next = "plan the campaign";
  post(sample, second, friday, "training-specialist");
  post(sample, on_track("Security Training/KR1", 10), friday - days{7});

  const auto target = begin("assurance-director");
  REQUIRE(target.has_value());
  CHECK(target->kind == "objective");
  CHECK(target->notices.empty());
  REQUIRE(target->rolled_up.has_value());
  CHECK(target->rolled_up->health == Health::at_risk);
  CHECK(target->rolled_up->accomplished == "- KR1: enrolled everyone\n  in two rounds");
  CHECK(target->rolled_up->next == "- KR2: plan the campaign");
  CHECK(target->rolled_up->risk == "KR2: no trainer");
  CHECK(target->rolled_up->progress > 40);
  CHECK(target->rolled_up->progress < 80);

  const auto row = post(sample, request_for("Security Training"));
  CHECK(row.key_result == "Security Training");
  CHECK(row.outcome == UpdateOutcome::posted);
  CHECK_THAT(sample.tracker.notes.back().body,
             Contains("## Weekly Objective Update for the week starting on 2027-02-08") &&
                 Contains("Risk: KR2: no trainer") && Contains("kind=objective"));
  CHECK(post(sample, request_for("Security Training")).outcome == UpdateOutcome::unchanged);
  Typed edit = request_for("Security Training");
  edit.progress = 33;
  CHECK(post(sample, edit).outcome == UpdateOutcome::edited);
  CHECK_THAT(begin("ciso")->notices.front(), Contains("belongs to @assurance-director"));
  Typed state = request_for("Security Training");
  state.state = KeyResultState::done;
  CHECK_THAT(error_of(sample, state).what, Contains("only a key result has a state"));
}

TEST_CASE("my key results of the week that is meant") {
  PublishedSample sample;
  const auto mine = [&](Day today, std::optional<Day> week = {}) {
    const app::Ports ports = sample.ports("training-manager", today);
    const auto targets = app::UpdateReader(ports).mine({}, week);
    if (!targets) FAIL(targets.error().what);
    std::vector<std::string> names;
    for (const auto& target : *targets) names.push_back(target.name + " " + to_string(target.week));
    return names;
  };
  const std::vector<std::string> this_week{"Security Training/KR1 2027-02-08"};
  const std::vector<std::string> last_week{"Security Training/KR1 2027-02-01"};
  CHECK(mine(friday) == this_week);
  CHECK(mine(monday) == last_week);
  CHECK(mine(friday, monday - days{3}) == last_week);
  post(sample, on_track("Security Training/KR1", 10), friday - days{7});
  CHECK(mine(monday) == this_week);
  const app::Ports stranger = sample.ports("nobody-here", friday);
  CHECK(app::UpdateReader(stranger).mine({}, {})->empty());
}

TEST_CASE("a filed update says what its lines say") {
  PublishedSample sample;
  auto last = on_track("Security Training/KR1", 20);
  last.next = "enrol Sales";
  post(sample, last, friday - days{7});
  const app::Ports ports = sample.ports("training-manager", friday);
  auto target = find_target(ports, request_for("Security Training/KR1"));
  REQUIRE(target.has_value());
  documents::FiledUpdate filed = app::filed_from(*target, {});
  CHECK(filed.update.accomplished == "- enrol Sales");
  CHECK(filed.update.unit == "%");
  CHECK_FALSE(filed.progress.has_value());

  // 78 of 62 to 90 is 57.14…: the line shows one decimal, and that is still the computed one.
  filed.update.value = 78;
  filed.update.health = Health::needs_attention;
  filed.update.risk = "no trainer";
  filed.update.milestones_at_risk = {2};
  filed.progress = 57.1;
  CHECK_FALSE(app::request_from(*target, filed).progress.has_value());
  filed.progress = 50;
  CHECK(app::request_from(*target, filed).progress == 50);
  Typed typed = request_for("Security Training/KR1");
  static_cast<app::UpdateRequest&>(typed) = app::request_from(*target, filed);
  post(sample, typed);

  target = find_target(ports, request_for("Security Training/KR1"));
  filed = app::filed_from(*target, {});
  CHECK(filed.progress == 50);
  CHECK(filed.update.milestones_at_risk == std::vector<int>{2});
  filed.update.milestones_at_risk.clear();
  filed.update.health = Health::on_track;
  static_cast<app::UpdateRequest&>(typed) = app::request_from(*target, filed);
  post(sample, typed);
  CHECK_THAT(sample.tracker.notes.back().body, !Contains("at risk:"));
}

TEST_CASE("an older note is history: it has its week and health, and leaves the progress as it was") {
  PublishedSample sample;
  post(sample, on_track("Security Training/KR1", 40));
  tracker::Note older = sample.tracker.notes.front();
  older.id = 99;
  older.body = "## Weekly update\nBehind Schedule\n\n## What was accomplished\n* wrote to Sales\n";
  older.created_at = base::Instant{friday + days{7}};
  sample.tracker.notes.push_back(older);
  const auto target =
      find_target(sample.ports("training-manager", friday + days{7}), request_for("Security Training/KR1"));
  REQUIRE(target.has_value());
  REQUIRE(target->posted.has_value());
  CHECK(target->posted->update.progress == 40);
  CHECK(target->posted->update.health == Health::needs_attention);
  CHECK(target->posted->update.accomplished == "* wrote to Sales");
  REQUIRE(target->previous.has_value());
  CHECK(target->previous->week == monday);
}
