#include "app/draft/files.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include <secokr/titles.hpp>

#include "app/core/refusal.hpp"
#include "base/text.hpp"
#include "domain/commands.hpp"
#include "domain/rules/traits.hpp"

namespace secokr::app {

Expected<FoundObjective> find_drafted(const ReadPlan& read, std::string_view name) {
  const auto parsed = parse_key_result_name(name);
  if (parsed && parsed->iid)
    return fail({.kind = ErrorKind::usage,
                 .what = fmt::format("\"{}\" names an issue, and a draft has none yet", name),
                 .help = "Name it by its reference, such as \"Security Training\" or \"Security Training/KR2\""});
  FoundObjective found;
  SECOKR_TRY(found.file,
             workspace::find_objective(read.files, parsed ? parsed->reference : std::string(name), read.quarter));
  if (parsed && parsed->number) {
    SECOKR_CHECK(workspace::find_key_result(
        read.files, {.reference = found.file->document.objective().reference, .number = parsed->number}));
    found.key_result = parsed->number;
  }
  return found;
}

Status require_understood(const workspace::ObjectiveFile& file) { return workspace::require_understood({file}); }

Status require_unpublished(const workspace::ObjectiveFile& file) {
  const Objective& objective = file.document.objective();
  if (objective.published.empty()) return {};
  // What is published runs, and without a quarter the next one is meant: `okrs/FY28-Q1/red-team.md` says which.
  const auto parts = base::split(file.path, '/');
  const std::string quarter = parts.size() > 2 ? fmt::format(" --quarter {}", parts[1]) : "";
  return fail(
      {.kind = ErrorKind::findings,
       .what = fmt::format("\"{}\" is published: its issues are the truth now (F4)", objective.reference),
       .reason = fmt::format("{} is its issue", objective.published),
       .help = fmt::format("Change it with {}{}, or {} for a key result, then {}{}; what DRIs report goes into {}",
                           command::edit(objective.reference), quarter, command::drop.name, command::amend(), quarter,
                           command::update.name),
       .notes = {{.path = file.path, .line = objective.source.line_of(name_of(Field::published))}}});
}

Status require_room(const workspace::ObjectiveFile& file, const Limits& limits,
                    const std::vector<Override>& overrides) {
  const auto finding = check_room({file.path, file.document.objective()}, limits, 1);
  if (!finding || is_overridden(finding->rule, overrides)) return {};
  Error error = refusal(*finding);
  error.reason = "An objective with more is two objectives, or some of its KRs are milestones";
  return fail(std::move(error));
}

Status mint_missing_ids(documents::ObjectiveDocument& document, const base::IdSource& ids) {
  if (document.objective().id.empty()) SECOKR_CHECK(document.set_id(std::nullopt, ids()));
  std::vector<int> without;
  for (const KeyResult& key_result : document.objective().key_results)
    if (key_result.id.empty()) without.push_back(key_result.number);
  for (const int number : without) SECOKR_CHECK(document.set_id(number, ids()));
  return {};
}

std::vector<Finding> findings_in(const std::vector<Finding>& findings, std::string_view path) {
  std::vector<Finding> own;
  std::ranges::copy_if(findings, std::back_inserter(own), [&](const Finding& finding) { return finding.path == path; });
  return own;
}

std::vector<std::string> ids_in(const Objective& objective) {
  std::vector<std::string> ids;
  if (!objective.id.empty()) ids.push_back(objective.id);
  for (const KeyResult& key_result : objective.key_results)
    if (!key_result.id.empty()) ids.push_back(key_result.id);
  return ids;
}

Status require_readable(const documents::ObjectiveDocument& document) {
  Error error{.kind = ErrorKind::usage, .what = "The text is not understood", .reason = "Nothing was written"};
  for (const documents::Problem& problem : document.problems())
    if (problem.severity == Severity::error) error.notes.push_back(note_of(problem));
  if (error.notes.empty()) return {};
  return fail(std::move(error));
}

Status require_same_when_read(bool is_same, const documents::ObjectiveDocument& document) {
  if (document.ok() && is_same) return {};
  Error error = unreadable_answer();
  for (const auto& problem : document.problems())
    error.notes.push_back({.text = problem.text, .expected = problem.message});
  return fail(std::move(error));
}

Status require_not_stopped(const Answer& answer, const std::vector<Finding>& errors,
                           const std::vector<Override>& overrides) {
  for (const Finding& finding : errors) {
    // One answer alone has no DRI yet.
    const bool about_this = finding.rule != Rule::P3 || answer.field == Field::dri;
    if (about_this && !is_overridden(finding.rule, overrides)) return fail(stopped_answer(answer, finding));
  }
  return {};
}

ErrorNote note_of(const documents::Problem& problem) {
  return {.line = problem.line,
          .text = problem.text,
          .expected = fmt::format("{} ({}: {})", problem.expected, to_string(problem.rule), problem.message)};
}

std::vector<Finding> findings_brought(const std::vector<Finding>& before, const std::vector<Finding>& after) {
  // A change of the reference changes every subject, so that each message is matched with one of before.
  std::multiset<std::pair<Rule, std::string>> known;
  for (const Finding& finding : before) known.emplace(finding.rule, finding.message);
  std::vector<Finding> fresh;
  for (const Finding& finding : after) {
    if (const auto found = known.find({finding.rule, finding.message}); found != known.end())
      known.erase(found);
    else
      fresh.push_back(finding);
  }
  return fresh;
}

std::vector<Finding> remarks_between(const std::vector<Finding>& before, const std::vector<Finding>& after) {
  auto fresh = findings_brought(before, after);
  std::erase_if(fresh, [](const Finding& finding) { return !has(finding.rule, RuleTrait::remarked); });
  return fresh;
}

std::vector<Finding> errors_brought(const std::vector<Finding>& before, const std::vector<Finding>& after) {
  auto fresh = findings_brought(before, after);
  std::erase_if(fresh, [](const Finding& finding) {
    const bool stops = has(finding.rule, RuleTrait::stops_objective) || has(finding.rule, RuleTrait::stops_key_result);
    return !stops || finding.severity != Severity::error;
  });
  return fresh;
}

Status require_none(const std::vector<Finding>& errors, const std::vector<Override>& overrides, std::string what) {
  std::vector<Error> problems;
  for (Finding finding : errors) {
    finding.path.clear();  // it is not written there
    if (!is_overridden(finding.rule, overrides)) problems.push_back(refusal(finding, ErrorKind::usage));
  }
  if (problems.empty()) return {};
  return fail(join_problems(problems, std::move(what)));
}

}  // namespace secokr::app
