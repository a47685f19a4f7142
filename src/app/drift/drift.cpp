#include "app/drift/drift.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "app/drift/accept_words.hpp"
#include "app/drift/file.hpp"
#include "app/drift/history.hpp"
#include "app/drift/list.hpp"
#include "app/plan/withheld.hpp"
#include "app/published/facts.hpp"
#include "app/published/place.hpp"
#include "app/published/plan.hpp"
#include "app/published/subjects.hpp"
#include "base/text.hpp"
#include "documents/issue/text.hpp"
#include "domain/commands.hpp"

namespace secokr::app {
namespace {

/// Of the quarters that are published the one that is nearest.
std::optional<Quarter> published_near(const workspace::Workspace& workspace, Quarter quarter) {
  std::optional<Quarter> nearest;
  for (const Quarter each : workspace.quarters()) {
    const auto published = workspace::read_published(workspace, each);
    if (!published || !*published || (*published)->issues.empty()) continue;
    if (!nearest || std::abs(each - quarter) <= std::abs(*nearest - quarter)) nearest = each;
  }
  return nearest;
}

Error not_published(const Ports& ports, Quarter quarter) {
  Error error{
      .kind = ErrorKind::findings,
      .what = fmt::format("Nothing was looked at: {} is not published", to_string(quarter)),
      .reason = fmt::format("okrs/{}/published.json, which says what was finalised, is not there", to_string(quarter))};
  if (const auto near = published_near(*ports.workspace, quarter))
    error.help = fmt::format("{} is published: {}", to_string(*near), command::drift(*near));
  else
    error.help = fmt::format("No quarter is published from this workspace yet: {} does it, from the final step on",
                             command::finalize.name);
  return error;
}

Error none_there(const workspace::Published& base) {
  const bool local = base.tracker == "local";
  return {.kind = ErrorKind::refused,
          .what = fmt::format("None of the {} issues that {} was published as is to be seen", base.issues.size(),
                              to_string(base.quarter)),
          .reason = local ? "The local tracker's issues stay on the machine that published them"
                          : "They were deleted or moved, or this token may not see them",
          .help = local ? "Run this where it was published"
                        : fmt::format("`{}` shows whose token this is", command::show_login)};
}

/// Issues that lost their block are known by their number alone.
Status find_without_block(tracker::Tracker& tracker, const workspace::Published& base, PresentIssues& present) {
  std::map<long, std::string> missing;
  tracker::IssueQuery query;
  for (const auto& [id, entry] : base.issues) {
    if (present.contains(id)) continue;
    missing.emplace(entry.iid, id);
    query.iids.push_back(entry.iid);
  }
  if (query.iids.empty()) return {};
  return tracker.issues(query, [&](const tracker::Issue& issue) {
    const auto found = missing.find(issue.ref.iid);
    if (found == missing.end()) return true;
    tracker::Issue without = issue;
    // Somebody else's block, or a second one of ours, is none of this issue.
    if (documents::find_block(without.description)) without.description.clear();
    present.emplace(found->second, std::move(without));
    return true;
  });
}

void compare(ComparedIssue& compared, const LabelScheme& scheme) {
  compared.agreed = facts_of(*compared.entry, scheme);
  if (!compared.issue) return;
  compared.now = facts_of(*compared.issue, scheme);
  compared.listed = list_changes(*compared.entry, *compared.issue);
  const bool has_block = compared.issue->block.has_value();
  const auto in_block = [](const std::string& field) { return field != "Block" && !stands_outside_block(field); };
  for (documents::FactChange& change : documents::changes_between(compared.agreed, compared.now)) {
    // That the block is gone says it all.
    if (change.running || (!has_block && in_block(change.field))) continue;
    compared.drifted.push_back(std::move(change));
  }
}

bool runs(const BlockIssue& issue) {
  const auto& block = issue.block;
  if (!block || !block->key_result) return false;
  const KeyResultState state = block->key_result->state.value_or(KeyResultState::active);
  return state != KeyResultState::done && state != KeyResultState::dropped;
}

/// Once the quarter is over its issues are closed. An objective runs while one of its key results does.
void mark_closed(const Ports& ports, Comparison& comparison) {
  if (ports.today > ports.config.calendar.fiscal.last_day(comparison.quarter)) return;
  for (ComparedIssue& compared : comparison.issues) {
    if (!compared.issue || compared.issue->state == tracker::IssueState::opened) continue;
    compared.closed = runs(*compared.issue) || std::ranges::any_of(comparison.issues, [&](const ComparedIssue& each) {
                        return each.entry->objective == compared.id && each.issue && runs(*each.issue);
                      });
  }
}

DriftedField closed_field(const ComparedIssue& compared) {
  return {.field = "state",
          .shown = "issue",
          .agreed = "opened",
          .now = compared.issue->moved ? "moved" : "closed",
          .hint = compared.issue->moved
                      ? "Move it back: secokr does not follow it into another project"
                      : fmt::format("Open it again, or say what became of it: {} with --state done, or {}",
                                    command::update.name, command::drop.name)};
}

/// What its file says where that is not what was agreed either.
std::optional<std::string> edited_in_file(const ComparedIssue& compared, const std::string& field) {
  if (!compared.file) return std::nullopt;
  std::string value = value_of(*compared.file, field);
  if (same_value(value, value_of(compared.agreed, field))) return std::nullopt;
  return beside_name(field, value);
}

DriftedField drifted_field(const ComparedIssue& compared, const documents::FactChange& change) {
  return {.field = base::fold_case(change.field),
          .shown = shown_field(change.field),
          .agreed = beside_name(change.field, change.before),
          .now = beside_name(change.field, change.after),
          .file = edited_in_file(compared, change.field)};
}

}  // namespace

std::string value_of(const documents::Facts& facts, const std::string& field) {
  const auto found = std::ranges::find(facts, field, &documents::Fact::field);
  return found == facts.end() ? "" : found->value;
}

bool same_value(const std::string& one, const std::string& other) {
  return base::single_spaced(one) == base::single_spaced(other);
}

std::string hint_of(const std::string& field, const workspace::PublishedIssue& entry, const DriftCommand& command) {
  if (field == "Labels")
    return fmt::format("`{}` puts them back", command(fmt::format("{} {}", command::apply_labels.name, entry.iid)));
  if (field == "Block") return "Put the text between secokr's markers back, as the issue's history has it";
  if (field == "Not understood") return "Correct it in the issue's text";
  if (field == confidential_text_field)
    return fmt::format("Make the line Confidential: in the issue's text say what the issue is: {}",
                       entry.confidential ? "yes" : "no");
  return {};
}

Expected<Comparison> compare_published(const Ports& ports, Quarter quarter, const std::vector<std::string>& names) {
  SECOKR_TRY(auto base, workspace::read_published(*ports.workspace, quarter));
  if (!base || base->issues.empty()) return fail(not_published(ports, quarter));
  Comparison comparison{.quarter = quarter, .base = *std::move(base)};
  SECOKR_TRY(const auto ids, published_subjects(comparison.base, names));
  SECOKR_TRY(comparison.files, workspace::read_objective_files(*ports.workspace, quarter));
  SECOKR_CHECK(workspace::require_understood(comparison.files));
  SECOKR_CHECK(require_same_project(ports, comparison.base));

  std::vector<std::string> all;
  for (const auto& [id, entry] : comparison.base.issues) all.push_back(id);
  SECOKR_TRY(BelievedIssues believed, read_believed_issues(ports, quarter, all));
  auto& present = believed.by_id;
  SECOKR_CHECK(find_without_block(*ports.tracker, comparison.base, present));
  if (std::ranges::none_of(all, [&](const std::string& id) { return present.contains(id); }))
    return fail(none_there(comparison.base));

  std::map<std::string, documents::Facts> in_files;
  for (const auto& file : comparison.files) in_files.merge(file_facts(ports, quarter, file.document.objective()));
  const auto confidential = confidential_ids(comparison.base, present);
  comparison.confidential = confidential_names(comparison.files, comparison.base, confidential);
  for (const PublishedSubject& subject : ids) {
    ComparedIssue compared{.id = subject.id, .subject = subject.name, .entry = &comparison.base.issues.at(subject.id)};
    compared.confidential = confidential.contains(subject.id);
    if (const auto found = present.find(subject.id); found != present.end()) compared.issue = found->second;
    if (const auto found = in_files.find(subject.id); found != in_files.end()) compared.file = found->second;
    for (const BlockIssue& other : believed.doubles)
      if (other.state == tracker::IssueState::opened && other.block->id == subject.id) compared.copies.push_back(other);
    compare(compared, ports.config.labels);
    comparison.issues.push_back(std::move(compared));
  }
  mark_closed(ports, comparison);
  return comparison;
}

Expected<DriftReport> drift_report(const Ports& ports, const Comparison& comparison, const DriftCommand& command) {
  DriftReport report{.quarter = comparison.quarter, .checked = comparison.issues.size()};
  for (const ComparedIssue& compared : comparison.issues) {
    DriftedIssue drifted{
        .subject = compared.subject, .url = compared.entry->url, .confidential = compared.confidential};
    if (compared.closed) drifted.fields.push_back(closed_field(compared));
    if (!compared.issue)
      drifted.fields.push_back({.field = "issue",
                                .shown = "issue",
                                .agreed = compared.entry->title,
                                .now = "",
                                .hint = "Ask somebody with a higher role whether it was deleted or moved"});
    for (const auto& change : compared.drifted) {
      drifted.fields.push_back(drifted_field(compared, change));
      DriftedField& field = drifted.fields.back();
      field.hint = hint_of(change.field, *compared.entry, command);
      if (const auto& block = compared.issue->block; block && block->broken && change.field == "Not understood")
        field.hint = fmt::format("{}. {}", why_unreadable(compared, change), field.hint);
      if (field.hint.empty() && field.file && !same_value(*field.file, field.now))
        field.hint = fmt::format("`{}` publishes what a file says", command(command::amend(comparison.quarter)));
    }
    for (const auto& change : compared.listed)
      drifted.fields.push_back({.field = base::fold_case(change.field),
                                .shown = "list of " + base::fold_case(change.field),
                                .agreed = change.before,
                                .now = change.after,
                                .hint = list_hint(change)});
    for (const BlockIssue& copy : compared.copies)
      drifted.fields.push_back({.field = "copy",
                                .shown = "copy",
                                .agreed = "",
                                .now = copy.url,
                                .hint = "Close the copy, or remove secokr's block from its text"});
    if (drifted.fields.empty()) continue;
    if (compared.issue && (compared.closed || !compared.drifted.empty() || !compared.listed.empty()))
      SECOKR_CHECK(add_history(ports, compared, drifted.fields));
    report.issues.push_back(std::move(drifted));
  }
  return report;
}

}  // namespace secokr::app
