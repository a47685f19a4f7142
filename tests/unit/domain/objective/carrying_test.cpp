#include <catch2/catch.hpp>

#include "domain/objective/carrying.hpp"
#include "support/sample_plan.hpp"

using namespace secokr;
using test::day;

namespace {

const std::string url = "https://gitlab.example.com/g/p/-/issues/7";

/// From FY28-Q1 into FY28-Q2, which lasts from 2027-05-01 to 2027-07-31.
CarryOver over(std::optional<double> value = std::nullopt) {
  return {
      .from = Quarter(2028, 1), .url = url, .value = value, .first_day = day(2027, 5, 1), .last_day = day(2027, 7, 31)};
}

KeyResult running() {
  return {.number = 1,
          .title = "Achieve 90% completion",
          .id = "00000000000000a1",
          .dri = "training-manager",
          .contributed_by = "assurance-director",
          .measure = Metric{"completion rate", 62, 90, "%"},
          .weight = 60,
          .outcome = "Completion is read from the export."};
}

DependencyEvent event(DependencyVerb verb) { return {.verb = verb, .by = "peopleops-manager", .on = day(2027, 1, 11)}; }

}  // namespace

TEST_CASE("A carried metric begins where it stands") {
  struct Case {
    std::string name;
    std::optional<Measure> measure;
    std::optional<double> value;
    std::string carried;
    bool target_reached;
  };
  const std::vector<Case> cases{
      {"rising", Metric{"rate", 62, 90, "%"}, 78, "rate from 78 to 90 %", false},
      {"falling", Metric{"days to patch", 30, 7, "days"}, 12, "days to patch from 12 to 7 days", false},
      {"fallen behind its start", Metric{"rate", 62, 90, "%"}, 60, "rate from 60 to 90 %", false},
      {"no value reported", Metric{"rate", 62, 90, "%"}, std::nullopt, "rate from 62 to 90 %", false},
      {"a baseline stays one", Baseline{}, 40, "baseline", false},
      {"reached: another target is needed", Metric{"rate", 62, 90, "%"}, 90, "rate from 62 to 90 %", true},
      {"more than reached", Metric{"rate", 62, 90, "%"}, 95, "rate from 62 to 90 %", true},
      {"a falling one below its target", Metric{"days", 30, 7, ""}, 3, "days from 30 to 7", true},
  };
  for (const Case& each : cases) {
    CAPTURE(each.name);
    KeyResult before = running();
    before.measure = each.measure;
    const CarriedKeyResult after = carried(before, over(each.value));
    CHECK(to_string(*after.key_result.measure) == each.carried);
    CHECK(after.target_reached == each.target_reached);
  }
  KeyResult without = running();
  without.measure.reset();
  CHECK_FALSE(carried(without, over(3)).key_result.measure.has_value());
}

TEST_CASE("A carried key result begins anew and keeps its words") {
  KeyResult before = running();
  before.state = KeyResultState::paused;
  before.paused_by = "https://example.com/critical-projects/7";
  before.confidential = true;
  const KeyResult after = carried(before, over()).key_result;
  CHECK(after.title == before.title);
  CHECK(after.dri == before.dri);
  CHECK(after.contributed_by == before.contributed_by);
  CHECK(after.id.empty());
  CHECK_FALSE(after.weight.has_value());
  CHECK_FALSE(after.state.has_value());
  CHECK(after.paused_by.empty());
  CHECK_FALSE(after.confidential);
  CHECK(after.outcome == "Completion is read from the export.\n\nCarried over from FY28-Q1 KR1: " + url);
}

TEST_CASE("Dependencies are requested anew and those it does without stay behind") {
  KeyResult before = running();
  const auto declined = event(DependencyVerb::declined);
  before.dependencies = {
      {.ticked = true, .team = "PeopleOps", .need = "a", .events = {event(DependencyVerb::confirmed)}},
      {.team = "Data", .need = "b", .events = {declined}},
      {.team = "Legal", .need = "c", .events = {event(DependencyVerb::withdrawn)}},
      {.team = "Infra", .need = "d", .events = {declined, event(DependencyVerb::rescoped)}},
      {.team = "Finance", .need = "e"},
  };
  const CarriedKeyResult after = carried(before, over());
  std::vector<std::string> teams;
  for (const Dependency& each : after.key_result.dependencies) {
    teams.push_back(each.team);
    CHECK(each.status() == DependencyStatus::requested);
    CHECK_FALSE(each.ticked);
    CHECK(each.events.empty());
  }
  CHECK(teams == std::vector<std::string>{"PeopleOps", "Data", "Finance"});
  CHECK(after.left_out ==
        std::vector<std::string>{"The dependency on Legal is left out: it is withdrawn",
                                 "The dependency on Infra is left out: it is re-scoped",
                                 "Its dependencies are requested anew: answers of the last quarter do not count"});
}

TEST_CASE("Milestones that are done stay behind and so do dates outside the quarter") {
  KeyResult before = running();
  const auto milestone = [](int number, bool done, std::optional<Day> due) {
    return Milestone{.number = number, .done = done, .description = "x", .dri = "training-manager", .due = due};
  };
  before.milestones = {milestone(1, true, day(2027, 2, 26)), milestone(2, false, day(2027, 4, 30)),
                       milestone(3, false, day(2027, 5, 1)), milestone(4, false, day(2027, 7, 31)),
                       milestone(5, false, day(2027, 8, 1)), milestone(6, false, std::nullopt)};
  const CarriedKeyResult after = carried(before, over());
  CHECK(after.key_result.milestones == std::vector<Milestone>{milestone(1, false, {}),
                                                              milestone(2, false, day(2027, 5, 1)),
                                                              milestone(3, false, day(2027, 7, 31)),
                                                              milestone(4, false, {}), milestone(5, false, {})});
  CHECK(after.left_out ==
        std::vector<std::string>{"Milestone 1 loses its date 2027-04-30, which lies outside the quarter",
                                 "Milestone 4 loses its date 2027-08-01, which lies outside the quarter"});
}

TEST_CASE("A link back is found by its URL alone and replaces an older one") {
  const Quarter older(2027, 4);
  const std::string once = with_link_back("Prose.", older, 2, "local:4");
  CHECK(once == "Prose.\n\nCarried over from FY27-Q4 KR2: local:4");
  CHECK(with_link_back(once, Quarter(2028, 1), 1, "local:12") == "Prose.\n\nCarried over from FY28-Q1 KR1: local:12");
  CHECK(with_link_back("", older, 2, "local:4") == "Carried over from FY27-Q4 KR2: local:4");
  CHECK(links_back_to(once, "local:4"));
  CHECK_FALSE(links_back_to(once, "local:44"));
  CHECK_FALSE(links_back_to(once, "local:"));
  CHECK_FALSE(links_back_to("", ""));
  CHECK_FALSE(links_back_to("Carried over from the old team: local:4", "local:4"));
  // Words of people that only begin alike stay.
  CHECK(with_link_back("Carried over from last year: see the wiki", older, 1, "local:9") ==
        "Carried over from last year: see the wiki\n\nCarried over from FY27-Q4 KR1: local:9");
}

TEST_CASE("An unreached p2 is offered as p1") {
  struct Case {
    std::optional<Priority> priority;
    double progress;
    std::optional<Priority> carried;
  };
  for (const auto& [priority, progress, expected] :
       {Case{Priority::p2, 69.99, Priority::p1}, Case{Priority::p2, 70, Priority::p2},
        Case{Priority::p2, 0, Priority::p1}, Case{Priority::p1, 10, Priority::p1}, Case{Priority::p0, 10, Priority::p0},
        Case{std::nullopt, 10, std::nullopt}}) {
    CAPTURE(progress);
    Objective before{.title = "T", .id = "00000000000000a0", .reference = "R", .status = ObjectiveStatus::included};
    before.priority = priority;
    before.published = url;
    before.strategy = "https://example.com/s";
    before.key_results = {running()};
    const Objective after = carried_objective(before, progress);
    CHECK(after.priority == expected);
    CHECK(is_unreached_stretch(priority, progress) == (priority != expected));
    CHECK(after.id.empty());
    CHECK(after.published.empty());
    CHECK(after.key_results.empty());
    CHECK(after.status == ObjectiveStatus::draft);
    CHECK(after.strategy == before.strategy);
    CHECK(after.reference == before.reference);
  }
}
