#include "app/published/facts.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <secokr/day.hpp>

#include "base/text.hpp"
#include "documents/issue/text.hpp"
#include "documents/objective/document.hpp"
#include "domain/objective/fields.hpp"

namespace secokr::app {
namespace {

using documents::Facts;

void add(Facts& facts, std::string field, std::string value) {
  if (!value.empty()) facts.push_back({.field = std::move(field), .value = std::move(value)});
}

std::string sorted_list(std::vector<std::string> names) {
  std::ranges::sort(names);
  return base::join(names, ", ");
}

std::string scheme_labels(const std::vector<std::string>& labels, const LabelScheme& scheme) {
  std::vector<std::string> ours;
  for (const std::string& label : labels)
    if (read_label(scheme, label).meaning != LabelMeaning::foreign) ours.push_back(label);
  return sorted_list(std::move(ours));
}

/// What the issue says by its title and by its own fields, in the header's order.
void add_head(Facts& facts, const std::string& title, std::string labels, std::string assignees,
              const std::optional<Day>& due, bool confidential) {
  add(facts, name_of(Field::title), title);
  add(facts, "Labels", std::move(labels));
  add(facts, "Assignee", std::move(assignees));
  add(facts, "Due", due ? to_string(*due) : "");
  add(facts, name_of(Field::confidential), confidential ? "yes" : "");
}

void add_block(Facts& facts, const documents::IssueBlock& block) {
  Facts own;
  if (block.objective) own = documents::facts_of(*block.objective);
  if (block.key_result) own = documents::facts_of(*block.key_result);
  for (documents::Fact& fact : own) {
    // The issue's own field is one thing and what its text says another: people change one without the other.
    if (fact.field == Field::confidential) fact.field = confidential_text_field;
    if (fact.field != Field::title && fact.field != Field::number) facts.push_back(std::move(fact));
  }
  std::vector<std::string> lines;
  for (const documents::Problem& problem : block.problems) lines.push_back(problem.text);
  add(facts, "Not understood", base::join(lines, "; "));
}

}  // namespace

bool stands_outside_block(std::string_view field) {
  constexpr std::array others{"Labels", "Assignee", "Due"};
  return field == Field::title || field == Field::confidential || std::ranges::find(others, field) != others.end();
}

Facts facts_of(const workspace::PublishedIssue& entry, const LabelScheme& scheme) {
  Facts facts;
  add_head(facts, entry.title, scheme_labels(entry.labels, scheme), entry.dri.empty() ? "" : "@" + entry.dri, entry.due,
           entry.confidential);
  add_block(facts, documents::read_block(entry.kind, entry.block));
  return facts;
}

Facts facts_of(const BlockIssue& issue, const LabelScheme& scheme) {
  Facts facts;
  std::vector<std::string> assignees;
  for (const std::string& assignee : issue.assignees) assignees.push_back("@" + assignee);
  add_head(facts, issue.title, scheme_labels(issue.labels, scheme), sorted_list(std::move(assignees)), issue.due,
           issue.confidential);
  if (issue.block)
    add_block(facts, *issue.block);
  else
    add(facts, "Block", "removed");
  return facts;
}

std::string shown_field(const std::string& field) {
  if (field == "Assignee") return "DRI (assignee)";
  if (field == "Due") return "due date";
  if (field == "Block") return "secokr's block";
  if (field == "Not understood") return "lines that cannot be understood";
  for (const auto& names : {documents::objective_field_names(), documents::key_result_field_names()})
    if (std::ranges::find(names, field) != names.end()) return field;
  return base::fold_case(field);
}

std::string beside_name(const std::string& field, const std::string& value) {
  const std::string name = field + ": ";
  return value.starts_with(name) ? value.substr(name.size()) : value;
}

}  // namespace secokr::app
