#include "app/finalize.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "app/finalize_amend.hpp"
#include "app/finalize_changes.hpp"
#include "app/finalize_files.hpp"
#include "app/gates.hpp"
#include "app/plan_review.hpp"
#include "app/publications.hpp"
#include "app/published_place.hpp"
#include "app/published_plan.hpp"
#include "documents/issue_text.hpp"
#include "domain/gives_way.hpp"
#include "workspace/published.hpp"

namespace secokr::app {
namespace {

using tracker::Change;

std::vector<std::string> ids_of(const std::vector<Publication>& publications, const workspace::Published* base) {
  std::vector<std::string> ids;
  for (const Publication& publication : publications) {
    ids.push_back(publication.objective.id);
    for (const KeyResult& key_result : publication.objective.key_results) ids.push_back(key_result.id);
  }
  if (base != nullptr)
    for (const auto& [id, entry] : base->issues)
      if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
  return ids;
}

/// What tokens and links of the set may name.
void add_known(const std::vector<std::string>& ids, const PresentIssues& present, tracker::ChangeSet& set) {
  for (const std::string& id : ids) {
    const auto found = present.find(id);
    if (found == present.end()) continue;
    const auto block = documents::find_block(found->second.description);
    set.known.emplace_back(fmt::format("{}:{}", block && block->kind == "objective" ? "objective" : "kr", id),
                           found->second);
  }
}

OverridesInForce overrides_in_force(const Ports& ports, const FinalizeRequest& request, const ReadPlan& read,
                                    bool published_before) {
  std::vector<workspace::Decision> recorded;
  // Before the first publication a rule is set aside by whoever publishes, and not by an earlier try.
  if (published_before) recorded = workspace::overrides(read.decisions);
  return {request.overrides, std::move(recorded), ports.user};
}

Status require_finalised(const Ports& ports, const FinalizeRequest& request, bool published_before) {
  if (!request.amend || published_before) return {};
  const Quarter running = ports.config.calendar.fiscal.quarter_of(ports.today);
  return fail(
      {.kind = ErrorKind::usage,
       .what = fmt::format("{} is not finalised yet, so there is nothing to amend", to_string(request.quarter)),
       .help = running == request.quarter
                   ? fmt::format("`secokr finalize {}` finalises it", to_string(request.quarter))
                   : fmt::format("To amend the running quarter: `secokr finalize {} --amend`", to_string(running))});
}

void add_files_read(const std::vector<Publication>& publications, tracker::ChangeSet& set) {
  for (const Publication& publication : publications)
    set.files_read.push_back({publication.file->path, publication.file->file.hash});
}

void append(std::vector<Change>& all, std::vector<Change> more) { std::ranges::move(more, std::back_inserter(all)); }

std::size_t edited_files(const std::vector<FileEdit>& edits) {
  std::set<std::string> paths;
  for (const FileEdit& edit : edits) paths.insert(edit.path);
  return paths.size();
}

std::vector<std::string> what_gives_way(const std::vector<Publication>& publications, const Org& org) {
  std::vector<const Objective*> objectives;
  for (const Publication& publication : publications) objectives.push_back(&publication.objective);
  return gives_way_sentences(critical_projects(objectives, org));
}

/// The changes of a plan whose gates are passed.
Status plan_changes(const Ports& ports, const FinalizeRequest& request, const workspace::Published* base,
                    const std::vector<Publication>& publications, const GateReport& report, FinalizePlan& plan) {
  const std::vector<std::string> ids = ids_of(publications, base);
  SECOKR_TRY(const PresentIssues present, find_issues(*ports.tracker, request.quarter, ids));
  Amendments amendments;
  if (base != nullptr) {
    SECOKR_CHECK(require_published_here(ports, *base, present));
    SECOKR_TRY(amendments, plan_amendments(ports, request.quarter, publications, *base, present, request.amend));
  }
  std::vector<Change>& changes = plan.set.changes;
  SECOKR_TRY(changes, id_changes(publications));
  SECOKR_TRY(auto issues,
             publication_changes(ports, request.quarter, publications, base, present, std::move(amendments.changes)));
  append(changes, std::move(issues));
  add_known(ids, present, plan.set);

  SECOKR_TRY(auto files, finalize_files(ports, request.quarter, publications, base, present, amendments.rebased));
  if (!changes.empty() || !files.empty())
    append(changes, override_records(ports, request.quarter, request.overrides, report.set_aside));
  if (request.amend)
    append(changes, amendment_records(ports, request.quarter, amendments, request.reason));
  else
    plan.edited_files = edited_files(amendments.edits);
  append(changes, std::move(files));
  if (!changes.empty()) plan.set.gives_way = what_gives_way(publications, ports.config.org);
  return {};
}

}  // namespace

Expected<FinalizePlan> plan_finalize(const Ports& ports, const FinalizeRequest& request) {
  SECOKR_TRY(const ReadPlan read, read_plan(ports, request.quarter));
  SECOKR_CHECK(workspace::require_understood(read.files));
  SECOKR_TRY(const auto published, workspace::read_published(*ports.workspace, request.quarter));
  const workspace::Published* base = published ? &*published : nullptr;
  SECOKR_CHECK(require_finalised(ports, request, published.has_value()));

  FinalizePlan plan;
  plan.published_before = published.has_value();
  const OverridesInForce overrides = overrides_in_force(ports, request, read, plan.published_before);
  const GateReport report =
      finalize_gates(ports, read, {.overrides = overrides, .base = base, .leave_out_open = request.leave_out_open});
  plan.gates_passed = report.passed();
  plan.findings = report.findings;
  plan.set.quarter = to_string(request.quarter);
  plan.set.gates = report.gates;
  plan.set.left_out = report.left_out.told;
  plan.set.common = documents::block_word;

  const std::vector<Publication> publications = publications_of(ports, read, base, report.left_out);
  plan.objectives = publications.size();
  for (const Publication& publication : publications) plan.key_results += publication.objective.key_results.size();
  for (const auto& [path, key_results] : report.left_out.key_results) plan.left_out += key_results.size();
  plan.not_included = static_cast<std::size_t>(std::ranges::count_if(
      read.files, [](const auto& file) { return file.document.objective().status != ObjectiveStatus::included; }));
  if (!plan.gates_passed) return plan;
  add_files_read(publications, plan.set);
  SECOKR_CHECK(plan_changes(ports, request, base, publications, report, plan));
  return plan;
}

}  // namespace secokr::app
