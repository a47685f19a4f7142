#include <catch2/catch.hpp>

#include "app/draft/drop.hpp"
#include "app/draft/edit.hpp"
#include "app/draft/renumber.hpp"
#include "app/draft/rescope.hpp"
#include "documents/issue/text.hpp"
#include "support/fake_tracker.hpp"
#include "support/sample_plan.hpp"
#include "support/texts.hpp"
#include "tracker/apply/executor.hpp"
#include "unit/app/sample_workspace.hpp"
#include "workspace/proposal.hpp"

using namespace secokr;
using Catch::Matchers::Contains;

namespace {

const Quarter quarter{2028, 1};
const std::string training = "okrs/FY28-Q1/security-training.md";

DependencyEvent declined() {
  return {.verb = DependencyVerb::declined,
          .by = "infra-manager",
          .on = date::year{2027} / 1 / 12,
          .decline_class = DeclineClass::scope,
          .reason = "not ours"};
}

struct Fixture : test::World {
  explicit Fixture(const PlanUnderReview& plan = test::sample_plan()) : World(plan) {
    if (!plan.proposal.empty())
      test::write(sample.workspace().proposal(quarter), workspace::render_proposal({quarter, plan.proposal}));
  }

  void apply(const tracker::ChangeSet& set) {
    const auto applied = tracker::apply(set, nullptr, {.root = sample.root()});
    if (applied.failure) FAIL(applied.failure->what << ": " << applied.failure->reason);
  }
  Objective objective() const { return documents::ObjectiveDocument::parse(text(training)).objective(); }

  Expected<app::DraftChange> edit(const std::string& name, const app::Answers& answers) {
    const auto begun = app::DraftEdit::begin(ports(), quarter, name, {});
    if (!begun) return fail(begun.error());
    return begun->plan(answers);
  }
  Expected<app::DraftChange> edit_text(const std::string& text) {
    const auto begun = app::DraftEdit::begin(ports(), quarter, "Security Training", {});
    REQUIRE(begun.has_value());
    return begun->plan_text(text);
  }
  Expected<app::RescopePlan> rescope(app::Answers answers, std::optional<std::string> which = {}) {
    return app::plan_rescope(
        ports(), quarter,
        {.key_result = "Security Training/KR1", .which = which, .reason = "without it", .answers = std::move(answers)},
        {});
  }
  Expected<app::DropPlan> drop(const std::string& name, bool reweigh = false) {
    return app::plan_drop(ports(), quarter, {.key_result = name, .reason = "no capacity", .reweigh = reweigh});
  }
};

/// With a declined dependency, and with what was proposed frozen or not.
PlanUnderReview plan_with_decline(bool frozen) {
  PlanUnderReview plan = test::sample_plan();
  plan.proposal.clear();
  if (frozen)
    for (const PlannedObjective& planned : plan.objectives) plan.proposal[planned.objective.id] = planned.objective;
  for (Dependency& dependency : test::key_result(plan, 0, 1).dependencies) {
    dependency.ticked = false;
    dependency.events = {declined()};
    dependency.events.front().by = dependency.manager;
  }
  return plan;
}

std::vector<std::string> fields_of(const std::vector<app::ChangedPart>& parts) {
  std::vector<std::string> fields;
  for (const auto& part : parts)
    for (const auto& fact : part.facts) fields.push_back(part.name + ": " + fact.field);
  return fields;
}

using Fields = std::vector<std::string>;

}  // namespace

TEST_CASE("an edit by answers changes exactly its lines") {
  Fixture fixture;
  const std::string before = fixture.text(training);
  const auto change = fixture.edit("security training/KR1", {{Field::metric, "completion rate from 62 to 95 %"},
                                                             {Field::weight, ""},
                                                             {Field::milestone, "2=; ; 2027-04-02"},
                                                             {Field::milestone, "a third; ; 2027-04-16"}});
  REQUIRE(change.has_value());
  CHECK(fields_of(change->changes) == Fields{"Security Training/KR1: Metric", "Security Training/KR1: Weight",
                                             "Security Training/KR1: Milestone 2",
                                             "Security Training/KR1: Milestone 3"});
  fixture.apply(change->set);
  const KeyResult after = fixture.objective().key_results.front();
  CHECK(to_string(*after.measure) == "completion rate from 62 to 95 %");
  CHECK_FALSE(after.weight.has_value());
  REQUIRE(after.milestones.size() == 3);
  CHECK(after.milestones[1].description == "reminders are sent");
  CHECK(after.milestones[1].dri == "training-specialist");
  CHECK(to_string(*after.milestones[1].due) == "2027-04-02");
  CHECK(after.milestones[2].number == 3);
  CHECK(after.milestones[2].dri == after.dri);
  CHECK(fixture.edit("Security Training/KR1", {{Field::weight, ""}})->set.empty());
}

TEST_CASE("an edit that a rule stops at once is refused unless it is overridden") {
  Fixture fixture;
  for (const auto& [name, answer, rule] :
       {std::tuple{"Security Training", app::Answer{Field::reference, "secure pipeline"}, "(O5)"},
        std::tuple{"Security Training", app::Answer{Field::dri, "@nobody"}, "(F3)"},
        std::tuple{"Security Training/KR1", app::Answer{Field::dri, "@assurance-director"}, "(P2)"}}) {
    INFO(rule);
    const auto change = fixture.edit(name, {answer});
    REQUIRE_FALSE(change.has_value());
    CHECK(change.error().kind == ErrorKind::usage);
    CHECK_THAT(change.error().what, Contains(rule));
  }
  const auto begun = app::DraftEdit::begin(fixture.ports(), quarter, "Security Training/KR1", {{Rule::P2, "for now"}});
  const auto change = begun->plan({{Field::dri, "@assurance-director"}});
  REQUIRE(change.has_value());
  CHECK(change->set.changes.front().action() == "record");
}

TEST_CASE("a text from an editor keeps its ids and leaves to other commands what is theirs") {
  Fixture fixture;
  const std::string text = fixture.text(training);
  const auto with = [&](const std::string& before, const std::string& after) {
    return test::edited(text, before, after);
  };
  const std::string id = "<!-- secokr:id 00000000000000a1 -->\n";
  struct Case {
    std::string text;
    std::string says;
  };
  for (const Case& each :
       {Case{with("- Weight: 60 %", "- Weihgt: 60 %"), "F2"}, Case{with(id, ""), "id of KR1 is gone"},
        Case{with("00000000000000a1", "00000000000000ff"), "id of KR1 is gone"},
        Case{with("00000000000000a2", "00000000000000a1"), "00000000000000a1"},
        Case{with("- Status: included", "- Status: draft"), "Status says draft"},
        Case{with("- Weight: 60 %", "- Weight: 60 %\n- State: dropped"), "State: dropped"}}) {
    INFO(each.says);
    const auto change = fixture.edit_text(each.text);
    REQUIRE_FALSE(change.has_value());
    CHECK(change.error().kind == ErrorKind::usage);
    std::string notes;
    for (const auto& note : change.error().notes) notes += note.text + note.expected;
    CHECK_THAT(notes, Contains(each.says));
  }
  const auto good = fixture.edit_text(with("- Weight: 60 %", "- Weight: 50 %"));
  REQUIRE(good.has_value());
  CHECK(fields_of(good->changes) == Fields{"Security Training/KR1: Weight"});
  CHECK(fixture.edit_text(text)->set.empty());
}

TEST_CASE("a re-scope answers every decline that waits, and changes something") {
  for (const bool frozen : {false, true}) {
    INFO(frozen);
    Fixture fixture(plan_with_decline(frozen));
    const auto nothing = fixture.rescope({});
    REQUIRE_FALSE(nothing.has_value());
    CHECK_THAT(nothing.error().what, Contains("Nothing of Security Training/KR1 changed"));
    CHECK_FALSE(fixture.rescope({{Field::title, "Achieve  90% completion rate org wide for annual security training"}})
                    .has_value());

    const auto one = fixture.rescope({{Field::outcome, "We count by ourselves."}}, "D2");
    REQUIRE(one.has_value());
    CHECK(one->rescoped == Fields{"Security Training/KR1/D2"});
    CHECK(one->figure.has_value() == frozen);
    fixture.apply(one->set);
    CHECK_FALSE(fixture.objective().key_results[0].dependencies[0].rescoped());
    CHECK(fixture.objective().key_results[0].dependencies[1].rescoped());
    CHECK_THAT(fixture.text("okrs/FY28-Q1/decisions.md"),
               Contains("- 2027-01-18 · D3 · Security Training/KR1 · re-scoped · without it · by @ciso"));

    // What the first one changed counts against what was frozen; where nothing was, something has to change again.
    CHECK(fixture.rescope({}).has_value() == frozen);
    const auto rest = fixture.rescope({{Field::weight, "50"}});
    REQUIRE(rest.has_value());
    fixture.apply(rest->set);
    CHECK(fixture.objective().key_results[0].dependencies[0].rescoped());
    CHECK(fixture.rescope({})->set.empty());
    CHECK_FALSE(fixture.rescope({{Field::weight, "40"}}).has_value());
  }
}

TEST_CASE("without a decline there is nothing to re-scope") {
  Fixture fixture;
  const auto none = fixture.rescope({{Field::weight, "50"}});
  REQUIRE_FALSE(none.has_value());
  CHECK(none.error().kind == ErrorKind::findings);
  CHECK_THAT(none.error().what, Contains("(D3)"));
}

TEST_CASE("those who answer for a key result re-scope and drop it") {
  Fixture fixture(plan_with_decline(false));
  for (const auto& [user, may] :
       {std::pair{"training-manager", true}, std::pair{"assurance-director", true}, std::pair{"ciso", true},
        std::pair{"infra-manager", false}, std::pair{"secops-director", false}}) {
    INFO(user);
    fixture.sample.user = user;
    CHECK(fixture.rescope({{Field::weight, "50"}}).has_value() == may);
    CHECK(fixture.drop("Security Training/KR1").has_value() == may);
  }
}

TEST_CASE("a drop is recorded once, proposes weights where they no longer fit, and writes them on demand") {
  Fixture fixture;
  auto drop = fixture.drop("Security Training/KR2");
  REQUIRE(drop.has_value());
  CHECK(drop->weights == std::vector<std::pair<int, int>>{{1, 100}});
  CHECK_FALSE(drop->takes_objective);
  fixture.apply(drop->set);
  CHECK(fixture.objective().key_results[1].state == KeyResultState::dropped);
  CHECK(fixture.objective().key_results[0].weight == 60);
  CHECK_THAT(fixture.text("okrs/FY28-Q1/decisions.md"),
             Contains("- 2027-01-18 · D3 · Security Training/KR2 · dropped · no capacity · by @ciso"));
  CHECK(fixture.drop("Security Training/KR2")->set.empty());
  drop = fixture.drop("Security Training/KR2", true);
  REQUIRE(drop->set.changes.size() == 1);
  fixture.apply(drop->set);
  CHECK(fixture.objective().key_results[0].weight == 100);
}

TEST_CASE("the last key result takes its objective with it, unless that is published") {
  PlanUnderReview plan = test::sample_plan();
  for (const PlannedObjective& planned : plan.objectives) plan.proposal[planned.objective.id] = planned.objective;
  Fixture fixture(plan);
  const auto drop = fixture.drop("Secure Pipeline/KR1");
  REQUIRE(drop.has_value());
  CHECK(drop->takes_objective);
  fixture.apply(drop->set);
  CHECK_THAT(fixture.text("okrs/FY28-Q1/secure-pipeline.md"), Contains("- Status: excluded"));
  const auto proposal = workspace::read_proposal(fixture.sample.workspace(), quarter);
  REQUIRE(proposal.has_value());
  REQUIRE(proposal->has_value());
  CHECK_FALSE((*proposal)->objectives.contains("00000000000000b0"));
  CHECK_THAT(fixture.text("okrs/FY28-Q1/decisions.md"), Contains("· D3 · Secure Pipeline · excluded ·"));

  test::objective(plan, 1).published = "https://gitlab.example.com/a/b/-/issues/1";
  Fixture published(plan);
  const auto kept = published.drop("Secure Pipeline/KR1");
  REQUIRE(kept.has_value());
  CHECK_FALSE(kept->takes_objective);
  CHECK(kept->leaves_nothing);
  CHECK(kept->is_published);
}

TEST_CASE("renumbering tells the record only where it names a number that changes") {
  Fixture fixture;
  CHECK(app::plan_renumber(fixture.ports(), quarter, "Security Training", "")->set.empty());
  auto turned = app::plan_renumber(fixture.ports(), quarter, "Security Training", "2,1");
  REQUIRE(turned.has_value());
  CHECK(turned->moved == std::vector<std::pair<int, int>>{{2, 1}, {1, 2}});
  CHECK(turned->set.changes.size() == 1);
  fixture.apply(fixture.drop("Security Training/KR2", true)->set);
  turned = app::plan_renumber(fixture.ports(), quarter, "Security Training", "2,1");
  REQUIRE(turned->set.changes.size() == 2);
  fixture.apply(turned->set);
  CHECK(fixture.objective().key_results[0].id == "00000000000000a2");
  CHECK(fixture.objective().key_results[0].number == 1);
  CHECK_THAT(fixture.text("okrs/FY28-Q1/decisions.md"),
             Contains("· K2 · Security Training · renumbered · KR2 is now KR1, KR1 is now KR2 · by @ciso"));
  for (const std::string order : {"1", "1,1", "1,3", "a,b", "1,2,2"}) {
    INFO(order);
    CHECK_FALSE(app::plan_renumber(fixture.ports(), quarter, "Security Training", order).has_value());
  }
}
