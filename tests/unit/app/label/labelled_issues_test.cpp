#include "app/label/labelled_issues.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "documents/issue/text.hpp"
#include "support/fake_tracker.hpp"
#include "support/temporary_folder.hpp"
#include "workspace/published.hpp"

using namespace secokr;
using app::LabelledIssues;
using app::LabelRange;

namespace {

constexpr Quarter quarter{2028, 1};

struct Shared {
  Shared() {
    config.tracker = {.kind = config::TrackerKind::gitlab, .host = "https://tracker.test", .project = "fake"};
    config.org.people.push_back({.username = "trainer", .area = "Training"});
  }

  tracker::Issue& add(std::string title, std::vector<std::string> labels = {}) {
    auto& issue = tracker.add(std::move(title));
    issue.labels = std::move(labels);
    return issue;
  }
  app::Ports ports() { return {.config = config, .workspace = workspace, .tracker = &tracker}; }

  Expected<LabelledIssues> try_read(const LabelRange& range) {
    const auto given = ports();
    return app::read_labelled_issues(given, range, app::label_rules(given, range));
  }
  LabelledIssues read(const LabelRange& range) {
    auto result = try_read(range);
    if (!result) FAIL(result.error().what);
    return *std::move(result);
  }

  config::Config config{};
  test::FakeTracker tracker{};
  const workspace::Workspace* workspace = nullptr;
};

std::vector<std::string> subjects(const std::vector<app::TrackedIssue>& issues) {
  std::vector<std::string> result;
  for (const auto& tracked : issues) result.push_back(tracked.issue.subject);
  return result;
}

using Subjects = std::vector<std::string>;

std::string block_of(const Objective& objective) { return documents::render_objective_description(objective, {}); }

}  // namespace

TEST_CASE("A quarter's issues are told apart, and no missing label hides one") {
  Shared shared;
  shared.add("FY28-Q1 KR1 (A) a", {"division::Security", "FY28-Q1"});
  shared.add("FY28-Q1 KR2 (A) a", {"division::Security"});
  shared.add("Free", {"division::Security"});
  shared.add("Closed", {"division::Security"}).state = tracker::IssueState::closed;
  shared.add("FY28-Q2 KR1 (A) a", {"division::Security", "FY28-Q2"});
  shared.add("FY28-Q1 KR1 (B) b", {"division::Sales", "FY28-Q1"});
  shared.add("FY28-Q1 KR1 (C) c");
  shared.add("Printer");
  shared.add("Assigned").assignees = {"trainer"};
  shared.add("Milestone", {"division: security"}).milestone = "FY28 Q1";

  const auto read = shared.read({.quarter = quarter});
  CHECK(subjects(read.ours) == Subjects{"#1", "#2", "#3", "#9", "#10"});
  CHECK(subjects(read.unclear) == Subjects{"#7"});
  CHECK(read.others == 1);
  CHECK(read.read == 10);
  CHECK(read.checked() == 7);

  const auto all = shared.read({});
  CHECK(all.checked() == 10);
  CHECK(all.ours.size() == 7);
}

TEST_CASE("The block tells kind, priority and critical project") {
  Shared shared;
  Objective objective{.title = "t", .id = "0000000000000001", .reference = "R", .priority = Priority::p2};
  shared.tracker.add("x", block_of(objective));
  objective.critical_project = "https://example.com/cp";
  shared.tracker.add("y", block_of(objective));
  shared.tracker.add("z", documents::render_key_result_description({.title = "k", .id = "0000000000000002"}));
  const auto read = shared.read({.quarter = quarter});
  REQUIRE(read.ours.size() == 3);
  const auto& first = read.ours[0].issue;
  CHECK(first.marked);
  CHECK(first.marked_objective);
  CHECK(first.priority == Priority::p2);
  CHECK_FALSE(first.critical_project);
  CHECK(read.ours[1].issue.critical_project);
  CHECK(read.ours[2].issue.marked);
  CHECK_FALSE(read.ours[2].issue.marked_objective);
}

TEST_CASE("A link to one of ours makes an issue ours, unless another division claims it") {
  Shared shared;
  shared.add("FY28-Q1 KR1 (A) a", {"division::Security", "FY28-Q1"});
  shared.add("Plain");
  shared.add("Plain, closed").state = tracker::IssueState::closed;
  shared.add("FY28-Q1 KR1 (C) unclear");
  shared.add("FY28-Q1 KR1 (D) sales", {"division::Sales", "FY28-Q1"});
  shared.add("FY28-Q1 work", {"FY28-Q1"});
  shared.add("Not linked");
  for (const long iid : {2, 3, 4, 5, 6})
    shared.tracker.links.push_back({{"fake", 1}, {"fake", iid}, tracker::LinkType::relates_to});
  // Elsewhere, and not among what is read.
  shared.tracker.links.push_back({{"fake", 1}, {"elsewhere", 7}, tracker::LinkType::relates_to});

  const auto read = shared.read({.quarter = quarter});
  CHECK(subjects(read.ours) == Subjects{"#1", "#2", "#4", "#6"});
  CHECK(read.unclear.empty());
  CHECK(read.others == 1);
  CHECK(read.read == 7);
  CHECK(read.ours[1].issue.linked);
  CHECK_FALSE(read.ours[0].issue.linked);
  CHECK(shared.tracker.requests == std::vector<std::string>{"issues", "links_of", "issues"});
}

TEST_CASE("Links are asked for only where one could tell something") {
  Shared shared;
  SECTION("nobody to be linked") {
    shared.add("FY28-Q1 KR1 (A) a", {"division::Security", "FY28-Q1"});
    shared.add("FY28-Q1 KR1 (B) b", {"division::Sales", "FY28-Q1"});
  }
  SECTION("nothing of ours to be linked to") {
    shared.add("Assigned").assignees = {"trainer"};
    shared.add("Plain");
  }
  shared.read({.quarter = quarter});
  CHECK(shared.tracker.requests == std::vector<std::string>{"issues"});
}

TEST_CASE("Named issues are read by number, whatever their quarter") {
  Shared shared;
  shared.add("FY27-Q1 KR1 (A) a", {"division::Security", "FY27-Q1"});
  shared.add("Plain");
  shared.add("Plain and linked");
  auto& elsewhere = shared.add("FY28-Q1 KR1 (B) b", {"division::Security"});
  elsewhere.ref.project = "other/place";
  shared.tracker.links.push_back({{"fake", 3}, {"fake", 1}, tracker::LinkType::relates_to});

  SECTION("in two projects") {
    const auto read = shared.read({.issues = {{"", 1}, {"", 2}, {"", 3}, {"other/place", 4}}});
    CHECK(subjects(read.ours) == Subjects{"#1", "#3", "other/place#4"});
    CHECK(read.others == 1);
    CHECK(read.read == 4);
  }
  SECTION("a project named in two ways is one") {
    const auto read = shared.read({.issues = {{"", 1}, {"fake", 1}}});
    CHECK(read.checked() == 1);
  }
  SECTION("all that are missing are told") {
    const auto read = shared.try_read({.issues = {{"", 1}, {"", 98}, {"", 99}, {"other/place", 5}}});
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().kind == ErrorKind::refused);
    CHECK(read.error().what == "There are no issues #98, #99, other/place#5");
    CHECK(shared.try_read({.issues = {{"", 99}}}).error().what == "There is no issue #99");
  }
}

TEST_CASE("published.json finds an issue that lost every sign, in its own quarter only") {
  Shared shared;
  test::TemporaryFolder folder;
  test::write(folder / "secokr.toml", "");
  workspace::Published published{.quarter = quarter, .tracker = "gitlab", .origin = "https://tracker.test"};
  published.issues["0000000000000001"] = {.kind = "kr", .number = 1, .iid = 1, .url = "https://tracker.test/1"};
  test::write(folder / "okrs/FY28-Q1/published.json", workspace::render_published(published));
  auto workspace = workspace::Workspace::open(folder.path());
  REQUIRE(workspace.has_value());
  shared.workspace = &*workspace;
  shared.add("Rewritten").url = "https://tracker.test/1?show=1";
  shared.add("Other");

  CHECK(subjects(shared.read({.quarter = quarter}).ours) == Subjects{"#1"});
  CHECK(shared.read({.quarter = quarter + 1}).checked() == 0);

  test::write(folder / "okrs/FY28-Q1/published.json", "{}");
  const auto broken = shared.try_read({.quarter = quarter});
  REQUIRE_FALSE(broken.has_value());
  CHECK(broken.error().kind == ErrorKind::local_file);
}

TEST_CASE("In a group each issue is named with its project, and each project with ours is a home of labels") {
  Shared shared;
  shared.add("FY28-Q1 KR1 (A) a", {"division::Security", "FY28-Q1"}).ref = {"security/web", 3};
  shared.add("FY28-Q1 KR2 (A) a", {"division::Security", "FY28-Q1"}).ref = {"security/okrs", 7};
  shared.add("FY28-Q1 KR3 (B) b", {"division::Sales", "FY28-Q1"}).ref = {"sales/crm", 1};
  const LabelRange range{.quarter = quarter, .group = "security"};
  const auto read = shared.read(range);
  CHECK(subjects(read.ours) == Subjects{"security/okrs#7", "security/web#3"});
  CHECK(app::label_homes(read, range) ==
        std::vector<tracker::LabelHome>{{.project = "security/okrs"}, {.project = "security/web"}});
}

TEST_CASE("A file's issues need no tracker") {
  Shared shared;
  const auto exported = [](const auto& sink) -> Status {
    sink({.ref = {"fake", 1}, .url = "https://tracker.test/1", .title = "x", .labels = {"division::Security"}});
    sink({.ref = {"other", 2}, .url = "https://tracker.test/2", .title = "y", .labels = {"division::Security"}});
    sink({.ref = {"other", 3}, .url = "https://tracker.test/3", .title = "z"});
    return {};
  };
  const app::Ports ports{.config = shared.config};
  const LabelRange range{.quarter = quarter, .exported = exported};
  const auto read = app::read_labelled_issues(ports, range, app::label_rules(ports, range));
  REQUIRE(read.has_value());
  CHECK(subjects(read->ours) == Subjects{"#1", "other#2"});
  CHECK(read->read == 3);
  CHECK(app::label_homes(*read, range).empty());
}

TEST_CASE("Of 100,000 issues only ours are kept, and progress is told by the hundred") {
  Shared shared;
  constexpr long all = 100'000;
  for (long i = 1; i <= all; ++i) {
    const bool ours = i % 10'000 == 0;
    shared.add(fmt::format("Issue {}", i), ours ? std::vector<std::string>{"division::Security", "FY28-Q1"}
                                                : std::vector<std::string>{"bug", "team::Payments"});
  }
  shared.tracker.links.push_back({{"fake", 10'000}, {"fake", 5}, tracker::LinkType::relates_to});
  std::size_t told = 0;
  const auto read = shared.read({.quarter = quarter, .progress = [&](std::size_t number) {
                                   CHECK(number % 100 == 0);
                                   ++told;
                                 }});
  CHECK(read.ours.size() == 11);
  CHECK(read.unclear.empty());
  CHECK(read.read == static_cast<std::size_t>(all));
  CHECK(read.checked() == 11);
  CHECK(told == static_cast<std::size_t>(all / 100));
}
