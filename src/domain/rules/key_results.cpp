#include <array>
#include <cmath>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <secokr/placeholder.hpp>
#include <secokr/titles.hpp>

#include "base/text.hpp"
#include "domain/commands.hpp"
#include "domain/objective/amount.hpp"
#include "domain/objective/fields.hpp"
#include "domain/objective/proposed_weights.hpp"
#include "domain/rules/row.hpp"

namespace secokr {
namespace {

constexpr double k_weight_tolerance = 0.5;

/// K1.
void check_measurable(const PlannedObjective& planned, const KeyResult& key_result, const Reporter& reporter) {
  if (const Metric* metric = metric_in(key_result.measure); metric != nullptr && metric->goes_nowhere()) {
    const std::string bound = to_string(Quantity{metric->target, unit_of(*metric)});
    reporter.report(
        place_of(planned, key_result, Field::metric),
        fmt::format("The metric starts at its target, {}, so that no value can move it", bound),
        fmt::format("for what is to be held write - Metric: {0} at least {1}, or at most {1}", metric->name, bound));
  }
  if (key_result.measure.has_value()) return;
  const Place place = place_of(planned, key_result);
  const std::string hint = "add a metric, such as `- Metric: completion rate from 62 to 90 %`, or `- Metric: baseline`";
  if (names_amount(key_result.title)) {
    reporter.report_exception(place, "A number stands in the title, but no metric says from where to where", hint);
  } else {
    reporter.report(place, "No metric, no baseline, and no number in the title", hint);
  }
}

/// What is wrong with numbers that should be 1…n, in words; empty where nothing is.
std::vector<std::string> numbering_faults(const std::vector<int>& numbers, std::string_view what) {
  std::vector<std::string> faults;
  std::set<int> seen;
  std::set<int> doubles;
  for (const int number : numbers)
    if (!seen.insert(number).second) doubles.insert(number);
  for (const int number : doubles) faults.push_back(fmt::format("{}{} stands there more than once", what, number));
  const int highest = static_cast<int>(seen.size());
  for (int number = 1; number <= highest; ++number)
    if (!seen.contains(number))
      faults.push_back(fmt::format("{}{} is missing; numbers run from 1 without a gap", what, number));
  return faults;
}

/// K2, dropped key results included: their numbers are taken.
void check_numbers(const PlannedObjective& planned, const Reporter& reporter) {
  std::vector<int> numbers;
  for (const KeyResult& key_result : planned.objective.key_results) numbers.push_back(key_result.number);
  for (std::string& fault : numbering_faults(numbers, "KR"))
    reporter.report(place_of(planned), std::move(fault),
                    fmt::format("{}, or number the headings from ## KR1 to ## KR{}",
                                command::renumber(subject_of(planned.objective)), numbers.size()));
}

void check_milestone(const PlannedObjective& planned, const KeyResult& key_result, const Milestone& milestone,
                     const Reporter& reporter) {
  const auto report = [&](std::string message, std::string hint) {
    reporter.report(place_of(planned, key_result, milestone), std::move(message), std::move(hint));
  };
  if (base::trim(milestone.description).empty())
    report(fmt::format("Milestone {} has no description", milestone.number),
           fmt::format("write - [ ] Milestone {}: Description: what will be done DRI: @username", milestone.number));
  if (base::trim(milestone.dri).empty())
    report(fmt::format("Milestone {} has no DRI", milestone.number), "write DRI: @username behind its description");
  if (!milestone.due.has_value()) return;
  const PlanUnderReview& plan = reporter.plan();
  const Day first = plan.calendar.fiscal.first_day(plan.quarter);
  const Day last = plan.calendar.fiscal.last_day(plan.quarter);
  if (*milestone.due < first || *milestone.due > last)
    report(fmt::format("Milestone {} is due on {}, outside {}", milestone.number, to_string(*milestone.due),
                       to_string(plan.quarter)),
           fmt::format("choose a day from {} to {}", to_string(first), to_string(last)));
}

/// K3.
void check_milestones(const PlannedObjective& planned, const KeyResult& key_result, const Reporter& reporter) {
  if (key_result.milestones.empty()) {
    reporter.report(place_of(planned, key_result), "The key result has no milestone",
                    "below ### Milestones write - [ ] Milestone 1: Description: what will be done DRI: @username");
    return;
  }
  std::vector<int> numbers;
  for (const Milestone& milestone : key_result.milestones) numbers.push_back(milestone.number);
  for (std::string& fault : numbering_faults(numbers, "Milestone "))
    reporter.report(place_of(planned, key_result), std::move(fault),
                    fmt::format("number them 1 to {}", numbers.size()));
  for (const Milestone& milestone : key_result.milestones) check_milestone(planned, key_result, milestone, reporter);
}

/// K4. After a drop the weights of the rest no longer fit; the hint proposes new ones (D3).
void check_weights(const PlannedObjective& planned, const Reporter& reporter) {
  const std::vector<const KeyResult*> kept = kept_key_results(planned.objective);
  const std::string hint = fmt::format("weights that fit: {}", proposed_weights_text(kept));
  double sum = 0;
  std::size_t given = 0;
  for (const KeyResult* key_result : kept) {
    if (!key_result->weight.has_value()) continue;
    ++given;
    sum += *key_result->weight;
    if (*key_result->weight < 0)
      reporter.report(place_of(planned, *key_result, Field::weight),
                      fmt::format("The weight is {} %, less than nothing", base::format_number(*key_result->weight)),
                      hint);
  }
  if (given == 0) return;
  const std::string total = base::format_number(std::round(sum * 100) / 100);
  const Place place = place_of(planned);
  if (given == kept.size()) {
    if (std::abs(sum - 100) <= k_weight_tolerance) return;
    const bool after_drop = kept.size() < planned.objective.key_results.size();
    reporter.report(place,
                    fmt::format("The weights{} add up to {} %, not 100 %",
                                after_drop ? " of the key results that are left" : "", total),
                    hint);
  } else if (sum >= 100 - k_weight_tolerance) {
    reporter.report(place,
                    fmt::format("The weights given take {} % and leave no room for the key results without one", total),
                    hint);
  }
}

void check_text(std::string_view text, std::string_view where, Place place, const Reporter& reporter) {
  const auto left = left_placeholder(text);
  if (!left) return;
  if (place.line != 0) place.line += left->line;
  reporter.report(place, fmt::format("The placeholder {} is left in {}", left->phrase, where),
                  "write what belongs there, or take the line out");
}

template <class Owner, class PlaceOf>
void check_fields(const Owner& owner, const PlaceOf& place_of_field, const Reporter& reporter) {
  for (const auto& row : all_fields<Owner>()) {
    if (!row.is_in_own_words()) continue;
    const std::string where = row.spoken.empty() ? "the " + base::fold_case(row.name) : std::string(row.spoken);
    check_text(row.words_in == nullptr ? row.access.write(owner) : row.words_in(owner), where, place_of_field(row.id),
               reporter);
  }
}

/// K5 for whatever `finalize` publishes of an objective itself.
void check_objective_placeholders(const PlannedObjective& planned, const Reporter& reporter) {
  check_fields(planned.objective, [&](Field field) { return place_of(planned, field); }, reporter);
}

void check_key_result_placeholders(const PlannedObjective& planned, const KeyResult& key_result,
                                   const Reporter& reporter) {
  check_fields(key_result, [&](Field field) { return place_of(planned, key_result, field); }, reporter);
  for (std::size_t i = 0; i < key_result.dependencies.size(); ++i)
    check_text(key_result.dependencies[i].need, "what is needed", place_of(planned, key_result, i), reporter);
  for (const Milestone& milestone : key_result.milestones)
    check_text(milestone.description, fmt::format("milestone {}", milestone.number),
               place_of(planned, key_result, milestone), reporter);
}

/// K6.
void check_title(std::string_view published, const Place& place, const Reporter& reporter) {
  const std::size_t length = base::character_count(published);
  if (length > longest_published_title)
    reporter.report(
        place, fmt::format("The published title has {} characters; at most {} fit", length, longest_published_title),
        fmt::format("shorten it by {}", length - longest_published_title));
}

void check_objective_title(const PlannedObjective& planned, const Reporter& reporter) {
  const Objective& objective = planned.objective;
  check_title(objective_title(reporter.plan().quarter, objective.reference, objective.title), place_of(planned),
              reporter);
}

void check_key_result_title(const PlannedObjective& planned, const KeyResult& key_result, const Reporter& reporter) {
  check_title(
      key_result_title(reporter.plan().quarter, key_result.number, planned.objective.reference, key_result.title),
      place_of(planned, key_result), reporter);
}

constexpr std::array k_rules_of_key_results{
    seed_1(Rule::K1, "K1", "A key result is measurable: a metric with a target, or a baseline",
           schedule::error_from_objectives)
        .but("a number in the title only", {Stage::objectives, Stage::final})
        .is(RuleTrait::remarked_at_metric, RuleTrait::reviewed)
        .misses(Field::metric)
        .checks(check_measurable),
    seed_1(Rule::K2, "K2", "Key results are numbered from 1 without a gap or a double", schedule::error_always)
        .is(RuleTrait::compares_key_results)
        .misses(Field::number)
        .checks(check_numbers),
    seed_1(Rule::K3, "K3",
           "At least one milestone, numbered from 1, each with description and DRI; due dates lie inside the quarter",
           schedule::warning_from_proposal)
        .is(RuleTrait::remarked, RuleTrait::reviewed)
        .misses(Field::milestone)
        .checks(check_milestones),
    ours(Rule::K4, "K4", "Weights leave room for the rest; all given, they add up to 100 %",
         schedule::warning_from_proposal)
        .is(RuleTrait::remarked, RuleTrait::reviewed, RuleTrait::compares_key_results)
        .misses(Field::weight, Field::number)
        .checks(check_weights),
    ours(Rule::K5, "K5", "No placeholder of a template is left in a published text", schedule::error_from_final)
        .is(RuleTrait::remarked, RuleTrait::remarked_at_metric)
        .checks(check_objective_placeholders)
        .checks(check_key_result_placeholders),
    ours(Rule::K6, "K6", "Published titles have at most 255 characters", schedule::error_from_final)
        .is(RuleTrait::remarked)
        .checks(check_objective_title)
        .checks(check_key_result_title),
};

}  // namespace

std::span<const RuleRow> rules_of_key_results() { return k_rules_of_key_results; }

}  // namespace secokr
