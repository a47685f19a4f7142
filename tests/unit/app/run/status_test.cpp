#include "app/run/status.hpp"

#include <date/date.h>

#include <algorithm>
#include <filesystem>

#include "app/remind/update_reminders.hpp"
#include "app/run/update.hpp"
#include "base/file.hpp"
#include "support/places.hpp"
#include "support/temporary_folder.hpp"
#include "support/texts.hpp"
#include "tracker/apply/executor.hpp"
#include "unit/app/published_sample.hpp"

using namespace secokr;
using namespace date::literals;
using Catch::Matchers::StartsWith;
using test::PublishedSample;

namespace {

const Day friday = 2027_y / 2 / 12;
const Day monday = 2027_y / 2 / 8;

StatusView status(const app::Ports& ports, const std::optional<Quarter>& named = {}) {
  auto read = app::read_status(ports, {.named = named});
  if (!read) FAIL(read.error().what);
  return std::move(read->view);
}

std::vector<std::string> owed_lines(const StatusView& view) {
  std::vector<std::string> lines;
  for (const OwedUpdate& owed : view.owed)
    lines.push_back(owed.key_result + " " + to_string(owed.week) + " " + to_string(owed.due));
  return lines;
}

void post(PublishedSample& sample, const std::string& key_result, Day week) {
  const app::Ports ports = sample.ports("training-manager", week);
  const app::UpdateRequest request{.progress = 10, .health = Health::on_track};
  const auto target = app::UpdateReader(ports).find(key_result, {}, week);
  REQUIRE(target.has_value());
  REQUIRE_FALSE(
      tracker::apply(app::plan_update(ports, *target, request)->set, &sample.tracker, {}).failure.has_value());
}

/// A copy of tests/data/workspaces/division over an empty tracker.
struct Division {
  Division() {
    std::filesystem::copy(test::data_folder() / "workspaces/division", folder.path(),
                          std::filesystem::copy_options::recursive);
    config = *config::load({.workspace_file = folder / "secokr.toml"});
    workspace.emplace(*workspace::Workspace::open(folder.path()));
  }
  app::Ports ports(std::string user, Day today) {
    return {.config = config, .workspace = &*workspace, .tracker = &tracker, .user = std::move(user), .today = today};
  }
  std::string next(std::string user, Day today) { return status(ports(std::move(user), today)).next_command; }
  void edit(const std::string& file, const std::string& old_text, const std::string& new_text) {
    test::edit_file(folder / ("okrs/FY28-Q1/" + file), old_text, new_text);
  }

  test::TemporaryFolder folder{};
  config::Config config{};
  std::optional<workspace::Workspace> workspace{};
  test::FakeTracker tracker{};
};

}  // namespace

TEST_CASE("a DRI owes the weeks that have begun, the overdue first") {
  PublishedSample sample;
  const StatusView view = status(sample.ports("training-manager", friday));
  CHECK(view.user == "training-manager");
  CHECK(view.quarter == Quarter(2028, 1));
  CHECK(view.planning == Quarter(2028, 2));
  CHECK(owed_lines(view) == std::vector<std::string>{"Security Training/KR1 2027-02-01 2027-02-05",
                                                     "Security Training/KR1 2027-02-08 2027-02-12"});
  CHECK(view.next_command == "secokr update \"Security Training/KR1\" --week 2027-02-01");
  CHECK(view.blocking.empty());

  SECTION("what is posted is owed no more") {
    post(sample, "Security Training/KR1", monday - days{7});
    const StatusView after = status(sample.ports("training-manager", friday));
    CHECK(owed_lines(after) == std::vector<std::string>{"Security Training/KR1 2027-02-08 2027-02-12"});
    CHECK(after.next_command == "secokr update \"Security Training/KR1\"");
  }
  SECTION("this week's is advised from Wednesday on") {
    post(sample, "Security Training/KR1", monday - days{7});
    CHECK(status(sample.ports("training-manager", monday)).next_command == "secokr report dashboard");
    CHECK(status(sample.ports("training-manager", monday)).owed.size() == 1);
    CHECK_THAT(status(sample.ports("training-manager", monday + days{2})).next_command, StartsWith("secokr update"));
  }
  SECTION("closed days move the due day") {
    sample.config.calendar.closed_days = {friday};
    CHECK(owed_lines(status(sample.ports("training-manager", friday))).back() ==
          "Security Training/KR1 2027-02-08 2027-02-11");
  }
}

TEST_CASE("only active key results owe updates") {
  const auto state = GENERATE(KeyResultState::not_started, KeyResultState::paused, KeyResultState::done);
  auto plan = test::sample_plan();
  test::key_result(plan, 0, 1).state = state;
  test::key_result(plan, 0, 1).paused_by = "https://example.com/critical-projects/7";
  PublishedSample sample(std::move(plan));
  CHECK(status(sample.ports("training-manager", friday)).owed.empty());
}

TEST_CASE("a stranger owes nothing and is shown the report") {
  PublishedSample sample;
  const StatusView view = status(sample.ports("stranger", friday));
  CHECK(view.owed.empty());
  CHECK(view.next_command == "secokr report dashboard");
  REQUIRE_FALSE(view.due.empty());
  CHECK(view.due.front().what == "FY28-Q1: weekly updates of the week 2027-02-08");
  CHECK(view.due.front().days_left == 0);
}

TEST_CASE("what is due: three steps of the planned quarter, windows by their ends") {
  PublishedSample sample;
  const auto due = [&](Day today) {
    std::vector<std::string> lines;
    for (const DueItem& item : status(sample.ports("stranger", today)).due)
      lines.push_back(to_string(item.date) + " " + item.what);
    return lines;
  };
  // FY28-Q2 starts on 2027-05-01, a Saturday: Mondays 03-15, 03-22, 04-05 and 04-19.
  CHECK(due(friday) ==
        std::vector<std::string>{"2027-02-12 FY28-Q1: weekly updates of the week 2027-02-08",
                                 "2027-03-15 FY28-Q2 planning: ideas (functional leaders)",
                                 "2027-03-22 FY28-Q2 planning: objectives (functional leaders)",
                                 "2027-04-05 FY28-Q2 planning: proposal (CISO; Senior Managers and above review)"});
  CHECK(due(2027_y / 4 / 8) == std::vector<std::string>{"2027-04-09 FY28-Q1: weekly updates of the week 2027-04-05",
                                                        "2027-04-19 FY28-Q2 planning: preparation ends (managers)",
                                                        "2027-04-19 FY28-Q2 planning: final (CISO)"});
}

TEST_CASE("the quarter is the one that the week's Friday lies in, or the named one") {
  PublishedSample sample;
  CHECK(status(sample.ports("stranger", 2027_y / 4 / 26)).quarter == Quarter(2028, 1));
  CHECK(status(sample.ports("stranger", 2027_y / 7 / 29)).quarter == Quarter(2028, 2));
  CHECK(status(sample.ports("stranger", 2027_y / 10 / 28)).quarter == Quarter(2028, 3));
  const StatusView named = status(sample.ports("stranger", friday), Quarter(2028, 3));
  CHECK(named.quarter == Quarter(2028, 3));
  CHECK(named.planning == Quarter(2028, 4));
}

TEST_CASE("status, update and remind mean the same week around a quarter's end") {
  // FY28-Q1 ends on Friday 2027-04-30; of FY28-Q2 nothing is published.
  PublishedSample sample;
  const Day last_week = 2027_y / 4 / 26;
  const bool posted = GENERATE(false, true);
  if (posted) post(sample, "Security Training/KR1", last_week);
  for (const Day today : {2027_y / 5 / 2, 2027_y / 5 / 3, 2027_y / 5 / 4, 2027_y / 5 / 5}) {
    INFO(to_string(Day{today}) << " posted: " << posted);
    const bool means_last = today <= Day{2027_y / 5 / 2} || (!posted && today <= Day{2027_y / 5 / 4});
    const app::Ports ports = sample.ports("training-manager", today);
    const StatusView view = status(ports);
    CHECK(view.quarter == Quarter(2028, means_last ? 1 : 2));
    CHECK((std::ranges::find(view.owed, last_week, &OwedUpdate::week) != view.owed.end()) == (means_last && !posted));
    CHECK(view.planning == Quarter(2028, today > Day{2027_y / 4 / 30} ? 3 : 2));
    CHECK(status(ports, Quarter(2028, 2)).quarter == Quarter(2028, 2));
    const auto mine = app::UpdateReader(ports).mine({}, {});
    CHECK((mine && !mine->empty()) == means_last);
    if (mine && !mine->empty()) CHECK(mine->front().week == last_week);
    if (!means_last || posted || today == Day{2027_y / 5 / 2}) continue;
    CHECK(view.next_command == "secokr update \"Security Training/KR1\" --week 2027-02-01");
    CHECK(app::read_update_reminders(ports, {})->reminders.week == last_week);
  }
}

TEST_CASE("before anything exists") {
  test::FakeTracker tracker;
  const config::Config config;
  const StatusView view = status({.config = config, .tracker = &tracker, .user = "tester", .today = friday});
  CHECK(view.owed.empty());
  CHECK(view.blocking.empty());
  CHECK(view.due.size() == 3);
  CHECK(view.next_command == "secokr calendar");
}

TEST_CASE("the command to type next, by role and state") {
  // FY28-Q1: ideas 2026-12-14, objectives 12-21, proposal 2027-01-04, final 01-18.
  Division division;
  SECTION("all is included: the CISO and the delegate finalise from the final step on") {
    CHECK(division.next("ciso", 2027_y / 1 / 18) == "secokr finalize --dry-run");
    CHECK(division.next("chief-of-staff", 2027_y / 1 / 18) == "secokr finalize --dry-run");
    CHECK(division.next("ciso", 2027_y / 1 / 17) == "secokr calendar");
    CHECK(division.next("training-manager", 2027_y / 1 / 18) == "secokr calendar");
  }
  SECTION("something is proposed: the CISO includes it") {
    division.edit("security-training.md", "Status: included", "Status: proposed");
    CHECK(division.next("ciso", 2027_y / 1 / 5) == "secokr draft include \"Security Training\"");
  }
  SECTION("something is proposed and every place is taken: the CISO looks at all of them") {
    division.edit("security-training.md", "Status: included", "Status: proposed");
    division.config.limits.objectives = 0;
    CHECK(division.next("ciso", 2027_y / 1 / 5) == "secokr draft show");
  }
  SECTION("a draft: its leader proposes it") {
    division.edit("security-training.md", "Status: included", "Status: draft");
    CHECK(division.next("assurance-director", 2026_y / 12 / 15) == "secokr draft propose \"Security Training\"");
    CHECK(division.next("prodsec-director", 2026_y / 12 / 15) == "secokr calendar");
  }
  SECTION("a request that waits: the providing team's manager answers") {
    division.edit(
        "security-training.md",
        "- [x] PeopleOps (@peopleops-manager): enrol every team member — confirmed by @peopleops-manager on 2027-01-11",
        "- [ ] PeopleOps (@peopleops-manager): enrol every team member");
    CHECK(division.next("peopleops-manager", 2027_y / 1 / 5) == "secokr dependency list --mine");
    const StatusView view = status(division.ports("ciso", 2027_y / 1 / 18));
    REQUIRE_FALSE(view.blocking.empty());
    CHECK(view.blocking.front().rule == Rule::D2);
    CHECK_THAT(view.blocking.front().subject, StartsWith("Security Training/KR1"));
  }
  SECTION("nothing is there yet: a leader starts, then drafts") {
    std::filesystem::remove_all(division.folder / "okrs");
    CHECK(division.next("assurance-director", 2026_y / 12 / 14) == "secokr draft start");
    CHECK(division.next("assurance-director", 2026_y / 12 / 13) == "secokr calendar");
    test::write(division.folder / "okrs/FY28-Q1/README.md", "# Ideas\n");
    CHECK(division.next("assurance-director", 2026_y / 12 / 14) == "secokr draft objective");
    CHECK(division.next("stranger", 2026_y / 12 / 14) == "secokr calendar");
  }
  SECTION("errors block: everybody of the division is shown the check") {
    division.edit("security-training.md", "- DRI: @training-manager", "- DRI: @nobody-at-all");
    const StatusView view = status(division.ports("training-manager", 2026_y / 12 / 15));
    CHECK(view.next_command == "secokr draft check");
    CHECK_FALSE(view.blocking.empty());
    CHECK(division.next("stranger", 2026_y / 12 / 15) == "secokr calendar");
  }
}

TEST_CASE("what a server said is kept for when it cannot be reached") {
  PublishedSample sample;
  const test::TemporaryFolder folder;
  const base::StateFolder state(folder.path(), "state");
  const auto file = state.path_of("seen.json");
  app::Ports ports = sample.ports("training-manager", friday);
  const app::StatusRequest request{.now = date::sys_days{friday} + std::chrono::hours{10}, .state = state};
  post(sample, "Security Training/KR1", monday - days{7});

  sample.config.tracker.kind = config::TrackerKind::local;
  REQUIRE(app::read_status(ports, request).has_value());
  CHECK_FALSE(std::filesystem::exists(file));

  sample.config.tracker.kind = config::TrackerKind::gitlab;
  const auto online = app::read_status(ports, request);
  REQUIRE(online.has_value());
  CHECK_FALSE(online->view.seen.has_value());
  const auto seen = workspace::read_last_seen(state);
  REQUIRE(seen.has_value());
  CHECK(seen->user == "training-manager");
  CHECK(seen->at == request.now);

  ports.tracker = nullptr;
  const auto later = app::read_status_offline(ports, request, *seen);
  REQUIRE(later.has_value());
  CHECK(owed_lines(later->view) == owed_lines(online->view));
  CHECK(later->view.seen == request.now);

  SECTION("weeks that began since are owed too") {
    ports.today = friday + days{7};
    CHECK(app::read_status_offline(ports, request, *seen)->view.owed.size() == online->view.owed.size() + 1);
  }
  SECTION("on the Monday after the quarter its last week is owed still, and nothing from Wednesday on") {
    ports.today = 2027_y / 5 / 4;
    const auto tuesday = app::read_status_offline(ports, request, *seen);
    CHECK(tuesday->view.quarter == Quarter(2028, 1));
    CHECK(owed_lines(tuesday->view).back() == "Security Training/KR1 2027-04-26 2027-04-30");
    ports.today = 2027_y / 5 / 5;
    CHECK(app::read_status_offline(ports, request, *seen)->view.owed.empty());
  }
  SECTION("of another quarter nothing is known") {
    ports.today = friday + days{120};
    CHECK(app::read_status_offline(ports, request, *seen)->view.owed.empty());
  }
  SECTION("what was seen in another project is not shown") {
    CHECK(app::was_seen_here(ports, *seen));
    sample.config.tracker.project = "somewhere/else";
    CHECK_FALSE(app::was_seen_here(ports, *seen));
  }
  SECTION("a damaged file is none") {
    REQUIRE(base::replace_file(file, "{").has_value());
    CHECK_FALSE(workspace::read_last_seen(state).has_value());
  }
}
