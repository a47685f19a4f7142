#include "app/publish/finalize.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "app/plan/publications.hpp"
#include "app/plan/read_plan.hpp"
#include "app/publish/amend.hpp"
#include "app/publish/changes.hpp"
#include "app/publish/files.hpp"
#include "app/publish/gates.hpp"
#include "app/published/believed_issues.hpp"
#include "app/published/place.hpp"
#include "documents/issue/text.hpp"
#include "domain/commands.hpp"
#include "domain/labels/gives_way.hpp"
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
    const auto& block = found->second.block;
    set.known.emplace_back(fmt::format("{}:{}", block && block->kind == OkrKind::objective ? "objective" : "kr", id),
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
  return fail({.kind = ErrorKind::usage,
               .what = fmt::format("{} is not finalised yet, so there is nothing to amend", to_string(request.quarter)),
               .help = running == request.quarter
                           ? fmt::format("`{}` finalises it", command::finalize(request.quarter))
                           : fmt::format("To amend the running quarter: `{}`", command::amend(running))});
}

/// Gates that look at nothing would only say so one after the other.
Status require_something(const ReadPlan& read, const FinalizeRequest& request) {
  const auto with = [&](ObjectiveStatus status) {
    return std::ranges::find(read.files, status, [](const auto& file) { return file.document.objective().status; });
  };
  if (read.base || with(ObjectiveStatus::included) != read.files.end()) return {};
  const std::string quarter = to_string(request.quarter);
  const auto proposed = with(ObjectiveStatus::proposed);
  const auto draft = with(ObjectiveStatus::draft);
  const auto typed = [&](const command::OfName& command, const workspace::ObjectiveFile& file) {
    return fmt::format("{} --quarter {}", command(file.document.objective().reference), quarter);
  };
  return fail({.kind = ErrorKind::findings,
               .what = read.files.empty()
                           ? fmt::format("{} has no objective, so there is nothing to publish", quarter)
                           : fmt::format("No objective of {} is included, so there is nothing to publish", quarter),
               .help = proposed != read.files.end()
                           ? "The CISO includes what was proposed: " + typed(command::include, *proposed)
                       : draft != read.files.end()
                           ? "A draft is proposed, then included: " + typed(command::propose, *draft)
                           : fmt::format("{} --quarter {}", command::begin_objective, quarter)});
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

std::vector<std::string> what_gives_way(const std::vector<Publication>& publications, const Org& org,
                                        Audience audience) {
  std::vector<Objective> told;
  Withheld withheld;
  for (const Publication& publication : publications)
    if (auto objective = shown_to(audience, publication.objective, withheld)) told.push_back(*std::move(objective));
  std::vector<const Objective*> objectives;
  for (const Objective& objective : told) objectives.push_back(&objective);
  return gives_way_sentences(critical_projects(objectives, org), !withheld.any());
}

/// A planned id stands in the repository before it is published, and whoever reads it can write it into an issue.
std::vector<std::string> strangers_notices(const std::vector<Publication>& publications,
                                           const BelievedIssues& believed) {
  std::map<std::string, std::string> names;
  for (const Publication& publication : publications) {
    const Objective& objective = publication.objective;
    names.emplace(objective.id, objective.reference);
    for (const KeyResult& key_result : objective.key_results)
      names.emplace(key_result.id, name_of(objective, key_result));
  }
  std::vector<std::string> notices;
  for (const DoubtedIssue& doubted : believed.doubted)
    if (const auto named = names.find(doubted.claim.id);
        named != names.end() && !believed.by_id.contains(doubted.claim.id))
      notices.push_back(fmt::format("{} says to be {} and does not count (T1): {}; it is left as it is",
                                    name_of(doubted), named->second, doubted.reason));
  return notices;
}

/// What only strangers hold is made all the same.
void leave_to_strangers(const BelievedIssues& believed, std::vector<Change>& changes) {
  for (Change& change : changes) {
    auto* create = std::get_if<tracker::CreateIssue>(&change.payload);
    const auto held =
        create == nullptr ? believed.held_by_others.end() : believed.held_by_others.find(create->issue.marker);
    if (held == believed.held_by_others.end()) continue;
    for (const tracker::IssueRef& ref : held->second) create->issue.strangers.push_back(ref.iid);
    std::ranges::sort(create->issue.strangers);
  }
}

/// The changes of a plan whose gates are passed.
Status plan_changes(const Ports& ports, const FinalizeRequest& request, const workspace::Published* base,
                    const std::vector<Publication>& publications, const GateReport& report, FinalizePlan& plan) {
  const std::vector<std::string> ids = ids_of(publications, base);
  SECOKR_TRY(const BelievedIssues believed, read_believed_issues(ports, request.quarter, ids));
  const PresentIssues& present = believed.by_id;
  plan.notices = strangers_notices(publications, believed);
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
  leave_to_strangers(believed, changes);
  add_known(ids, present, plan.set);

  SECOKR_TRY(auto files, finalize_files(ports, request.quarter, publications, base, present, amendments.rebased));
  if (!changes.empty() || !files.empty())
    append(changes, override_records(ports, request.quarter, request.overrides, report.set_aside));
  if (request.amend)
    append(changes, amendment_records(ports, request.quarter, amendments, request.reason));
  else
    plan.edited_files = edited_files(amendments.edits);
  append(changes, std::move(files));
  if (!changes.empty()) plan.report.gives_way = what_gives_way(publications, ports.config.org, request.audience);
  return {};
}

}  // namespace

Expected<FinalizePlan> plan_finalize(const Ports& ports, const FinalizeRequest& request) {
  SECOKR_TRY(const ReadPlan read, read_plan(ports, request.quarter));
  SECOKR_CHECK(workspace::require_understood(read.files));
  const workspace::Published* base = read.base ? &*read.base : nullptr;
  SECOKR_CHECK(require_finalised(ports, request, base != nullptr));
  SECOKR_CHECK(require_something(read, request));

  FinalizePlan plan;
  plan.published_before = base != nullptr;
  const OverridesInForce overrides = overrides_in_force(ports, request, read, plan.published_before);
  const GateReport report = finalize_gates(
      ports, read,
      {.overrides = overrides, .base = base, .leave_out_open = request.leave_out_open, .amend = request.amend});
  plan.gates_passed = report.passed();
  plan.findings = report.findings;
  plan.confidential = report.confidential;
  plan.set.quarter = to_string(request.quarter);
  plan.report.gates = report.gates;
  plan.report.left_out = report.left_out.told;
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
