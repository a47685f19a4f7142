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

}  // namespace

void edit_issue(Machine& machine, const std::vector<std::string>& words) {
  if (words.size() < 2)
    throw std::runtime_error("edit ISSUE [+LABEL…] [-LABEL…] [title=TITLE] [body=TEXT] [close] [link=ISSUE]");
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
