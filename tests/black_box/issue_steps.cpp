#include "black_box/issue_steps.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace secokr::test {
namespace {

template <class T>
T must(Expected<T> result) {
  if (!result) throw std::runtime_error(fmt::format("{}: {}", result.error().what, result.error().reason));
  return *std::move(result);
}

/// The issue's text with `OLD` replaced by `NEW`, on top of what `edit` makes of it already.
std::string with_other_text(tracker::Tracker& tracker, const tracker::IssueRef& ref, const tracker::IssueEdit& edit,
                            const std::string& words) {
  const auto arrow = words.find("=>");
  if (arrow == std::string::npos) throw std::runtime_error("text=OLD=>NEW");
  const auto now = must(tracker::collect_issues(tracker, {.iids = {ref.iid}}));
  if (now.empty()) throw std::runtime_error(fmt::format("there is no issue {}", ref.iid));
  const auto lines = [](std::string text) {
    for (auto at = text.find("\\n"); at != std::string::npos; at = text.find("\\n", at)) text.replace(at, 2, "\n");
    return text;
  };
  const std::string before = edit.description.value_or(now.front().description);
  const std::string old = lines(words.substr(0, arrow));
  const auto at = before.find(old);
  if (at == std::string::npos) throw std::runtime_error(fmt::format("'{}' does not stand in:\n{}", old, before));
  return std::string(before).replace(at, old.size(), lines(words.substr(arrow + 2)));
}

}  // namespace

void edit_issue(Machine& machine, const std::vector<std::string>& words) {
  if (words.size() < 2)
    throw std::runtime_error(
        "edit ISSUE [+LABEL…] [-LABEL…] [title=TITLE] [body=TEXT] [text=OLD=>NEW] [assignee=NAME] [due=DATE] "
        "[confidential] [close] [link=ISSUE]");
  const auto tracker = machine.tracker();
  const std::string project = must(tracker->project()).path;
  const tracker::IssueRef ref{project, std::stol(words.front())};
  tracker::IssueEdit edit;
  for (auto word = words.begin() + 1; word != words.end(); ++word) {
    const auto value = [&](std::string_view key) { return word->substr(key.size()); };
    if (word->starts_with("title=")) {
      edit.title = value("title=");
    } else if (word->starts_with("body=")) {
      edit.description = value("body=");
    } else if (word->starts_with("text=")) {
      edit.description = with_other_text(*tracker, ref, edit, value("text="));
    } else if (word->starts_with("assignee=")) {
      edit.assignees.emplace();
      if (!value("assignee=").empty()) edit.assignees->push_back(value("assignee="));
    } else if (word->starts_with("due=")) {
      edit.due = parse_day(value("due="));
    } else if (*word == "confidential") {
      edit.confidential = true;
    } else if (word->starts_with("link=")) {
      must(tracker->link(ref, {project, std::stol(value("link="))}, tracker::LinkType::relates_to));
    } else if (*word == "close") {
      edit.state = tracker::IssueState::closed;
    } else if (word->starts_with('+')) {
      must(tracker->ensure_label({.name = value("+"), .color = "#112233"}));
      edit.add_labels.push_back(value("+"));
    } else if (word->starts_with('-')) {
      edit.remove_labels.push_back(value("-"));
    } else {
      throw std::runtime_error(fmt::format("'{}' says nothing of an issue", *word));
    }
  }
  if (!edit.empty()) must(tracker->edit(ref, edit));
}

}  // namespace secokr::test
