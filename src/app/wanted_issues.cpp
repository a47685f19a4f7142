#include "app/wanted_issues.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <secokr/titles.hpp>

#include "base/text.hpp"
#include "documents/issue_text.hpp"

namespace secokr::app {
namespace {

tracker::Fields shown_fields(const WantedIssue& wanted) {
  tracker::Fields fields{{"title", wanted.title},
                         {"labels", base::join(wanted.labels, ", ")},
                         {"assignee", "@" + wanted.assignee},
                         {"due", to_string(wanted.due)}};
  if (wanted.confidential) fields.emplace_back("confidential", "yes");
  return fields;
}

/// Labels that exclude a wanted one: another quarter's, another priority's, any other spelling of the scheme's, any
/// other of a wanted label's scope.
bool gives_way(const std::string& label, const WantedIssue& wanted, const LabelScheme& scheme) {
  if (std::ranges::find(wanted.labels, label) != wanted.labels.end()) return false;
  switch (read_label(scheme, label).meaning) {
    case LabelMeaning::division:
    case LabelMeaning::quarter:
    case LabelMeaning::okr:
    case LabelMeaning::priority:
    case LabelMeaning::other_priority:
      return true;
    case LabelMeaning::other_division:
    case LabelMeaning::foreign:
      break;
  }
  return !scope_of(label).empty() && std::ranges::any_of(wanted.labels, [&](const std::string& other) {
    return scope_of(label) == scope_of(other);
  });
}

/// `present` with secokr's block as wanted; the same text when the block says the same already.
std::string wanted_description(const WantedIssue& wanted, const std::string& present) {
  const auto wanted_block = documents::find_block(wanted.description);
  const auto present_block = documents::find_block(present);
  if (!wanted_block) return wanted.description;
  if (present_block && documents::block_sum(present_block->text) == documents::block_sum(wanted_block->text))
    return present;
  return documents::replace_block(
      present,
      std::string_view(wanted.description).substr(wanted_block->begin, wanted_block->end - wanted_block->begin));
}

}  // namespace

std::string objective_subject(const Objective& objective) { return "objective:" + objective.id; }
std::string key_result_subject(const KeyResult& key_result) { return "kr:" + key_result.id; }

std::vector<const KeyResult*> published_key_results(const Objective& objective) {
  std::vector<const KeyResult*> published;
  for (const KeyResult& key_result : objective.key_results)
    if (effective_state(objective, key_result) != KeyResultState::dropped) published.push_back(&key_result);
  return published;
}

WantedIssue wanted_objective(const Objective& objective, const std::vector<std::string>& key_result_references,
                             Quarter quarter, const LabelScheme& scheme, const PlanningCalendar& calendar) {
  std::vector<documents::KeyResultLine> lines;
  const auto key_results = published_key_results(objective);
  for (std::size_t i = 0; i < std::min(key_results.size(), key_result_references.size()); ++i)
    lines.push_back({key_results[i]->number, key_result_references[i], key_results[i]->title});
  return {.subject = objective_subject(objective),
          .name = objective.reference,
          .id = objective.id,
          .title = objective_title(quarter, objective.reference, objective.title),
          .description = documents::render_objective_description(objective, lines),
          .labels = objective_labels(scheme, quarter, objective.priority),
          .assignee = objective.dri,
          .due = calendar.fiscal.last_day(quarter),
          .confidential = objective.confidential};
}

WantedIssue wanted_key_result(const Objective& objective, const KeyResult& key_result, Quarter quarter,
                              const LabelScheme& scheme, const PlanningCalendar& calendar) {
  KeyResult shown = key_result;
  // The issue stands alone: the default that the objective's priority gives is written out.
  shown.state = effective_state(objective, key_result);
  return {.subject = key_result_subject(key_result),
          .name = name_of(objective, key_result),
          .id = key_result.id,
          .title = key_result_title(quarter, key_result.number, objective.reference, key_result.title),
          .description = documents::render_key_result_description(shown),
          .labels = key_result_labels(scheme, quarter),
          .assignee = key_result.dri,
          .due = due_of(key_result, calendar.fiscal.last_day(quarter)),
          .confidential = objective.confidential};
}

tracker::Change create_change(const WantedIssue& wanted) {
  return {.action = tracker::Action::create,
          .subject = wanted.subject,
          .name = wanted.name,
          .after = shown_fields(wanted),
          .payload = tracker::CreateIssue{{.marker = wanted.id,
                                           .title = wanted.title,
                                           .description = wanted.description,
                                           .labels = wanted.labels,
                                           .assignees = {wanted.assignee},
                                           .due = wanted.due,
                                           .confidential = wanted.confidential}}};
}

std::optional<tracker::Change> edit_change(const WantedIssue& wanted, const tracker::Issue& present,
                                           const LabelScheme& scheme) {
  tracker::IssueEdit edit{.title = wanted.title,
                          .description = wanted_description(wanted, present.description),
                          .add_labels = wanted.labels,
                          .assignees = std::vector<std::string>{wanted.assignee},
                          .due = std::optional<Day>{wanted.due},
                          .confidential = wanted.confidential};
  for (const std::string& label : present.labels)
    if (gives_way(label, wanted, scheme)) edit.remove_labels.push_back(label);
  edit = tracker::still_needed(std::move(edit), present);
  if (edit.empty()) return std::nullopt;

  tracker::Change change{.action = tracker::Action::edit, .subject = wanted.subject, .name = wanted.name};
  const auto show = [&](const char* field, const std::string& before, const std::string& after) {
    change.before.emplace_back(field, before);
    change.after.emplace_back(field, after);
  };
  if (edit.title) show("title", present.title, wanted.title);
  if (edit.description) show("description", "its text as it was", "secokr's block as planned");
  if (!edit.add_labels.empty() || !edit.remove_labels.empty())
    show("labels", base::join(present.labels, ", "), base::join(tracker::labels_after(edit, present), ", "));
  if (edit.assignees) show("assignee", base::join(present.assignees, ", "), wanted.assignee);
  if (edit.due) show("due", present.due ? to_string(*present.due) : "none", to_string(wanted.due));
  if (edit.confidential) show("confidential", present.confidential ? "yes" : "no", wanted.confidential ? "yes" : "no");
  change.payload = tracker::EditIssue{present.ref, wanted.subject, std::move(edit)};
  return change;
}

}  // namespace secokr::app
