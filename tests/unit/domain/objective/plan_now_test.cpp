#include "domain/objective/plan_now.hpp"

#include <catch2/catch.hpp>

#include <date/date.h>

using namespace secokr;
using namespace date::literals;

namespace {

DependencyEvent said(DependencyVerb verb) { return {.verb = verb, .by = "x", .on = 2027_y / 1 / 11}; }

KeyResult key_result() {
  return {.number = 1,
          .title = "title",
          .id = "0123456789abcdef",
          .dependencies = {{.ticked = true, .team = "IT", .need = "a", .events = {said(DependencyVerb::confirmed)}},
                           {.team = "Data", .need = "b"}},
          .milestones = {{.number = 1, .description = "first"}, {.number = 2, .description = "second"}}};
}

/// All three sides say the same until a test changes one.
struct Sides {
  Objective objective{.priority = Priority::p1};
  KeyResult file = key_result();
  KeyResult issue = key_result();
  KeyResult finalised = key_result();
  Sides() { issue.state = finalised.state = KeyResultState::active; }

  KeyResult now() const { return plan_now({objective, file}, issue, {objective, finalised}); }
};

}  // namespace

TEST_CASE("where nothing happened the plan is its file") {
  Sides sides;
  KeyResult expected = sides.file;
  expected.state = KeyResultState::active;  // the issue writes the default out
  CHECK(sides.now() == expected);
}

TEST_CASE("answers, ticks and states are the issue's, all else is the file's") {
  Sides sides;
  sides.issue.dependencies[0].events.push_back(said(DependencyVerb::declined));
  sides.issue.dependencies[0].ticked = false;
  sides.issue.milestones[1].done = true;
  sides.issue.state = KeyResultState::paused;
  sides.issue.paused_by = "https://example.com/cp";
  sides.issue.title = "other";
  sides.issue.outcome = "other";
  sides.file.title = "edited";
  const KeyResult now = sides.now();
  CHECK(now.dependencies[0].status() == DependencyStatus::declined);
  CHECK_FALSE(now.dependencies[0].ticked);
  CHECK(now.milestones[1].done);
  CHECK(now.state == KeyResultState::paused);
  CHECK(now.paused_by == "https://example.com/cp");
  CHECK(now.title == "edited");
  CHECK(now.outcome.empty());
}

TEST_CASE("a state that the file changed since counts, every one over every one") {
  using enum KeyResultState;
  for (const auto in_file : {active, not_started, paused, done, dropped})
    for (const auto on_issue : {active, not_started, paused, done, dropped}) {
      Sides sides;
      sides.file.state = in_file;
      sides.issue.state = on_issue;
      const bool edited = in_file != active;
      CHECK(sides.now().state == (edited ? in_file : on_issue));
    }
  Sides stretch;
  stretch.objective.priority = Priority::p2;  // begun on its issue; the file says nothing, which is "not started"
  stretch.finalised.state = not_started;
  CHECK(stretch.now().state == active);
}

TEST_CASE("requests find each other whatever their order, and those of the issue alone count") {
  Sides sides;
  std::swap(sides.issue.dependencies[0], sides.issue.dependencies[1]);
  sides.issue.dependencies[0].events = {said(DependencyVerb::declined)};
  sides.issue.dependencies.push_back({.team = "Legal", .need = "c", .events = {said(DependencyVerb::confirmed)}});
  const KeyResult now = sides.now();
  REQUIRE(now.dependencies.size() == 3);
  CHECK(now.dependencies[0].team == "IT");
  CHECK(now.dependencies[0].status() == DependencyStatus::confirmed);
  CHECK(now.dependencies[1].status() == DependencyStatus::declined);
  CHECK(now.dependencies[2].team == "Legal");
  CHECK(now.dependencies[2].source.line == 0);
}

TEST_CASE("a request that the file gave up stays away, and one that it names anew keeps its answer") {
  Sides sides;
  sides.file.dependencies.erase(sides.file.dependencies.begin());
  CHECK(sides.now().dependencies.size() == 1);
  Sides renamed;
  renamed.file.dependencies[0].team = "Information Technology";
  CHECK(renamed.now().dependencies[0].status() == DependencyStatus::confirmed);
  CHECK(renamed.now().dependencies.size() == 2);
}

TEST_CASE("an answer in the file alone is told, and counts nowhere") {
  Sides sides;
  CHECK_FALSE(has_answers_of_its_own(sides.file, sides.issue, sides.finalised));
  sides.file.dependencies[1].events = {said(DependencyVerb::confirmed)};
  CHECK(has_answers_of_its_own(sides.file, sides.issue, sides.finalised));
  CHECK(sides.now().dependencies[1].status() == DependencyStatus::requested);
  sides.issue.dependencies[1].events = {said(DependencyVerb::confirmed)};
  CHECK_FALSE(has_answers_of_its_own(sides.file, sides.issue, sides.finalised));
}
