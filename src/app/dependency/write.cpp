#include "app/dependency/write.hpp"

#include <fmt/format.h>

#include "app/plan/wanted_issues.hpp"
#include "documents/issue/edit.hpp"
#include "documents/objective/document.hpp"

namespace secokr::app {
namespace {

Expected<tracker::Change> write_file(const DependencyPlan& plan, const DependingKeyResult& depending,
                                     const DependencyLine& line) {
  const auto& file = plan.read.files[*depending.file];
  documents::ObjectiveDocument edited = file.document;
  const int number = depending.key_result.number;
  if (line.index) {
    SECOKR_CHECK(edited.replace_dependency(number, *line.index + 1, line.dependency));
  } else {
    SECOKR_CHECK(edited.add_dependency(number, line.dependency));
  }
  return workspace::write_objective(file, edited);
}

Expected<tracker::Change> edit_issue(const DependingKeyResult& depending, const DependencyLine& line) {
  const tracker::Issue& issue = *depending.issue;
  const auto& present = depending.key_result.dependencies;
  SECOKR_TRY(std::string description,
             line.index ? documents::replace_block_dependency(issue.description, *line.index + 1, line.dependency)
                        : documents::add_block_dependency(issue.description, line.dependency));
  const std::string field = fmt::format("D{}", line.index.value_or(present.size()) + 1);
  tracker::Change change{.subject = key_result_subject(depending.key_result),
                         .name = depending.name(),
                         .after = {{field, documents::render_dependency(line.dependency)}}};
  if (line.index) change.before = {{field, documents::render_dependency(present[*line.index])}};
  change.payload =
      tracker::EditIssue{issue.ref, change.subject, {.description = std::move(description)}, issue.description};
  return change;
}

}  // namespace

Status require_found(const DependingKeyResult& depending) {
  if (!depending.lost) return {};
  return fail({.kind = ErrorKind::refused,
               .what = fmt::format("{} is published, and its issue was not found on this tracker", depending.name()),
               .reason = "Once published, a key result's dependencies stand on its issue",
               .help = "Name the tracker that it was published on with --tracker, -R and --host, or ask for access "
                       "to the issue"});
}

Status write_dependency(const DependencyPlan& plan, const DependingKeyResult& depending, const DependencyLine& line,
                        tracker::ChangeSet& set) {
  if (depending.issue) {
    SECOKR_TRY(auto change, edit_issue(depending, line));
    set.known.emplace_back(change.subject, *depending.issue);
    set.changes.push_back(std::move(change));
    return {};
  }
  SECOKR_TRY(auto change, write_file(plan, depending, line));
  set.changes.push_back(std::move(change));
  return {};
}

}  // namespace secokr::app
