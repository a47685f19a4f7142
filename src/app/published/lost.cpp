#include "app/published/lost.hpp"

#include <algorithm>
#include <set>

#include <secokr/titles.hpp>

#include "app/published/finalised.hpp"
#include "base/text.hpp"

namespace secokr::app {
namespace {

std::vector<documents::KeyResultLine> lines_of(const PublishedPlan& plan, const std::string& id) {
  const auto issue = plan.issues.find(id);
  const auto block = issue == plan.issues.end() ? std::nullopt : issue->second.counted();
  return block ? block->key_results : std::vector<documents::KeyResultLine>();
}

bool has_listed(const PublishedObjective& objective, const documents::KeyResultLine& line) {
  const auto iid = listed_iid(line);
  return iid && std::ranges::find(objective.key_results, *iid, &PublishedKeyResult::iid) != objective.key_results.end();
}

bool has_number(const PublishedObjective& objective, int number) {
  const auto is_it = [&](const PublishedKeyResult& each) { return each.plan.number == number; };
  return std::ranges::any_of(objective.key_results, is_it) || std::ranges::any_of(objective.lost, is_it);
}

PublishedKeyResult lost_key_result(const KeyResult& finalised, const workspace::PublishedIssue& entry) {
  PublishedKeyResult lost{.plan = finalised, .iid = entry.iid, .url = entry.url};
  lost.plan.confidential = entry.confidential;
  return lost;
}

/// With what was finalised more is known than a list tells: DRI, weight, and which were dropped.
void add_finalised(PublishedObjective& objective, const PublishedPlan& plan, const Objective& finalised,
                   const workspace::Published& base) {
  for (const KeyResult& key_result : finalised.key_results) {
    if (plan.issues.contains(key_result.id) || has_number(objective, key_result.number)) continue;
    objective.lost.push_back(lost_key_result(key_result, base.issues.at(key_result.id)));
  }
}

PublishedObjective* find_headless(PublishedPlan& plan, const std::string& reference) {
  const auto found = std::ranges::find_if(plan.headless, [&](const PublishedObjective& each) {
    return base::equals_folded(each.plan.reference, reference);
  });
  return found == plan.headless.end() ? nullptr : &*found;
}

PublishedObjective gone_objective(const Objective& finalised, const workspace::PublishedIssue& entry) {
  PublishedObjective gone{.plan = finalised, .iid = entry.iid, .url = entry.url, .gone = true};
  gone.plan.key_results.clear();
  return gone;
}

}  // namespace

std::optional<long> listed_iid(const documents::KeyResultLine& line) {
  const auto name = parse_key_result_name(line.reference);
  return name ? name->iid : std::nullopt;
}

Status add_listed(tracker::Tracker& tracker, PublishedPlan& plan) {
  std::set<long> seen;
  for (const auto& [id, issue] : plan.issues) seen.insert(issue.ref.iid);
  for (const BlockIssue& other : plan.doubles) seen.insert(other.ref.iid);
  for (const DoubtedIssue& other : plan.doubted) seen.insert(other.claim.ref.iid);
  tracker::IssueQuery query;
  for (const auto& [id, issue] : plan.issues)
    for (const auto& line : lines_of(plan, id))
      if (const auto iid = listed_iid(line); iid && seen.insert(*iid).second) query.iids.push_back(*iid);
  if (query.iids.empty()) return {};
  return tracker.issues(query, [&](const BlockIssue& issue) {
    const auto& block = issue.block;
    if (block && block->kind == OkrKind::key_result && !block->id.empty()) plan.issues.emplace(block->id, issue);
    return true;
  });
}

void add_lost(PublishedPlan& plan, const workspace::Published* published) {
  const workspace::Published nothing;
  const workspace::Published& base = published == nullptr ? nothing : *published;
  const auto finalised = published_objectives(base);
  for (const auto& [id, objective] : finalised)
    if (!plan.issues.contains(id) && find_headless(plan, objective.reference) == nullptr)
      plan.headless.push_back(gone_objective(objective, base.issues.at(id)));
  for (auto* objectives : {&plan.objectives, &plan.headless})
    for (PublishedObjective& objective : *objectives) {
      if (const auto known = finalised.find(objective.plan.id); known != finalised.end())
        add_finalised(objective, plan, known->second, base);
      for (const auto& line : lines_of(plan, objective.plan.id)) {
        if (has_number(objective, line.number) || has_listed(objective, line)) continue;
        KeyResult listed{.number = line.number, .title = line.title};
        objective.lost.push_back({.plan = std::move(listed), .iid = listed_iid(line).value_or(0)});
      }
    }
}

PublishedObjective* headless_parent(PublishedPlan& plan, const workspace::Published* base, const std::string& id,
                                    const std::string& title) {
  std::string reference;
  if (const auto parsed = parse_title(title)) reference = parsed->reference;
  const workspace::PublishedIssue* parent = nullptr;
  std::string parent_id;
  if (base != nullptr)
    if (const auto own = base->issues.find(id); own != base->issues.end())
      if (const auto found = base->issues.find(own->second.objective); found != base->issues.end()) {
        parent = &found->second;
        parent_id = found->first;
        reference = parent->reference;
      }
  if (reference.empty()) return nullptr;
  if (auto* known = find_headless(plan, reference)) return known;
  if (parent != nullptr)
    plan.headless.push_back(gone_objective(published_objectives(*base).at(parent_id), *parent));
  else
    plan.headless.push_back({.plan = {.reference = reference, .status = ObjectiveStatus::included}, .gone = true});
  return &plan.headless.back();
}

}  // namespace secokr::app
