#include "app/draft_files.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include <secokr/titles.hpp>

namespace secokr::app {

Expected<FoundObjective> find_drafted(const ReadPlan& read, std::string_view name) {
  const auto parsed = parse_key_result_name(name);
  if (parsed && parsed->iid)
    return fail({.kind = ErrorKind::usage,
                 .what = fmt::format("\"{}\" names an issue, and a draft has none yet", name),
                 .help = "Name it by its reference, such as \"Security Training\" or \"Security Training/KR2\""});
  FoundObjective found;
  SECOKR_TRY(found.file, workspace::find_objective(read.files, parsed ? parsed->reference : std::string(name)));
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
  return fail({.kind = ErrorKind::findings,
               .what = fmt::format("\"{}\" is published: its issues are the truth now (F4)", objective.reference),
               .reason = fmt::format("{} is its issue", objective.published),
               .help = "Change its issue, or leave it as it was agreed; what DRIs report goes into secokr update",
               .notes = {{.path = file.path, .line = objective.source.line_of("Published")}}});
}

Status mint_missing_ids(documents::ObjectiveDocument& document, const base::IdSource& ids) {
  if (document.objective().id.empty()) SECOKR_CHECK(document.set_id(std::nullopt, ids()));
  std::vector<int> without;
  for (const KeyResult& key_result : document.objective().key_results)
    if (key_result.id.empty()) without.push_back(key_result.number);
  for (const int number : without) SECOKR_CHECK(document.set_id(number, ids()));
  return {};
}

PlanUnderReview with_objective(PlanUnderReview plan, const std::string& path, const Objective& objective) {
  const auto found = std::ranges::find(plan.objectives, path, &PlannedObjective::path);
  if (found != plan.objectives.end())
    found->objective = objective;
  else
    plan.objectives.push_back({path, objective});
  return plan;
}

std::vector<Finding> findings_in(const std::vector<Finding>& findings, std::string_view path) {
  std::vector<Finding> own;
  std::ranges::copy_if(findings, std::back_inserter(own), [&](const Finding& finding) { return finding.path == path; });
  return own;
}

}  // namespace secokr::app
