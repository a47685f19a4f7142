#include "gitlab/kept_fields.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace secokr::gitlab {

using tracker::Issue;
using tracker::IssueEdit;

namespace {

std::string without_carriage_returns(std::string text) {
  std::erase(text, '\r');
  return text;
}

std::vector<std::string> assignees_not_kept(const std::vector<std::string>& asked, const Issue& issue) {
  std::vector<std::string> lost;
  for (const std::string& name : asked)
    if (!name.empty() && std::ranges::find(issue.assignees, name) == issue.assignees.end())
      lost.push_back("assignee @" + name);
  if (lost.empty() && std::ranges::count(asked, "") == 0) lost.emplace_back("assignee");
  return lost;
}

}  // namespace

IssueEdit edit_to(const tracker::NewIssue& issue) {
  IssueEdit edit{.title = issue.title, .description = issue.description, .add_labels = issue.labels};
  if (!issue.assignees.empty()) edit.assignees = issue.assignees;
  if (issue.due) edit.due = issue.due;
  if (issue.confidential) edit.confidential = true;
  return edit;
}

bool is_kept(const std::string& sent, const std::string& kept) {
  return base::trim_right(without_carriage_returns(sent)) == base::trim_right(without_carriage_returns(kept));
}

std::vector<std::string> not_kept(const IssueEdit& asked, const Issue& issue) {
  const IssueEdit missing = tracker::still_needed(asked, issue);
  std::vector<std::string> lost;
  if (missing.title && base::trim(*missing.title) != base::trim(issue.title)) lost.emplace_back("title");
  if (missing.description && !is_kept(*missing.description, issue.description)) lost.emplace_back("description");
  for (const auto& labels : {missing.add_labels, missing.remove_labels})
    for (const std::string& name : labels) lost.push_back(fmt::format("label `{}`", name));
  if (missing.assignees)
    for (std::string& name : assignees_not_kept(*missing.assignees, issue)) lost.push_back(std::move(name));
  if (missing.due) lost.emplace_back("due");
  if (missing.confidential) lost.emplace_back("confidential");
  if (missing.state) lost.emplace_back("state");
  return lost;
}

}  // namespace secokr::gitlab
