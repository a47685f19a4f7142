#include "app/published/blockless.hpp"

#include <algorithm>

#include <secokr/titles.hpp>

namespace secokr::app {
namespace {

using workspace::PublishedIssue;

documents::IssueBlock finalised_block(const std::string& id, const PublishedIssue& entry) {
  documents::IssueBlock block = documents::read_block(entry.kind, entry.block);
  block.id = id;
  const auto title = parse_title(entry.title);
  if (block.objective && block.objective->reference.empty()) block.objective->reference = entry.reference;
  if (block.objective && title) block.objective->title = title->title;
  if (block.key_result) {
    block.key_result->number = entry.number;
    if (title) block.key_result->title = title->title;
  }
  return block;
}

Expected<bool> is_of_this_project(const Ports& ports, const workspace::Published& base) {
  const auto project = ports.tracker->project();
  // A group is looked at without one.
  if (!project && project.error().kind == ErrorKind::configuration) return false;
  if (!project) return fail(project.error());
  return project->origin == base.origin && project->id == base.project_id;
}

/// The number counts where a text says something else: it was changed by hand.
void hold_to_numbers(const workspace::Published& base, const std::map<long, std::string>& ids, PublishedPlan& plan) {
  std::erase_if(plan.issues, [&](const auto& each) {
    const auto listed = ids.find(each.second.ref.iid);
    return listed != ids.end() && listed->second != each.first;
  });
  std::erase_if(plan.doubles, [&](const BlockIssue& other) {
    const auto claim = claim_of(other);
    const auto entry = claim ? base.issues.find(claim->id) : base.issues.end();
    return entry != base.issues.end() && entry->second.iid == other.ref.iid &&
           plan.issues.emplace(claim->id, other).second;
  });
}

}  // namespace

Status add_blockless(const Ports& ports, const workspace::Published& base, PublishedPlan& plan) {
  std::map<long, std::string> ids;
  for (const auto& [id, entry] : base.issues)
    if (entry.iid != 0) ids.emplace(entry.iid, id);
  const auto is_whole = [&](const auto& each) {
    const auto found = plan.issues.find(each.second);
    return found != plan.issues.end() && found->second.ref.iid == each.first;
  };
  if (std::ranges::all_of(ids, is_whole)) return {};
  SECOKR_TRY(const bool is_ours, is_of_this_project(ports, base));
  if (!is_ours) return {};
  hold_to_numbers(base, ids, plan);
  tracker::IssueQuery query;
  for (const auto& [iid, id] : ids)
    if (!plan.issues.contains(id)) query.iids.push_back(iid);
  if (query.iids.empty()) return {};
  return ports.tracker->issues(query, [&](const tracker::Issue& issue) {
    const auto id = ids.find(issue.ref.iid);
    if (id == ids.end()) return true;
    const auto [place, is_new] = plan.issues.emplace(id->second, issue);
    if (is_new) place->second.finalised = finalised_block(id->second, base.issues.at(id->second));
    return true;
  });
}

}  // namespace secokr::app
