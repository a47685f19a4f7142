#include "app/plan/wanted_issues.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <secokr/titles.hpp>

#include "base/text.hpp"
#include "domain/rules/labels.hpp"

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

/// What the labels of an issue say that is about to be published.
LabelTruth truth_in(const std::vector<std::string>& wanted, const LabelScheme& scheme) {
  LabelTruth truth{.objective = false};
  for (const std::string& label : wanted) {
    const ReadLabel read = read_label(scheme, label);
    if (read.meaning == LabelMeaning::okr) truth.objective = true;
    if (read.quarter) truth.quarter = read.quarter;
    if (read.priority) truth.priority = read.priority;
  }
  return truth;
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

WantedIssue wanted_objective(const Objective& objective, const std::vector<documents::KeyResultLine>& key_results,
                             Quarter quarter, const LabelScheme& scheme, const PlanningCalendar& calendar) {
  return {.subject = objective_subject(objective),
          .name = objective.reference,
          .id = objective.id,
          .title = objective_title(quarter, objective.reference, objective.title),
          .description = documents::render_objective_description(objective, key_results),
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

std::vector<std::string> labels_giving_way(const std::vector<std::string>& present,
                                           const std::vector<std::string>& wanted, const LabelScheme& scheme) {
  return fix_of(scheme, present, truth_in(wanted, scheme)).remove;
}

tracker::Change create_change(const WantedIssue& wanted) {
  return {.subject = wanted.subject,
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
  edit.remove_labels = labels_giving_way(present.labels, wanted.labels, scheme);
  edit = tracker::still_needed(std::move(edit), present);
  if (edit.empty()) return std::nullopt;

  tracker::Change change{.subject = wanted.subject, .name = wanted.name};
  if (edit.title) show_value(change, "title", present, edit);
  if (edit.description) {
    change.before.emplace_back("description", "its text as it was");
    change.after.emplace_back("description", "secokr's block as planned");
  }
  if (!edit.add_labels.empty() || !edit.remove_labels.empty()) show_value(change, "labels", present, edit);
  if (edit.assignees) show_value(change, "assignee", present, edit);
  if (edit.due) show_value(change, "due", present, edit);
  if (edit.confidential) show_value(change, "confidential", present, edit);
  tracker::EditIssue payload{.ref = present.ref, .subject = wanted.subject, .edit = std::move(edit)};
  if (payload.edit.description) payload.description_before = present.description;
  change.payload = std::move(payload);
  return change;
}

}  // namespace secokr::app
