#include <catch2/catch.hpp>

#include <algorithm>

#include "base/text.hpp"
#include "domain/objective/fields.hpp"
#include "unit/domain/rule_case.hpp"

using namespace secokr;
using namespace secokr::test;

namespace {

std::function<void(PlanUnderReview&)> weights(std::vector<std::optional<double>> given) {
  return [=](PlanUnderReview& plan) {
    Objective& training = objective(plan, 0);
    training.key_results.resize(2);
    while (training.key_results.size() < given.size()) {
      training.key_results.push_back(training.key_results.back());
      training.key_results.back().number = static_cast<int>(training.key_results.size());
    }
    for (std::size_t i = 0; i < given.size(); ++i) training.key_results[i].weight = given[i];
  };
}

/// Puts what is not known yet into each field that takes it.
template <class Owner, class PartOf>
void check_unfinished(const std::string& subject, const PartOf& part_of) {
  int found = 0;
  for (const auto& row : all_fields<Owner>())
    for (const char* value : {"TBD", "mitigates TBD", "TBD from 1 to 2", "paused by https://example.com/TBD"}) {
      PlanUnderReview plan = sample_plan();
      Owner& part = part_of(plan);
      if (row.access.read == nullptr || !row.access.read(part, value)) continue;
      INFO(row.name << ": " << value);
      const auto findings = check_plan(plan, Stage::final);
      const auto left = std::ranges::find(findings, Rule::K5, &Finding::rule);
      CHECK((left != findings.end()) == row.is_in_own_words());
      if (left == findings.end()) continue;
      CHECK(left->subject == (row.id == Field::reference ? value : subject));
      CHECK(base::fold_case(left->message).starts_with("the placeholder tbd is left in the "));
      ++found;
    }
  CHECK(found > 4);
}

}  // namespace

TEST_CASE("K1: a key result is measurable") {
  const auto unmeasured = [](PlanUnderReview& plan) { key_result(plan, 1, 1).measure.reset(); };
  const auto number_in_title = [](PlanUnderReview& plan) {
    key_result(plan, 1, 1).measure.reset();
    key_result(plan, 1, 1).title = "Sign 90 % of all artefacts";
  };
  run_rule_cases({
      {"a baseline", [](PlanUnderReview& plan) { key_result(plan, 0, 1).measure = Baseline{}; }},
      {"nothing, early", unmeasured, {{Rule::K1, note, "Secure Pipeline/KR1"}}, Stage::always},
      {"nothing", unmeasured, {{Rule::K1, error, "Secure Pipeline/KR1"}}, Stage::objectives},
      {"nothing, at the end", unmeasured, {{Rule::K1, error, "Secure Pipeline/KR1"}}},
      {"a number in the title, early", number_in_title, {{Rule::K1, note, "Secure Pipeline/KR1"}}, Stage::always},
      {"a number in the title", number_in_title, {{Rule::K1, warning, "Secure Pipeline/KR1"}}, Stage::objectives},
      {"a number in the title, at the proposal",
       number_in_title,
       {{Rule::K1, warning, "Secure Pipeline/KR1"}},
       Stage::proposal},
      {"a number in the title, at the end", number_in_title, {{Rule::K1, error, "Secure Pipeline/KR1"}}},
  });
}

TEST_CASE("K2: numbers are 1…n without a gap or a double") {
  const auto numbers = [](int first, int second) {
    return [=](PlanUnderReview& plan) {
      key_result(plan, 2, 1).number = first;
      key_result(plan, 2, 2).number = second;
    };
  };
  run_rule_cases({
      {"any order", numbers(2, 1)},
      {"gap", numbers(1, 3), {{Rule::K2, error, "Incident Response"}}},
      {"not from 1", numbers(2, 3), {{Rule::K2, error, "Incident Response"}}},
      {"double", numbers(1, 1), {{Rule::K2, error, "Incident Response"}}},
      {"double, before anything is due", numbers(1, 1), {{Rule::K2, error, "Incident Response"}}, Stage::always},
      {"a dropped one keeps its number",
       [](PlanUnderReview& plan) {
         Objective& last = objective(plan, 2);
         last.key_results.insert(last.key_results.begin(), last.key_results.front());
         last.key_results[0].state = KeyResultState::dropped;
         last.key_results[1].number = 3;
       }},
      {"double with a dropped one",
       [](PlanUnderReview& plan) {
         Objective& last = objective(plan, 2);
         last.key_results.insert(last.key_results.begin(), last.key_results.front());
         last.key_results[0].state = KeyResultState::dropped;
       },
       {{Rule::K2, error, "Incident Response"}}},
  });
  CHECK(only_finding(numbers(1, 3), Rule::K2).message == "KR2 is missing; numbers run from 1 without a gap");
  CHECK(only_finding(numbers(1, 3), Rule::K2).hint ==
        "secokr draft renumber \"Incident Response\", or number the headings from ## KR1 to ## KR2");
}

TEST_CASE("K3: milestones") {
  const auto milestone = [](auto change) {
    return [=](PlanUnderReview& plan) { change(key_result(plan, 0, 1).milestones[1]); };
  };
  const std::vector<Expect> wrong{{Rule::K3, error, "Security Training/KR1"}};
  run_rule_cases({
      {"none", [](PlanUnderReview& plan) { key_result(plan, 0, 1).milestones.clear(); }, wrong},
      {"gap", milestone([](Milestone& m) { m.number = 3; }), wrong},
      {"double", milestone([](Milestone& m) { m.number = 1; }), {{Rule::K3, error, "Security Training/KR1"}}},
      {"no description", milestone([](Milestone& m) { m.description = " "; }), wrong},
      {"no DRI", milestone([](Milestone& m) { m.dri = ""; }), wrong},
      {"no due date", milestone([](Milestone& m) { m.due.reset(); })},
      {"the quarter's first day", milestone([](Milestone& m) { m.due = day(2027, 2, 1); })},
      {"the day before", milestone([](Milestone& m) { m.due = day(2027, 1, 31); }), wrong},
      {"the quarter's last day", milestone([](Milestone& m) { m.due = day(2027, 4, 30); })},
      {"the day after", milestone([](Milestone& m) { m.due = day(2027, 5, 1); }), wrong},
      {"a warning at the proposal",
       milestone([](Milestone& m) { m.dri = ""; }),
       {{Rule::K3, warning, "Security Training/KR1"}},
       Stage::proposal},
      {"a note before",
       milestone([](Milestone& m) { m.dri = ""; }),
       {{Rule::K3, note, "Security Training/KR1"}},
       Stage::objectives},
  });
  const Finding late = only_finding(milestone([](Milestone& m) { m.due = day(2027, 5, 1); }), Rule::K3);
  CHECK(late.message == "Milestone 2 is due on 2027-05-01, outside FY28-Q1");
  CHECK(late.hint == "choose a day from 2027-02-01 to 2027-04-30");
  CHECK(late.line == 38);
}

TEST_CASE("K4: weights") {
  const std::vector<Expect> wrong{{Rule::K4, error, "Security Training"}};
  run_rule_cases({
      {"none given", weights({{}, {}})},
      {"all given, 100", weights({30, 70})},
      {"within half a percent below", weights({30, 69.5})},
      {"more than half a percent below", weights({30, 69.4}), wrong},
      {"within half a percent above", weights({30, 70.5})},
      {"more than half a percent above", weights({30, 70.6}), wrong},
      {"thirds", weights({33.3, 33.3, 33.3})},
      {"room for the rest", weights({60, {}})},
      {"no room for the rest", weights({100, {}}), wrong},
      {"as good as no room", weights({99.6, {}}), wrong},
      {"negative", weights({-20, 120}), {{Rule::K4, error, "Security Training/KR1"}}},
      {"a warning at the proposal", weights({50, 20}), {{Rule::K4, warning, "Security Training"}}, Stage::proposal},
      {"a note before", weights({50, 20}), {{Rule::K4, note, "Security Training"}}, Stage::objectives},
  });
  CHECK(only_finding(weights({50, 20}), Rule::K4).message == "The weights add up to 70 %, not 100 %");
  CHECK(only_finding(weights({50, 20}), Rule::K4).hint == "weights that fit: KR1 71 %, KR2 29 %");
  CHECK(only_finding(weights({1, 1, 1}), Rule::K4).hint == "weights that fit: KR1 34 %, KR2 33 %, KR3 33 %");
  CHECK(only_finding(weights({100, {}}), Rule::K4).hint == "weights that fit: KR1 50 %, KR2 50 %");
}

TEST_CASE("D3 and K4: after a drop new weights are proposed") {
  const Finding finding = only_finding(
      [](PlanUnderReview& plan) {
        weights({50, 20, 30})(plan);
        key_result(plan, 0, 1).state = KeyResultState::dropped;
      },
      Rule::K4);
  CHECK(finding.message == "The weights of the key results that are left add up to 50 %, not 100 %");
  CHECK(finding.hint == "weights that fit: KR2 40 %, KR3 60 %");
}

TEST_CASE("K5: no unfinished place is left in any field that is published in somebody's own words") {
  check_unfinished<Objective>("Secure Pipeline",
                              [](PlanUnderReview& plan) -> Objective& { return objective(plan, 1); });
  check_unfinished<KeyResult>("Security Training/KR1",
                              [](PlanUnderReview& plan) -> KeyResult& { return key_result(plan, 0, 1); });
  const auto in_outcome = [](PlanUnderReview& plan) { objective(plan, 1).outcome = "a\n`add here`"; };
  const Finding finding = only_finding(in_outcome, Rule::K5);
  CHECK(finding.message == "The placeholder `add here` is left in the outcome");
  CHECK(finding.severity == error);
  CHECK(only_finding(in_outcome, Rule::K5, Stage::proposal).severity == note);
}

TEST_CASE("K5: no placeholder is left in what a list holds") {
  const std::string left = "`add here`";
  run_rule_cases({
      {"need",
       [&](PlanUnderReview& plan) { key_result(plan, 0, 1).dependencies[1].need = left; },
       {{Rule::K5, error, "Security Training/KR1/D2"}}},
      {"milestone",
       [&](PlanUnderReview& plan) { key_result(plan, 0, 1).milestones[0].description = left; },
       {{Rule::K5, error, "Security Training/KR1"}}},
  });
}

TEST_CASE("K6: published titles have at most 255 characters") {
  // "FY28-Q1 KR1 (Secure Pipeline) " are 30 characters, "FY28-Q1 Objective (Secure Pipeline) " 36; é counts as one.
  const auto repeated = [](std::size_t times) {
    std::string text;
    for (std::size_t i = 0; i < times; ++i) text += "é";
    return text;
  };
  const auto of_key_result = [&](std::size_t length) {
    return [=](PlanUnderReview& plan) { key_result(plan, 1, 1).title = repeated(length); };
  };
  const auto of_objective = [&](std::size_t length) {
    return [=](PlanUnderReview& plan) {
      plan.proposal.clear();
      objective(plan, 1).title = repeated(length);
    };
  };
  run_rule_cases({
      {"key result that fits", of_key_result(225)},
      {"key result", of_key_result(226), {{Rule::K6, error, "Secure Pipeline/KR1"}}},
      {"objective that fits", of_objective(219)},
      {"objective", of_objective(220), {{Rule::K6, error, "Secure Pipeline"}}},
      {"a note before the final step", of_objective(220), {{Rule::K6, note, "Secure Pipeline"}}, Stage::proposal},
  });
  CHECK(only_finding(of_key_result(230), Rule::K6).hint == "shorten it by 5");
}
