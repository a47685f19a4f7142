#include "app/plan/file_edits.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "app/plan/accepted_entry.hpp"
#include "app/plan/entries.hpp"
#include "app/published/facts.hpp"
#include "base/text.hpp"
#include "domain/objective/agreed.hpp"
#include "domain/objective/fields.hpp"
#include "domain/objective/plan_now.hpp"
#include "domain/rules/files.hpp"

namespace secokr::app {
namespace {

using documents::FactChange;

/// A longer change makes no readable line of a record; git has it.
constexpr std::size_t most_recorded = 120;

std::vector<FactChange> changes_of(const workspace::PublishedIssue& finalised, const workspace::PublishedIssue& file,
                                   const LabelScheme& scheme) {
  auto changes = documents::changes_between(facts_of(finalised, scheme), facts_of(file, scheme));
  std::erase_if(changes, [](const FactChange& change) { return change.running && change.field != Field::state; });
  return changes;
}

/// What another field of the edit says already.
bool is_said_by(const std::string& field, const FileEdit& edit) {
  const auto has = [&](Field other) {
    return std::ranges::any_of(edit.changes, [&](const FactChange& change) { return change.field == other; });
  };
  return (field == "Assignee" && has(Field::dri)) || (field == "Labels" && has(Field::priority)) ||
         (field == confidential_text_field && has(Field::confidential));
}

/// Of one file, as far as its issues were seen.
void add_answers_in_file(const ReadPlan& read, const workspace::ObjectiveFile& file, std::vector<Finding>& findings) {
  const Objective& objective = file.document.objective();
  const auto finalised = read.plan.published.find(objective.id);
  for (const KeyResult& key_result : objective.key_results) {
    const BlockIssue* issue = key_result.id.empty() ? nullptr : issue_of(read, key_result.id);
    const auto block = issue == nullptr ? std::nullopt : issue->block;
    if (!block || !block->key_result || finalised == read.plan.published.end()) continue;
    const KeyResult* agreed = find_same(finalised->second, key_result);
    if (agreed != nullptr && has_answers_of_its_own(key_result, *block->key_result, *agreed))
      findings.push_back(answered_in_file({name_of(objective, key_result), file.path, key_result.source.line}));
  }
}

bool has(const Objective& objective, const std::string& id) {
  return std::ranges::find(objective.key_results, id, &KeyResult::id) != objective.key_results.end();
}

}  // namespace

std::vector<FileEdit> file_edits(const Ports& ports, Quarter quarter, const std::string& path,
                                 const Objective& objective, const workspace::Published& published) {
  std::vector<FileEdit> edits;
  const auto add = [&](const std::string& id, const std::string& subject, std::size_t line, const auto& entry) {
    const auto finalised = published.issues.find(id);
    if (id.empty() || finalised == published.issues.end()) return;
    auto changes = changes_of(finalised->second, entry(), ports.config.labels);
    if (!changes.empty()) edits.push_back({id, subject, path, line, std::move(changes)});
  };
  add(objective.id, objective.reference, objective.source.line,
      [&] { return objective_entry(ports, quarter, objective, {}, {}); });
  for (const KeyResult& key_result : objective.key_results)
    add(key_result.id, name_of(objective, key_result), key_result.source.line,
        [&] { return key_result_entry(ports, quarter, objective, key_result, {}); });
  return edits;
}

std::string fields_of(const FileEdit& edit) {
  std::vector<std::string> names;
  for (const FactChange& change : edit.changes)
    if (!is_said_by(change.field, edit)) names.push_back(shown_field(change.field));
  return base::join(names, ", ");
}

std::vector<std::string> recorded_edits(const FileEdit& edit) {
  std::vector<std::string> details;
  for (const FactChange& change : edit.changes) {
    if (is_said_by(change.field, edit)) continue;
    std::string whole = recorded_change(change);
    details.push_back(base::character_count(whole) <= most_recorded ? std::move(whole) : shown_field(change.field));
  }
  return details;
}

std::vector<Finding> check_published_files(const Ports& ports, const ReadPlan& read,
                                           const workspace::Published& published) {
  std::vector<Finding> findings;
  for (const auto& file : read.files) {
    const Objective objective = published_part(file.document.objective(), &published);
    if (!published.issues.contains(objective.id)) continue;
    for (const FileEdit& edit : file_edits(ports, read.quarter, file.path, objective, published))
      findings.push_back(changed_in_file({edit.subject, edit.path, edit.line}, fields_of(edit), read.quarter));
    add_answers_in_file(read, file, findings);
    for (const auto& [id, entry] : published.issues)
      if (entry.objective == objective.id && !has(objective, id))
        findings.push_back(gone_from_file(
            {fmt::format("{}/KR{}", file.document.objective().reference, entry.number), file.path}, read.quarter));
  }
  return findings;
}

}  // namespace secokr::app
