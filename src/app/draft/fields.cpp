#include "app/draft/fields.hpp"

#include <algorithm>
#include <type_traits>

#include <fmt/format.h>

#include "app/core/refusal.hpp"
#include "base/text.hpp"
#include "domain/objective/fields.hpp"

namespace secokr::app {
namespace {

using documents::ObjectiveDocument;

Error cannot_be_empty(const Answer& answer) {
  return {.kind = ErrorKind::usage,
          .what = fmt::format("{} is empty", flag_of(answer.field)),
          .reason = fmt::format("{} cannot be taken out", name_of(answer.field)),
          .help = fmt::format("Give {} its new text, or leave it out", flag_of(answer.field))};
}

KeyResult* find_key_result(Objective& objective, int number) {
  const auto found = std::ranges::find(objective.key_results, number, &KeyResult::number);
  return found == objective.key_results.end() ? nullptr : &*found;
}

Status write_milestone(ObjectiveDocument& document, int number, const Answer& answer, const Org& org) {
  Objective now = document.objective();
  KeyResult* key_result = find_key_result(now, number);
  if (key_result == nullptr) return {};  // the document says so itself
  auto& milestones = key_result->milestones;
  if (const auto change = milestone_change(answer.text)) {
    const auto found = std::ranges::find(milestones, change->number, &Milestone::number);
    if (found == milestones.end())
      return fail({.kind = ErrorKind::usage,
                   .what = fmt::format("KR{} has no milestone {}", number, change->number),
                   .reason = fmt::format("It has {}", milestones.size()),
                   .help = "Add one: --milestone 'everyone is enrolled; @training-manager; 2027-02-26'"});
    SECOKR_CHECK(change_milestone(answer, *change, org, *found));
    return document.replace_milestone(number, static_cast<std::size_t>(found - milestones.begin()) + 1, *found);
  }
  SECOKR_CHECK(take_answer(answer, org, *key_result));
  Milestone& added = milestones.back();
  if (added.dri.empty()) added.dri = key_result->dri;
  for (const Milestone& other : milestones)
    if (&other != &added) added.number = std::max(added.number, other.number + 1);
  return document.add_milestone(number, added);
}

template <class Owner>
Status write_answer(ObjectiveDocument& document, std::optional<int> number, const Answer& answer, const Org& org) {
  constexpr bool of_key_result = std::is_same_v<Owner, KeyResult>;
  const auto* row = find_field<Owner>(answer.field);
  const bool is_empty = base::trim(answer.text).empty();
  if (is_empty && row != nullptr && row->is_demanded) return fail(cannot_be_empty(answer));
  if constexpr (of_key_result)
    if (answer.field == Field::milestone) return write_milestone(document, *number, answer, org);
  Owner only;
  SECOKR_CHECK(take_answer(answer, org, only));
  if (row->id == Field::title) return document.set_title(number, only.title);
  if (row->id == Field::outcome) return document.set_outcome(number, only.outcome);
  if constexpr (of_key_result)
    if (row->id == Field::dependency) return document.add_dependency(*number, only.dependencies.front());
  std::string value = is_empty ? "" : row->access.write(only);
  // What its absence says somebody wrote all the same.
  if (row->id == Field::confidential && !is_empty && value.empty()) value = "no";
  return document.set_field(number, row->name, value);
}

const KeyResult* same_in(const Objective& objective, const KeyResult& wanted) {
  const auto found = std::ranges::find_if(objective.key_results, [&](const KeyResult& each) {
    return wanted.id.empty() || each.id.empty() ? each.number == wanted.number : each.id == wanted.id;
  });
  return found == objective.key_results.end() ? nullptr : &*found;
}

}  // namespace

Status write_answers(ObjectiveDocument& document, std::optional<int> key_result, const Answers& answers,
                     const Org& org) {
  std::vector<Error> problems;
  for (const Answer& answer : answers) {
    auto written = key_result ? write_answer<KeyResult>(document, key_result, answer, org)
                              : write_answer<Objective>(document, std::nullopt, answer, org);
    if (!written) problems.push_back(std::move(written).error());
  }
  if (problems.empty()) return {};
  return fail(join_problems(problems, fmt::format("{} answers cannot be taken", problems.size())));
}

std::vector<ChangedPart> changes_between(const Objective& before, const Objective& after) {
  std::vector<ChangedPart> parts;
  const auto add = [&](std::string name, std::vector<documents::FactChange> facts) {
    if (!facts.empty()) parts.push_back({std::move(name), std::move(facts)});
  };
  add(after.reference.empty() ? before.reference : after.reference,
      documents::changes_between(documents::facts_of(before), documents::facts_of(after)));
  for (const KeyResult& now : after.key_results) {
    const KeyResult* was = same_in(before, now);
    add(name_of(after, now), documents::changes_between(was == nullptr ? documents::Facts{} : documents::facts_of(*was),
                                                        documents::facts_of(now)));
  }
  for (const KeyResult& was : before.key_results)
    if (same_in(after, was) == nullptr)
      add(name_of(before, was), documents::changes_between(documents::facts_of(was), {}));
  return parts;
}

}  // namespace secokr::app
