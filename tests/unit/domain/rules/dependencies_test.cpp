#include <catch2/catch.hpp>

#include <algorithm>

#include "base/text.hpp"
#include "domain/objective/proposal_change.hpp"
#include "unit/domain/rule_case.hpp"

using namespace secokr;
using namespace secokr::test;

namespace {

DependencyEvent event(DependencyVerb verb, std::string by, std::string on_behalf_of = {}, std::string evidence = {}) {
  return {.verb = verb,
          .by = std::move(by),
          .on_behalf_of = std::move(on_behalf_of),
          .evidence = std::move(evidence),
          .on = day(2027, 1, 12)};
}

/// Gives the dependency on Infrastructure, Security Training/KR1/D2, these events and this tick.
std::function<void(PlanUnderReview&)> infrastructure(std::vector<DependencyEvent> events, bool ticked = false) {
  return [=](PlanUnderReview& plan) {
    Dependency& dependency = key_result(plan, 0, 1).dependencies[1];
    dependency.events = events;
    dependency.ticked = ticked;
  };
}

constexpr auto confirmed = DependencyVerb::confirmed;
constexpr auto declined = DependencyVerb::declined;
constexpr auto withdrawn = DependencyVerb::withdrawn;
constexpr auto rescoped = DependencyVerb::rescoped;
const std::string proof = "https://example.com/evidence/1";
const std::string d2 = "Security Training/KR1/D2";

}  // namespace

TEST_CASE("D1: who answers a dependency") {
  const std::vector<Expect> refused{{Rule::D1, error, d2}};
  run_rule_cases({
      {"the providing team's manager", infrastructure({event(confirmed, "infra-manager")})},
      {"in another case", infrastructure({event(confirmed, "Infra-Manager")})},
      {"above them", infrastructure({event(confirmed, "infra-director")})},
      {"another team's manager", infrastructure({event(confirmed, "data-manager")}), refused},
      {"the key result's own DRI", infrastructure({event(confirmed, "training-manager")}), refused},
      {"the CISO is not above an external team", infrastructure({event(confirmed, "ciso")}), refused},
      {"on behalf, by the key result's DRI",
       infrastructure({event(confirmed, "training-manager", "infra-manager", proof)})},
      {"on behalf, by the objective's DRI",
       infrastructure({event(confirmed, "assurance-director", "infra-manager", proof)})},
      {"on behalf, by the CISO", infrastructure({event(confirmed, "ciso", "infra-manager", proof)})},
      {"on behalf of somebody above the manager",
       infrastructure({event(confirmed, "training-manager", "infra-director", proof)})},
      {"on behalf, by another area", infrastructure({event(confirmed, "sirt-manager", "infra-manager", proof)}),
       refused},
      {"on behalf, by a report of the DRI",
       infrastructure({event(confirmed, "training-specialist", "infra-manager", proof)}), refused},
      {"on behalf, without evidence", infrastructure({event(confirmed, "training-manager", "infra-manager")}), refused},
      {"on behalf, evidence that is no link",
       infrastructure({event(confirmed, "training-manager", "infra-manager", "he said so")}), refused},
      {"on behalf of the wrong one", infrastructure({event(confirmed, "training-manager", "data-manager", proof)}),
       refused},
      {"withdrawn by the side that asked", infrastructure({event(withdrawn, "training-manager")})},
      {"withdrawn by somebody else", infrastructure({event(withdrawn, "sirt-manager")}), refused},
      {"re-scoped by the side that asked",
       infrastructure({event(declined, "infra-manager"), event(rescoped, "training-manager")})},
      {"re-scoped by somebody else",
       infrastructure({event(declined, "infra-manager"), event(rescoped, "sirt-manager")}), refused},
      {"an answer that a later one replaced is history",
       infrastructure({event(confirmed, "data-manager"), event(confirmed, "infra-manager")})},
      {"a good answer that a bad one replaced",
       infrastructure({event(confirmed, "infra-manager"), event(confirmed, "data-manager")}), refused},
      {"a note before the final step",
       infrastructure({event(confirmed, "data-manager")}),
       {{Rule::D1, note, d2}},
       Stage::proposal},
  });
}

TEST_CASE("D1: a team of the division answers through its line") {
  const auto answered_by = [](std::string by) {
    return [=](PlanUnderReview& plan) {
      key_result(plan, 0, 1).dependencies = {
          {.team = "SIRT", .manager = "sirt-manager", .need = "a rota", .events = {event(confirmed, by)}}};
    };
  };
  const std::vector<Expect> refused{{Rule::D1, error, "Security Training/KR1/D1"}};
  run_rule_cases({
      {"manager", answered_by("sirt-manager")},
      {"leader", answered_by("secops-director")},
      {"CISO", answered_by("ciso")},
      {"member", answered_by("sirt-engineer"), refused},
      {"another leader", answered_by("assurance-director"), refused},
  });
}

TEST_CASE("D1: a tick without who and when is a finding, not a confirmation") {
  run_rule_cases({
      {"ticked, nobody answered", infrastructure({}, true), {{Rule::D1, error, d2}}},
      {"ticked, and declined",
       infrastructure({event(declined, "infra-manager")}, true),
       {{Rule::D1, error, d2}, {Rule::D3, error, d2}}},
      {"ticked, confirmed", infrastructure({event(confirmed, "infra-manager")}, true)},
      {"not ticked, confirmed", infrastructure({event(confirmed, "infra-manager")}, false)},
      {"ticked, withdrawn", infrastructure({event(withdrawn, "infra-manager")}, true)},
      {"ticked, declined and re-scoped",
       infrastructure({event(declined, "infra-manager"), event(rescoped, "training-manager")}, true),
       {}},
  });
  const Finding finding = only_finding(infrastructure({}, true), Rule::D1);
  CHECK(finding.message == "Infrastructure is ticked, but nothing says who confirmed it and when");
  CHECK(finding.line == 33);
}

TEST_CASE("D2: every dependency is settled") {
  run_rule_cases({
      {"requested", infrastructure({}), {{Rule::D2, error, d2}}},
      {"requested, a note before the final step", infrastructure({}), {{Rule::D2, note, d2}}, Stage::proposal},
      {"confirmed", infrastructure({event(confirmed, "infra-manager")})},
      {"withdrawn", infrastructure({event(withdrawn, "infra-manager")})},
      {"declined, re-scoped", infrastructure({event(declined, "infra-manager"), event(rescoped, "training-manager")})},
      {"re-scoped before it was declined again",
       infrastructure(
           {event(declined, "infra-manager"), event(rescoped, "training-manager"), event(declined, "infra-manager")}),
       {{Rule::D3, error, d2}}},
      {"not for a dropped key result",
       [](PlanUnderReview& plan) {
         infrastructure({})(plan);
         key_result(plan, 0, 1).state = KeyResultState::dropped;
         key_result(plan, 0, 2).weight = 100;
       }},
      {"not for an excluded objective",
       [](PlanUnderReview& plan) {
         infrastructure({})(plan);
         objective(plan, 0).status = ObjectiveStatus::excluded;
         plan.business_as_usual["SecAssurance"] = "audit";
       }},
  });
  CHECK(only_finding(infrastructure({}), Rule::D2).message ==
        "@infra-manager of Infrastructure has not answered yet: training accounts");
}

TEST_CASE("D3: declined means re-scoped or dropped") {
  const auto no = infrastructure({event(declined, "infra-manager")});
  run_rule_cases({
      {"declined", no, {{Rule::D3, error, d2}}},
      {"declined, before the final step", no, {{Rule::D3, note, d2}}, Stage::proposal},
      {"declined, then confirmed",
       infrastructure({event(declined, "infra-manager"), event(confirmed, "infra-manager")})},
      {"declined and dropped",
       [&](PlanUnderReview& plan) {
         no(plan);
         key_result(plan, 0, 1).state = KeyResultState::dropped;
         key_result(plan, 0, 2).weight = 100;
       }},
      {"the last one takes its objective with it",
       [](PlanUnderReview& plan) { key_result(plan, 1, 1).state = KeyResultState::dropped; },
       {{Rule::D3, error, "Secure Pipeline"}}},
  });
  CHECK(only_finding([](PlanUnderReview& plan) { key_result(plan, 1, 1).state = KeyResultState::dropped; }, Rule::D3)
            .hint == "secokr draft exclude \"Secure Pipeline\" --reason TEXT");
}

TEST_CASE("D4: an objective changes only where the key result at risk carries more than half") {
  const auto title = [](PlanUnderReview& plan) { objective(plan, 0).title = "Train people"; };
  const auto with_weights = [=](double first, std::function<void(PlanUnderReview&)> risk) {
    return [=](PlanUnderReview& plan) {
      key_result(plan, 0, 1).weight = first;
      key_result(plan, 0, 2).weight = 100 - first;
      plan.proposal["00000000000000a0"] = objective(plan, 0);
      title(plan);
      risk(plan);
    };
  };
  const auto declined_then_rescoped =
      infrastructure({event(declined, "infra-manager"), event(rescoped, "training-manager")});
  const auto dropped = [](PlanUnderReview& plan) {
    key_result(plan, 0, 1).state = KeyResultState::dropped;
    key_result(plan, 0, 2).weight = 100;
  };
  const auto removed = [](PlanUnderReview& plan) {
    objective(plan, 0).key_results.erase(objective(plan, 0).key_results.begin());
    key_result(plan, 0, 1).number = 1;
    key_result(plan, 0, 1).weight = 100;
  };
  const std::vector<Expect> refused{{Rule::D4, error, "Security Training"}};
  run_rule_cases({
      {"title", title, refused},
      {"outcome", [](PlanUnderReview& plan) { objective(plan, 0).outcome = "Something else."; }, refused},
      {"risk", [](PlanUnderReview& plan) { objective(plan, 0).top5_risk->treatment = RiskTreatment::eliminates; },
       refused},
      {"no risk any more",
       [](PlanUnderReview& plan) { objective(plan, 0).top5_risk.reset(); },
       {{Rule::D4, error, "Security Training"}, {Rule::O4, warning, "Security Training"}}},
      {"white space is no change",
       [](PlanUnderReview& plan) {
         objective(plan, 0).outcome = "Team members recognise\r\nan attack  and report it.\n";
       }},
      {"other fields may change",
       [](PlanUnderReview& plan) {
         objective(plan, 0).budget = "40,000";
         key_result(plan, 0, 1).title = "Train 95 %";
       }},
      {"nothing frozen, nothing compared",
       [&](PlanUnderReview& plan) {
         title(plan);
         plan.proposal.clear();
       }},
      {"60 %, declined and re-scoped", with_weights(60, declined_then_rescoped)},
      {"exactly 50 %, declined and re-scoped", with_weights(50, declined_then_rescoped), refused},
      {"just above 50 %", with_weights(50.1, declined_then_rescoped)},
      {"60 %, dropped", with_weights(60, dropped)},
      {"40 %, dropped", with_weights(40, dropped), refused},
      {"60 %, taken out of the file", with_weights(60, removed), {{Rule::D3, error, "Security Training/KR1"}}},
      {"a note before the final step", title, {{Rule::D4, note, "Security Training"}}, Stage::proposal},
  });
  CHECK(only_finding(with_weights(50, declined_then_rescoped), Rule::D4).message ==
        "Title changed after the proposal, but the key result at risk, KR1, carries 50 % of it; more than 50 % is "
        "needed");
  const Finding both = only_finding(
      [&](PlanUnderReview& plan) {
        title(plan);
        objective(plan, 0).outcome = "Something else.";
      },
      Rule::D4);
  CHECK(both.message ==
        "Title and Outcome changed after the proposal, but none of its key results is at risk (0 %); more than 50 % is "
        "needed");
}

TEST_CASE("D4 adds up what the key results at risk carry") {
  struct Case {
    std::vector<double> weights;
    std::vector<std::size_t> at_risk;
    bool refused;
  };
  const std::vector<Case> cases{
      {{40, 40, 20}, {0}, true},    {{40, 40, 20}, {0, 1}, false},      {{40, 40, 20}, {0, 2}, false},
      {{30, 20, 50}, {0, 1}, true}, {{30, 20, 50}, {2}, true},          {{30, 20, 50}, {0, 2}, false},
      {{50, 50}, {0}, true},        {{50, 50}, {0, 1}, false},          {{60, 40}, {0}, false},
      {{60, 40}, {1}, true},        {{16.6, 16.7, 66.7}, {0, 1}, true}, {{100}, {0}, false},
      {{40, 40, 20}, {}, true},
  };
  for (const Case& each : cases) {
    Objective proposed{.title = "Before", .id = "a"};
    for (std::size_t i = 0; i < each.weights.size(); ++i)
      proposed.key_results.push_back({.number = static_cast<int>(i) + 1,
                                      .id = std::string(1, static_cast<char>('b' + i)),
                                      .weight = each.weights[i]});
    Objective now = proposed;
    now.title = "After";
    for (const std::size_t index : each.at_risk)
      now.key_results[index].dependencies = {
          {.team = "Data", .events = {event(declined, "data-manager"), event(rescoped, "data-manager")}}};
    const ProposalChange change = compare_with_proposal(proposed, now);
    INFO(change.figure("it"));
    CHECK(change.fields == std::vector<std::string>{"Title"});
    CHECK(change.justified() != each.refused);
    CHECK(change.at_risk.size() == each.at_risk.size());
  }
}

TEST_CASE("D4: corrections that K5 and K6 demand change nothing, and neither does what was agreed since") {
  const auto fields = [](const std::string& title_before, const std::string& title_after, const std::string& before,
                         const std::string& after) {
    const Objective proposed{.title = title_before, .reference = "R", .outcome = before};
    const Objective now{.title = title_after, .reference = "R", .outcome = after};
    return base::join(compare_with_proposal(proposed, now).fields, " ");
  };
  const std::string too_long(260, 'x');
  struct Case {
    std::string title_before, title_after, before, after, expected;
  };
  const std::vector<Case> cases{
      {"T", "T", "How will you measure success? Phishing was the first way in.", "Phishing was the first way in.", ""},
      {"T", "T", "We reach {{how many}} people.", "We reach all the people of the company.", "Outcome"},
      {"T", "T", "We reach {{how many}} people.", "We reach a thousand people.", ""},
      {"T", "T", "{{outcome}}", "Everybody recognises an attack.", ""},
      {"T", "T", "{{a}} and {{b}}.", "This and that.", ""},
      {"T", "T", "{{a}} and {{b}}.", "This or that.", "Outcome"},
      {"T", "T", "TBD people in {{area}} by <quarter>.", "All people in SecOps by April.", ""},
      {"T", "T", "Reach X% of them.", "Reach 80% of them.", ""},
      {"T", "T", "As it was.", "As it is.", "Outcome"},
      {"T", "T", "As it was.", " As\n it\twas. ", ""},
      {too_long, "Short", "O", "O", ""},
      {too_long, too_long + "y", "O", "O", ""},
      {"Not long", "Short", "O", "O", "Title"},
      {"<objective title>", "Real title", "O", "O", ""},
  };
  for (const Case& each : cases) {
    INFO(each.before << " -> " << each.after << ", " << each.title_after);
    CHECK(fields(each.title_before, each.title_after, each.before, each.after) == each.expected);
  }
  const Objective proposed{.title = "Proposed", .outcome = "O"};
  const Objective published{.title = "Published", .outcome = "O"};
  CHECK(compare_with_proposal(proposed, published, &published).fields.empty());
  CHECK(compare_with_proposal(proposed, proposed, &published).fields.empty());
  CHECK(compare_with_proposal(proposed, {.title = "Another", .outcome = "O"}, &published).fields.size() == 1);
}

TEST_CASE("D4 uses equal shares where no weights are given") {
  // Two key results, no weights: each carries exactly a half.
  const auto change = [](std::size_t key_results) {
    return [=](PlanUnderReview& plan) {
      Objective& pipeline = objective(plan, 2);
      pipeline.key_results.resize(key_results);
      plan.proposal[pipeline.id] = pipeline;
      pipeline.title = "Another title";
      pipeline.key_results[0].dependencies = {
          {.team = "Data",
           .manager = "data-manager",
           .events = {event(declined, "data-manager"), event(rescoped, "secops-director")}}};
      plan.business_as_usual["Threat Management"] = "hiring";
    };
  };
  run_rule_cases({
      {"one of two", change(2), {{Rule::D4, error, "Incident Response"}}},
      {"the only one", change(1)},
  });
}

TEST_CASE("D3: what was proposed leaves the plan by name, and not by being taken out of its file") {
  const auto without_second = [](PlanUnderReview& plan) {
    plan.proposal["00000000000000a0"] = objective(plan, 0);
    objective(plan, 0).key_results.pop_back();
    key_result(plan, 0, 1).weight.reset();
  };
  run_rule_cases({
      {"a key result is gone", without_second, {{Rule::D3, error, "Security Training/KR2"}}},
      {"a note before the final step", without_second, {{Rule::D3, note, "Security Training/KR2"}}, Stage::proposal},
      {"it stands in another objective now",
       [=](PlanUnderReview& plan) {
         const KeyResult moved = objective(plan, 0).key_results.back();
         without_second(plan);
         plan.objectives.push_back(plan.objectives[0]);
         plan.objectives.back().path = "okrs/FY28-Q1/other.md";
         objective(plan, 3).id.clear();
         objective(plan, 3).reference = "Other";
         objective(plan, 3).key_results = {moved};
         objective(plan, 3).key_results[0].number = 1;
         objective(plan, 3).key_results[0].weight.reset();
       },
       {}},
      {"it was dropped before",
       [=](PlanUnderReview& plan) {
         without_second(plan);
         plan.proposal["00000000000000a0"].key_results[1].state = KeyResultState::dropped;
       },
       {}},
  });
  PlanUnderReview plan = sample_plan();
  plan.proposal["00000000000000a0"] = objective(plan, 0);
  plan.objectives.erase(plan.objectives.begin());
  const auto findings = check_plan(plan, Stage::final);
  const auto found = std::ranges::find(findings, Rule::D3, &Finding::rule);
  REQUIRE(found != findings.end());
  CHECK(found->subject == "Security Training");
  CHECK(found->message.find("no file holds it") != std::string::npos);
}
