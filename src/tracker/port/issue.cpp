#include "tracker/port/issue.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace secokr::tracker {

namespace {

bool contains(const std::vector<std::string>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

// Trackers tell usernames apart without their case.
std::vector<std::string> as_set(std::vector<std::string> names) {
  for (std::string& name : names) name = base::fold_case(name);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace

bool NewIssue::is_strangers(const Issue& issue) const {
  return std::ranges::find(strangers, issue.ref.iid) != strangers.end();
}

bool IssueEdit::empty() const {
  return !title && !description && add_labels.empty() && remove_labels.empty() && !assignees && !due && !confidential &&
         !state;
}

std::string kept_description(std::string description) {
  description.resize(base::trim_right(description).size());
  return description;
}

IssueEdit still_needed(IssueEdit edit, const Issue& now) {
  if (edit.title == now.title) edit.title.reset();
  if (edit.description && kept_description(*edit.description) == kept_description(now.description))
    edit.description.reset();
  std::erase_if(edit.add_labels, [&](const std::string& label) { return contains(now.labels, label); });
  std::erase_if(edit.remove_labels, [&](const std::string& label) { return !contains(now.labels, label); });
  if (edit.assignees && as_set(*edit.assignees) == as_set(now.assignees)) edit.assignees.reset();
  if (edit.due && *edit.due == now.due) edit.due.reset();
  if (edit.confidential == now.confidential) edit.confidential.reset();
  if (edit.state == now.state) edit.state.reset();
  return edit;
}

std::vector<std::string> labels_after(const IssueEdit& edit, const Issue& now) {
  std::vector<std::string> labels = now.labels;
  std::erase_if(labels, [&](const std::string& label) { return contains(edit.remove_labels, label); });
  for (const std::string& label : edit.add_labels)
    if (!contains(labels, label)) labels.push_back(label);
  std::sort(labels.begin(), labels.end());
  return labels;
}

std::string to_string(const IssueRef& ref) { return ref.project + "#" + std::to_string(ref.iid); }

std::string_view to_string(IssueState state) { return state == IssueState::opened ? "opened" : "closed"; }

std::string_view to_string(LinkType type) {
  switch (type) {
    case LinkType::blocks:
      return "blocks";
    case LinkType::is_blocked_by:
      return "is_blocked_by";
    case LinkType::relates_to:
      break;
  }
  return "relates_to";
}

}  // namespace secokr::tracker
