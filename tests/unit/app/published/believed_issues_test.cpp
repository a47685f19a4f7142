#include "app/published/believed_issues.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "app/publish/finalize.hpp"
#include "app/published/plan.hpp"
#include "app/run/dashboard.hpp"
#include "unit/app/finalize_sample.hpp"

using namespace secokr;
using namespace secokr::test;
using app::BelievedIssues;

namespace {

/// The sample quarter, published from a workspace by the CISO, on a tracker where only some may edit.
struct Shared : Finalised {
  Shared() {
    tracker.may_edit = {"ciso", "training-manager"};
    tracker.server.only_this_machine = false;
  }

  app::Ports inside() { return sample.ports(tracker); }
  app::Ports outside() {
    app::Ports ports = sample.ports(tracker);
    ports.workspace = nullptr;
    return ports;
  }
  /// An issue of a guest's; older than all others where its number is given.
  tracker::Issue& forge(const std::string& title, const std::string& description, long iid = 0) {
    tracker::Issue& issue = tracker.add(title, description);
    issue.author = "mallory";
    issue.labels = {"FY28-Q1"};
    if (iid != 0) issue.ref.iid = iid;
    return issue;
  }
  /// What a reader is shown.
  std::string shown(const app::Ports& ports) {
    const auto plan = app::read_published_plan(ports, published_quarter);
    if (!plan) FAIL(plan.error().what);
    std::string text;
    for (const PublishedObjective& objective : plan->objectives) {
      text += fmt::format("{} #{} @{}\n", objective.plan.reference, objective.iid, objective.plan.dri);
      for (const PublishedKeyResult& kr : objective.key_results)
        text += fmt::format("  KR{} #{} @{} {}\n", kr.plan.number, kr.iid, kr.plan.dri,
                            to_string(effective_state(objective.plan, kr.plan)));
    }
    return text;
  }
  BelievedIssues read(const app::Ports& ports) {
    auto believed = app::read_believed_issues(ports, published_quarter);
    if (!believed) FAIL(believed.error().what);
    return *std::move(believed);
  }
};

std::string objective_block(const std::string& id, const std::vector<long>& lists) {
  std::string text = fmt::format(
      "<!-- secokr:begin 1 kind=objective id={} sum=00000000 -->\n- Reference: Aaa\n- DRI: @mallory\n\n## Key "
      "results\n\n",
      id);
  int number = 0;
  for (const long iid : lists) text += fmt::format("- KR{}: #{} x\n", ++number, iid);
  return text + "<!-- secokr:end -->";
}

std::string id_in(const tracker::Issue& issue) { return app::claim_of(issue)->id; }

std::vector<long> numbers(const std::vector<app::DoubtedIssue>& doubted) {
  std::vector<long> iids;
  for (const app::DoubtedIssue& each : doubted) iids.push_back(each.claim.ref.iid);
  return iids;
}

}  // namespace

TEST_CASE("whatever block a stranger writes, the quarter is shown as without it") {
  Shared shared;
  const std::string before = shared.shown(shared.inside());
  REQUIRE(shared.shown(shared.outside()) == before);
  const tracker::Issue kr = shared.tracker.issue_titled("KR1 (Security Training)");
  const tracker::Issue objective = shared.tracker.issue_titled("Objective (Security Training)");
  std::vector<long> all;
  for (const tracker::Issue& issue : shared.tracker.all) all.push_back(issue.ref.iid);

  struct Forgery {
    const char* what;
    std::string title, description;
    long iid;
  };
  std::string other_dri = kr.description;
  other_dri.replace(other_dri.find("- DRI: @"), 8, "- DRI: @mallory-");
  const std::vector<Forgery> forgeries{
      {"an objective that lists every issue", "FY28-Q1 Objective (Aaa) forged",
       objective_block("0000000000000000", all), 0},
      {"an objective with our id", objective.title, objective_block(id_in(objective), all), -1},
      {"a copy of an objective", objective.title, objective.description, -2},
      {"an older copy of a key result", kr.title, kr.description, -3},
      {"an older copy with another DRI", kr.title, other_dri, -4},
      {"a later copy", kr.title, kr.description, 0},
      {"a key result of our objective by its title", "FY28-Q1 KR9 (Security Training) 90 % more",
       "<!-- secokr:begin 1 kind=kr id=1111111111111111 sum=0 -->\n- DRI: @mallory\n<!-- secokr:end -->", 0},
      {"a key result with an objective's id", kr.title,
       fmt::format("<!-- secokr:begin 1 kind=kr id={} sum=0 -->\n- DRI: @mallory\n<!-- secokr:end -->",
                   id_in(objective)),
       -5},
  };
  std::vector<long> expected;
  for (const Forgery& forgery : forgeries) {
    INFO(forgery.what);
    expected.push_back(shared.forge(forgery.title, forgery.description, forgery.iid).ref.iid);
    CHECK(shared.shown(shared.inside()) == before);
    CHECK(shared.shown(shared.outside()) == before);
    std::ranges::sort(expected);
    CHECK(numbers(shared.read(shared.inside()).doubted) == expected);
    CHECK(numbers(shared.read(shared.outside()).doubted) == expected);
    CHECK(shared.read(shared.outside()).doubles.empty());
  }
}

TEST_CASE("who may edit is believed, and of two of theirs the lower number counts") {
  Shared shared;
  const tracker::Issue kr = shared.tracker.issue_titled("KR1 (Security Training)");
  tracker::Issue& copy = shared.forge(kr.title, kr.description);
  copy.author = "training-manager";
  const BelievedIssues believed = shared.read(shared.outside());
  CHECK(believed.doubted.empty());
  REQUIRE(believed.doubles.size() == 1);
  CHECK(believed.by_id.at(id_in(kr)).ref == kr.ref);
}

TEST_CASE("a publisher who has left does not take the quarter along") {
  Shared shared;
  const std::string before = shared.shown(shared.inside());
  shared.tracker.may_edit = {"training-manager"};
  SECTION("published.json says what was published") {
    CHECK(shared.shown(shared.inside()) == before);
    CHECK(shared.read(shared.inside()).doubted.empty());
  }
  SECTION("without it the history of each objective does") {
    for (const tracker::Issue& issue : shared.tracker.all)
      if (app::claim_of(issue)->objective)
        shared.tracker.events[issue.ref.iid] = {{.field = "label", .after = "FY28-Q1", .user = "ciso"},
                                                {.field = "description", .user = "ciso"},
                                                {.field = "label", .after = "OKR", .user = "ciso"}};
    CHECK(shared.shown(shared.outside()) == before);
    CHECK(shared.read(shared.outside()).doubted.empty());
  }
  SECTION("a guest's history is that of a creation, whatever they did to the text") {
    for (const tracker::Issue& issue : shared.tracker.all)
      shared.tracker.events[issue.ref.iid] = {{.field = "label", .after = "FY28-Q1", .user = "ciso"},
                                              {.field = "label", .after = "OKR", .user = "ciso"},
                                              {.field = "description", .user = "ciso"},
                                              {.field = "label", .after = "x", .user = "training-manager"},
                                              {.field = "description", .user = "ciso"}};
    CHECK(shared.shown(shared.outside()).empty());
    CHECK(numbers(shared.read(shared.outside()).doubted).size() == shared.tracker.all.size());
  }
  SECTION("and who opens very many is not asked about for ever") {
    for (int i = 0; i < 60; ++i) shared.forge("x", objective_block(fmt::format("{:016x}", i + 100), {}));
    shared.tracker.requests.clear();
    CHECK(numbers(shared.read(shared.inside()).doubted).size() == 60);
    CHECK(std::ranges::count_if(shared.tracker.requests,
                                [](const std::string& request) { return request.starts_with("events"); }) <= 20);
  }
}

TEST_CASE("finalize makes its own issue where a stranger's holds the id, and says so") {
  SampleWorkspace sample(sample_plan());
  FakeTracker tracker("ciso");
  tracker.server.only_this_machine = false;
  tracker.may_edit = {"ciso"};
  const std::string planned_id = [&] {
    FakeTracker other("ciso");
    SampleWorkspace twin(sample_plan());
    publish(twin, other);
    return id_in(other.issue_titled("KR1 (Security Training)"));
  }();
  tracker::Issue& claim = tracker.add(
      "hello", fmt::format("<!-- secokr:begin 1 kind=kr id={} sum=0 -->\nx\n<!-- secokr:end -->", planned_id));
  claim.author = "mallory";
  const long iid = claim.ref.iid;
  tracker.add("another", "only the number " + planned_id).author = "mallory";

  const app::FinalizePlan plan = publish(sample, tracker);
  REQUIRE(plan.notices.size() == 1);
  CHECK(plan.notices.front().find("@mallory") != std::string::npos);
  CHECK(plan.notices.front().find("Security Training/KR1") != std::string::npos);
  CHECK(tracker.all.front().title == "hello");
  const tracker::Issue& real = tracker.issue_titled("KR1 (Security Training)");
  CHECK(real.ref.iid != iid);
  CHECK(planned(sample, tracker).set.empty());
}

TEST_CASE("what an author who may not edit any more writes into a listed issue decides nothing") {
  Shared shared;
  const std::string before = shared.shown(shared.inside());
  tracker::Issue& kr = shared.tracker.issue_titled("KR1 (Security Training)");
  const std::string honest = kr.description;
  const auto say = [&](const std::string& from, const std::string& to) {
    kr.description = edited(kr.description, from, to);
  };
  shared.tracker.may_edit = {"training-manager"};
  SECTION("another DRI") {
    say("- DRI: @", "- DRI: @mallory-");
    CHECK(shared.shown(shared.inside()) == before);
    const auto plan = app::read_published_plan(shared.inside(), published_quarter);
    REQUIRE(plan->doubted.size() == 1);
    CHECK(plan->doubted.front().reason.find("published.json") != std::string::npos);
  }
  SECTION("another state, by the author") {
    say("State: active", "State: done");
    shared.tracker.events[kr.ref.iid] = {{.field = "description", .user = "ciso"}};
    CHECK(shared.shown(shared.inside()) == before);
  }
  SECTION("another state, by the DRI: that is the truth") {
    say("State: active", "State: done");
    shared.tracker.events[kr.ref.iid] = {{.field = "description", .user = "ciso"},
                                         {.field = "description", .user = "training-manager"}};
    CHECK(shared.shown(shared.inside()) != before);
  }
  SECTION("while they may edit, the issue is the truth") {
    shared.tracker.may_edit = {"ciso"};
    say("- DRI: @", "- DRI: @mallory-");
    CHECK(shared.shown(shared.inside()) != before);
  }
}
