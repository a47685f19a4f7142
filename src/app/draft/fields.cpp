#include "app/draft/fields.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "app/core/refusal.hpp"
#include "base/text.hpp"
#include "documents/grammar/fields.hpp"

namespace secokr::app {
namespace {

using documents::ObjectiveDocument;

Error cannot_be_empty(const Answer& answer) {
  return {.kind = ErrorKind::usage,
          .what = fmt::format("{} is empty", flag_of(answer.field)),
          .reason = fmt::format("{} cannot be taken out", answer.field),
          .help = fmt::format("Give {} its new text, or leave it out", flag_of(answer.field))};
}

/// The field's value as the file writes it.
template <class Owner>
std::string written(std::span<const documents::FieldSpec<Owner>> specs, std::string_view name, const Owner& owner) {
  for (const auto& spec : specs)
    if (spec.name == name) return spec.write(owner);
  return {};
}

KeyResult* find_key_result(Objective& objective, int number) {
  const auto found = std::ranges::find(objective.key_results, number, &KeyResult::number);
  return found == objective.key_results.end() ? nullptr : &*found;
}

Status write_objective_answer(ObjectiveDocument& document, const Answer& answer, const Org& org) {
  const bool is_empty = base::trim(answer.text).empty();
  const std::string& field = answer.field;
  if (is_empty && (field == "Title" || field == "Reference" || field == "DRI" || field == "Area"))
    return fail(cannot_be_empty(answer));
  Objective only;
  SECOKR_CHECK(take_answer(answer, org, only));
  if (field == "Title") return document.set_title(std::nullopt, only.title);
  if (field == "Outcome") return document.set_outcome(std::nullopt, only.outcome);
  std::string value = is_empty ? "" : written(documents::objective_fields(), field, only);
  // "no" is what its absence says, but somebody wrote it.
  if (field == "Confidential" && !is_empty) value = only.confidential ? "yes" : "no";
  return document.set_field(std::nullopt, field, value);
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

Status write_key_result_answer(ObjectiveDocument& document, int number, const Answer& answer, const Org& org) {
  const bool is_empty = base::trim(answer.text).empty();
  const std::string& field = answer.field;
  if (is_empty && (field == "Title" || field == "DRI" || field == "Dependency" || field == "Milestone"))
    return fail(cannot_be_empty(answer));
  if (field == "Milestone") return write_milestone(document, number, answer, org);
  KeyResult only;
  SECOKR_CHECK(take_answer(answer, org, only));
  if (field == "Title") return document.set_title(number, only.title);
  if (field == "Outcome") return document.set_outcome(number, only.outcome);
  if (field == "Dependency") return document.add_dependency(number, only.dependencies.front());
  return document.set_field(number, field, is_empty ? "" : written(documents::key_result_fields(), field, only));
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
    auto written = key_result ? write_key_result_answer(document, *key_result, answer, org)
                              : write_objective_answer(document, answer, org);
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
