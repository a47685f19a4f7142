#include "app/label/labelled_issue.hpp"

#include <utility>

#include <fmt/format.h>

#include "base/text.hpp"
#include "documents/issue/text.hpp"

namespace secokr::app {

std::string subject_of(const Ports& ports, const LabelRange& range, const tracker::Issue& issue,
                       bool in_other_project) {
  const config::TrackerConfig& tracker = ports.config.tracker;
  if (!ports.tracker || !range.group.empty() || in_other_project) {
    const bool is_known =
        !tracker.project.empty() && range.group.empty() && base::equals_folded(issue.ref.project, tracker.project);
    return fmt::format("{}#{}", is_known ? "" : issue.ref.project, issue.ref.iid);
  }
  return tracker.is_local() ? issue.url : fmt::format("#{}", issue.ref.iid);
}

std::string subject_of_missing(const Ports& ports, const std::string& project, long iid) {
  return ports.config.tracker.is_local() ? fmt::format("local:{}", iid) : fmt::format("{}#{}", project, iid);
}

LabelledIssue labelled_issue(const tracker::Issue& issue, std::string subject, const ListedIssues& listed) {
  LabelledIssue result{.subject = std::move(subject),
                       .url = issue.url,
                       .title = issue.title,
                       .milestone = issue.milestone,
                       .opened = issue.state == tracker::IssueState::opened,
                       .moved = issue.moved,
                       .labels = issue.labels,
                       .assignees = issue.assignees};
  if (const auto block = documents::find_block(issue.description)) {
    result.marked = true;
    result.id = block->id;
    if (block->objective) {
      result.marked_objective = true;
      result.priority = block->objective->priority;
      result.critical_project = !block->objective->critical_project.empty();
    }
    // The block says the state that the objective's priority gives, too.
    if (block->key_result) {
      const KeyResultState state = block->key_result->state.value_or(KeyResultState::active);
      result.running = state != KeyResultState::done && state != KeyResultState::dropped;
    }
  }
  result.published = listed.quarter_of(issue.url);
  result.block_lost = listed.runs_as_another(issue.url, result.id);
  return result;
}

}  // namespace secokr::app
