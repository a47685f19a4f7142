#include "app/publish/amended_issue.hpp"

#include <algorithm>
#include <ranges>

#include <fmt/format.h>

#include "app/plan/wanted_issues.hpp"
#include "app/published/facts.hpp"
#include "base/text.hpp"
#include "documents/issue/key_result_list.hpp"
#include "documents/objective/plan_merge.hpp"
#include "domain/objective/fields.hpp"

namespace secokr::app {
namespace {

using documents::Fact;
using documents::FactChange;

std::string issue_value_of(const documents::Facts& facts, const std::string& field) {
  const auto found = std::ranges::find(facts, field, &Fact::field);
  return found == facts.end() ? std::string() : found->value;
}

bool same(const std::string& field, const std::string& a, const std::string& b) {
  if (field == "Assignee") return base::equals_folded(a, b);
  return base::single_spaced(a) == base::single_spaced(b);
}

std::string quoted(const std::string& value) { return value.empty() ? "nothing" : fmt::format("`{}`", value); }

ErrorNote conflict_of(const FileEdit& edit, const FactChange& field, const std::string& on_issue) {
  ErrorNote note{
      .path = edit.path,
      .text = fmt::format("{}, {}: finalised as {}, the file says {}, the issue {}", edit.subject,
                          shown_field(field.field), quoted(field.before), quoted(field.after), quoted(on_issue))};
  if (edit.line != 0) note.line = edit.line;
  return note;
}

}  // namespace

AmendedIssue::AmendedIssue(std::string subject, std::string name, const BlockIssue& issue, const LabelScheme& scheme)
    : m_change{.subject = std::move(subject), .name = std::move(name)}, m_issue(issue), m_scheme(scheme) {}

void AmendedIssue::take(const FileEdit& edit, const workspace::PublishedIssue& wanted,
                        std::vector<ErrorNote>& conflicts) {
  const documents::Facts now = facts_of(m_issue, m_scheme);
  const std::string block = issue_value_of(now, "Block");
  const std::string lost = issue_value_of(now, "Not understood");
  for (const FactChange& field : edit.changes) {
    const std::string on_issue = issue_value_of(now, field.field);
    const bool is_done = same(field.field, on_issue, field.after);
    if (!stands_outside_block(field.field) && !is_done && (!block.empty() || !lost.empty())) {
      // There is no block to edit, or what people wrote in it would be lost.
      conflicts.push_back(conflict_of(edit, field, block.empty() ? lost : "without secokr's block"));
      continue;
    }
    if (field.field == Field::state) {
      const std::string dropped(to_string(KeyResultState::dropped));
      if (field.after == dropped) m_edit.state = tracker::IssueState::closed;
      if (field.before == dropped) m_edit.state = tracker::IssueState::opened;
    }
    if (is_done) continue;
    if (field.field == Field::state || same(field.field, on_issue, field.before))
      take_field({field.field, on_issue, field.after, field.running}, wanted);
    else
      conflicts.push_back(conflict_of(edit, field, on_issue));
  }
}

void AmendedIssue::take_field(const FactChange& field, const workspace::PublishedIssue& wanted) {
  if (field.field == Field::title) {
    m_edit.title = wanted.title;
    show_value(m_change, "title", m_issue, m_edit);
  } else if (field.field == "Labels") {
    m_edit.add_labels = wanted.labels;
    m_edit.remove_labels = labels_giving_way(m_issue.labels, wanted.labels, m_scheme);
    show_value(m_change, "labels", m_issue, m_edit);
  } else if (field.field == "Assignee") {
    m_edit.assignees = std::vector<std::string>{wanted.dri};
    show_value(m_change, "assignee", m_issue, m_edit);
  } else if (field.field == "Due") {
    m_edit.due = wanted.due;
    show_value(m_change, "due", m_issue, m_edit);
  } else if (field.field == Field::confidential) {
    m_edit.confidential = wanted.confidential;
    show_value(m_change, "confidential", m_issue, m_edit);
  } else {
    m_in_block.push_back(field);
    show(shown_field(field.field), field.before, field.after);
  }
}

void AmendedIssue::show(std::string field, std::string before, std::string after) {
  m_change.before.emplace_back(field, std::move(before));
  m_change.after.emplace_back(std::move(field), std::move(after));
}

const std::string& AmendedIssue::description() const {
  return m_edit.description ? *m_edit.description : m_issue.description;
}

Status AmendedIssue::describe(const Objective& wanted) {
  const auto& block = m_issue.block;
  if (m_in_block.empty() || !block || !block->objective) return {};
  Objective merged = *block->objective;
  for (const FactChange& field : m_in_block)
    documents::take_fact(merged, wanted,
                         field.field == confidential_text_field ? name_of(Field::confidential) : field.field);
  m_edit.description =
      documents::replace_block(m_issue.description, documents::render_objective_block(merged, block->key_results));
  return {};
}

Status AmendedIssue::describe(const KeyResult& wanted) {
  const auto& block = m_issue.block;
  if (m_in_block.empty() || !block || !block->key_result) return {};
  KeyResult merged = *block->key_result;
  for (const FactChange& field : m_in_block)
    if (!field.after.empty()) documents::take_fact(merged, wanted, field.field);
  // Of a list that grows shorter the last ones go first.
  for (const FactChange& field : m_in_block | std::views::reverse)
    if (field.after.empty()) documents::take_fact(merged, wanted, field.field);
  m_edit.description = documents::replace_block(m_issue.description, documents::render_key_result_block(merged));
  return {};
}

Status AmendedIssue::list(const std::vector<documents::KeyResultLine>& lines) {
  SECOKR_TRY(std::string text, documents::replace_key_result_list(description(), lines));
  if (tracker::kept_description(text) == tracker::kept_description(description())) return {};
  m_edit.description = std::move(text);
  show("key results", "as listed", "listed anew");
  return {};
}

std::optional<tracker::Change> AmendedIssue::change() && {
  m_edit = tracker::still_needed(std::move(m_edit), m_issue);
  if (m_edit.empty()) return std::nullopt;
  if (m_edit.state) show_value(m_change, "state", m_issue, m_edit);
  tracker::EditIssue payload{.ref = m_issue.ref, .subject = m_change.subject, .edit = std::move(m_edit)};
  if (payload.edit.description) payload.description_before = m_issue.description;
  m_change.payload = std::move(payload);
  return std::move(m_change);
}

}  // namespace secokr::app
