#include "app/published/plan.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <secokr/titles.hpp>

#include "app/published/blockless.hpp"
#include "app/published/decisive_fields.hpp"
#include "app/published/lost.hpp"
#include "base/text.hpp"

namespace secokr::app {
namespace {

Objective objective_from(const BlockIssue& found) {
  Objective objective = found.counted()->objective.value_or(Objective{});
  objective.id = found.counted()->id;
  objective.published = found.url;
  objective.status = ObjectiveStatus::included;
  objective.confidential = objective.confidential || found.confidential;
  if (const auto title = parse_title(found.title)) {
    if (objective.reference.empty()) objective.reference = title->reference;
    objective.title = title->title;
  }
  return objective;
}

PublishedKeyResult key_result_from(const BlockIssue& found) {
  PublishedKeyResult result;
  result.plan = found.counted()->key_result.value_or(KeyResult{});
  result.plan.id = found.counted()->id;
  result.iid = found.ref.iid;
  result.url = found.url;
  result.plan.confidential = found.confidential;
  if (const auto title = parse_title(found.title)) {
    result.plan.number = title->key_result.value_or(result.plan.number);
    result.plan.title = title->title;
  }
  return result;
}

/// Which objective each KR belongs to, by what counts most: published.json, the objective that lists the KR's issue
/// (`- KR1: #12 …`), the reference that the KR's title names.
class Parents {
 public:
  Parents(const Belief& belief, const std::vector<BlockIssue>& objectives) : m_belief(belief) {
    for (const BlockIssue& objective : objectives)
      for (const auto& line : objective.counted()->key_results)
        if (const auto iid = listed_iid(line)) m_by_iid.emplace(*iid, objective.counted()->id);
  }

  PublishedObjective* of(std::vector<PublishedObjective>& objectives, const BlockIssue& key_result) const {
    const auto* finalised = m_belief.finalised(key_result.counted()->id);
    if (finalised != nullptr && finalised->kind == OkrKind::key_result)
      return with_id(objectives, finalised->objective);
    const auto listed = m_by_iid.find(key_result.ref.iid);
    if (listed != m_by_iid.end()) return with_id(objectives, listed->second);
    const auto title = parse_title(key_result.title);
    const auto named = std::ranges::find_if(objectives, [&](const PublishedObjective& objective) {
      return title && base::equals_folded(objective.plan.reference, title->reference);
    });
    return named == objectives.end() ? nullptr : &*named;
  }

 private:
  static PublishedObjective* with_id(std::vector<PublishedObjective>& objectives, const std::string& id) {
    const auto found =
        std::ranges::find(objectives, id, [](const PublishedObjective& objective) { return objective.plan.id; });
    return found == objectives.end() ? nullptr : &*found;
  }

  const Belief& m_belief;
  std::map<long, std::string> m_by_iid{};
};

void add_objectives(const Belief& belief, const workspace::Published* base, PublishedPlan& plan) {
  std::vector<BlockIssue> objectives;
  std::vector<BlockIssue> key_results;
  for (const auto& [id, issue] : plan.issues)
    if (const auto& block = issue.counted())
      (block->kind == OkrKind::objective ? objectives : key_results).push_back(issue);
  std::ranges::sort(objectives, {}, [](const BlockIssue& found) { return found.ref.iid; });
  for (const BlockIssue& found : objectives)
    plan.objectives.push_back({objective_from(found), found.ref.iid, found.url, {}});
  const Parents parents(belief, objectives);
  for (const BlockIssue& found : key_results) {
    PublishedObjective* parent = parents.of(plan.objectives, found);
    if (parent == nullptr) parent = headless_parent(plan, base, found.counted()->id, found.title);
    if (parent != nullptr) parent->key_results.push_back(key_result_from(found));
  }
}

}  // namespace

Expected<PublishedPlan> read_published_plan(const Ports& ports, Quarter quarter) {
  std::optional<workspace::Published> base;
  std::vector<std::string> ids;
  if (ports.workspace != nullptr) {
    SECOKR_TRY(base, workspace::read_published(*ports.workspace, quarter));
  }
  if (base)
    for (const auto& [id, entry] : base->issues) ids.push_back(id);
  SECOKR_TRY(Belief belief, Belief::of(ports, quarter));
  SECOKR_TRY(BelievedIssues believed, read_believed_issues(ports, belief, quarter, ids));
  PublishedPlan plan{.quarter = quarter,
                     .issues = std::move(believed.by_id),
                     .doubles = std::move(believed.doubles),
                     .doubted = std::move(believed.doubted)};
  SECOKR_CHECK(add_listed(*ports.tracker, plan));
  if (base) SECOKR_CHECK(add_blockless(ports, *base, plan));
  add_objectives(belief, base ? &*base : nullptr, plan);
  add_lost(plan, base ? &*base : nullptr);
  for (auto* objectives : {&plan.objectives, &plan.headless})
    for (PublishedObjective& objective : *objectives)
      std::ranges::sort(objective.key_results, {},
                        [](const PublishedKeyResult& kr) { return std::pair{kr.plan.number, kr.iid}; });
  SECOKR_CHECK(hold_to_finalised(ports, belief, plan));
  return plan;
}

std::vector<std::string> double_notices(const PublishedPlan& plan) {
  std::vector<std::string> notices;
  for (const BlockIssue& other : plan.doubles) {
    const auto counted = other.block ? plan.issues.find(other.block->id) : plan.issues.end();
    if (counted == plan.issues.end()) continue;
    notices.push_back(fmt::format("{} repeats {}, which counts: close it, or remove secokr's block from its text",
                                  other.url, counted->second.url));
  }
  return notices;
}

Expected<std::vector<std::string>> double_notices(const Ports& ports, Quarter quarter) {
  SECOKR_TRY(BelievedIssues believed, read_believed_issues(ports, quarter));
  return double_notices(
      PublishedPlan{.quarter = quarter, .issues = std::move(believed.by_id), .doubles = std::move(believed.doubles)});
}

}  // namespace secokr::app
