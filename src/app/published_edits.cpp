#include "app/published_edits.hpp"

#include <fmt/format.h>

#include "app/wanted_issues.hpp"
#include "documents/issue_text.hpp"

namespace secokr::app {
namespace {

bool says_the_same(const WantedIssue& wanted, const workspace::PublishedIssue& finalised) {
  const auto block = documents::find_block(wanted.description);
  return wanted.title == finalised.title && block &&
         documents::block_sum(block->text) == documents::block_sum(finalised.block);
}

Finding edited(const workspace::ObjectiveFile& file, std::string subject, std::size_t line) {
  Finding finding{
      .rule = Rule::F4,
      .severity = Severity::error,
      .subject = std::move(subject),
      .message = "The file says something else than what was finalised",
      .hint = "Put the file back as it was finalised: git log -p shows what changed; the issue is the truth now",
      .path = file.path};
  if (line != 0) finding.line = line;
  return finding;
}

}  // namespace

std::vector<Finding> check_published_files(const Ports& ports, const ReadPlan& read,
                                           const workspace::Published& published) {
  std::vector<Finding> findings;
  const auto& config = ports.config;
  const auto finalised = [&](const std::string& id) -> const workspace::PublishedIssue* {
    const auto found = published.issues.find(id);
    return found == published.issues.end() ? nullptr : &found->second;
  };
  for (const auto& file : read.files) {
    const Objective& objective = file.document.objective();
    const workspace::PublishedIssue* issue = finalised(objective.id);
    if (issue == nullptr) continue;
    std::vector<std::string> references;
    for (const KeyResult* key_result : published_key_results(objective)) {
      const workspace::PublishedIssue* own = finalised(key_result->id);
      references.push_back(own != nullptr ? fmt::format("#{}", own->iid) : std::string("#new"));
      if (own == nullptr ||
          !says_the_same(wanted_key_result(objective, *key_result, read.quarter, config.labels, config.calendar), *own))
        findings.push_back(edited(file, name_of(objective, *key_result), key_result->source.line));
    }
    if (!says_the_same(wanted_objective(objective, references, read.quarter, config.labels, config.calendar), *issue))
      findings.push_back(edited(file, objective.reference, objective.source.line));
  }
  return findings;
}

}  // namespace secokr::app
