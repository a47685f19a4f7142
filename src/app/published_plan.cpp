#include "app/published_plan.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include <secokr/titles.hpp>

#include "app/note_authors.hpp"
#include "base/text.hpp"
#include "documents/issue_text.hpp"
#include "documents/weekly_note.hpp"

namespace secokr::app {
namespace {

using documents::IssueBlock;

struct BlockIssue {
  tracker::Issue issue{};
  IssueBlock block{};
};

/// Keeps the issue with the lowest iid of those that carry one id.
void keep_lowest(std::map<std::string, tracker::Issue>& by_id, const std::string& id, const tracker::Issue& issue,
                 std::vector<tracker::Issue>* doubles) {
  const auto [place, added] = by_id.emplace(id, issue);
  if (added) return;
  tracker::Issue other = issue;
  if (issue.ref.iid < place->second.ref.iid) std::swap(place->second, other);
  if (doubles != nullptr && other.ref != place->second.ref) doubles->push_back(std::move(other));
}

Objective objective_from(const BlockIssue& found) {
  Objective objective = found.block.objective.value_or(Objective{});
  objective.id = found.block.id;
  objective.published = found.issue.url;
  objective.status = ObjectiveStatus::included;
  objective.confidential = objective.confidential || found.issue.confidential;
  if (const auto title = parse_title(found.issue.title)) {
    if (objective.reference.empty()) objective.reference = title->reference;
    objective.title = title->title;
  }
  return objective;
}

PublishedKeyResult key_result_from(const BlockIssue& found) {
  PublishedKeyResult result;
  result.plan = found.block.key_result.value_or(KeyResult{});
  result.plan.id = found.block.id;
  result.iid = found.issue.ref.iid;
  result.url = found.issue.url;
  if (const auto title = parse_title(found.issue.title)) {
    result.plan.number = title->key_result.value_or(result.plan.number);
    result.plan.title = title->title;
  }
  return result;
}

/// The objective that lists the KR's issue (`- KR1: #12 …`), else the one whose reference the KR's title names.
PublishedObjective* parent_of(std::vector<PublishedObjective>& objectives, const std::map<long, long>& parent_by_iid,
                              const BlockIssue& key_result) {
  const auto listed = parent_by_iid.find(key_result.issue.ref.iid);
  const auto title = parse_title(key_result.issue.title);
  for (PublishedObjective& objective : objectives) {
    if (listed != parent_by_iid.end() && objective.iid == listed->second) return &objective;
    if (listed == parent_by_iid.end() && title && base::equals_folded(objective.plan.reference, title->reference))
      return &objective;
  }
  return nullptr;
}

std::optional<long> listed_iid(const documents::KeyResultLine& line) {
  const auto name = parse_key_result_name(line.reference);
  return name ? name->iid : std::nullopt;
}

}  // namespace

Expected<std::map<std::string, tracker::Issue>> find_issues(tracker::Tracker& tracker, Quarter quarter,
                                                            const std::vector<std::string>& ids,
                                                            std::vector<tracker::Issue>* doubles) {
  std::map<std::string, tracker::Issue> by_id;
  const auto take = [&](const tracker::Issue& issue) {
    if (const auto block = documents::find_block(issue.description); block && !block->id.empty())
      keep_lowest(by_id, block->id, issue, doubles);
    return true;
  };
  SECOKR_CHECK(tracker.issues({.labels = {to_string(quarter)}}, take));
  tracker::IssueQuery others{.common = std::string(documents::block_word)};
  for (const std::string& id : ids)
    if (!by_id.contains(id)) others.markers.push_back(id);
  if (others.markers.empty()) return by_id;
  SECOKR_CHECK(tracker.issues(others, [&](const tracker::Issue& issue) {
    const auto block = documents::find_block(issue.description);
    if (block && std::ranges::find(others.markers, block->id) != others.markers.end())
      keep_lowest(by_id, block->id, issue, doubles);
    return true;
  }));
  return by_id;
}

Expected<PublishedPlan> read_published_plan(tracker::Tracker& tracker, Quarter quarter) {
  PublishedPlan plan;
  plan.quarter = quarter;
  SECOKR_TRY(plan.issues, find_issues(tracker, quarter, {}, &plan.doubles));

  std::map<long, long> parent_by_iid;
  std::vector<BlockIssue> key_results;
  for (const auto& [id, issue] : plan.issues) {
    auto block = documents::find_block(issue.description);
    if (!block) continue;
    BlockIssue found{issue, *std::move(block)};
    if (found.block.kind != "objective") {
      key_results.push_back(std::move(found));
      continue;
    }
    for (const auto& line : found.block.key_results)
      if (const auto iid = listed_iid(line)) parent_by_iid.emplace(*iid, issue.ref.iid);
    plan.objectives.push_back({objective_from(found), issue.ref.iid, issue.url, {}});
  }
  std::ranges::sort(plan.objectives, {}, &PublishedObjective::iid);
  for (const BlockIssue& found : key_results)
    if (PublishedObjective* parent = parent_of(plan.objectives, parent_by_iid, found))
      parent->key_results.push_back(key_result_from(found));
  for (PublishedObjective& objective : plan.objectives)
    std::ranges::sort(objective.key_results, {},
                      [](const PublishedKeyResult& kr) { return std::pair{kr.plan.number, kr.iid}; });
  return plan;
}

std::vector<std::string> double_notices(const PublishedPlan& plan) {
  std::vector<std::string> notices;
  for (const tracker::Issue& other : plan.doubles) {
    const auto block = documents::find_block(other.description);
    const auto counted = block ? plan.issues.find(block->id) : plan.issues.end();
    if (counted == plan.issues.end()) continue;
    notices.push_back(fmt::format("{} repeats {}, which counts: close it, or remove secokr's block from its text",
                                  other.url, counted->second.url));
  }
  return notices;
}

Expected<std::vector<std::string>> double_notices(tracker::Tracker& tracker, Quarter quarter) {
  PublishedPlan plan;
  SECOKR_TRY(plan.issues, find_issues(tracker, quarter, {}, &plan.doubles));
  return double_notices(plan);
}

Expected<std::map<long, std::vector<WeeklyNote>>> read_weekly_notes(const Ports& ports, const PublishedPlan& plan) {
  std::vector<tracker::IssueRef> refs;
  for (const PublishedObjective& objective : plan.objectives)
    for (const PublishedKeyResult& key_result : objective.key_results)
      refs.push_back(plan.issues.at(key_result.plan.id).ref);
  return read_weekly_notes(ports, plan, refs);
}

Expected<std::map<long, std::vector<WeeklyNote>>> read_weekly_notes(const Ports& ports, const PublishedPlan& plan,
                                                                    const std::vector<tracker::IssueRef>& refs) {
  std::vector<WeeklyNote> notes;
  std::set<std::string> names;
  SECOKR_CHECK(ports.tracker->notes_of(refs, [&](const tracker::Note& note) {
    if (note.system) return true;
    auto parsed = documents::parse_weekly_note(note.body, std::chrono::floor<days>(note.created_at));
    if (!parsed) return true;
    names.insert(note.author);
    notes.push_back({note, std::move(parsed->update), parsed->has_progress});
    return true;
  }));
  SECOKR_TRY(const NoteAuthors authors, NoteAuthors::of(ports, plan, names));

  std::map<long, std::map<Day, WeeklyNote>> by_week;
  // Notes come oldest first, so a later one of the same week replaces the earlier.
  for (WeeklyNote& note : notes)
    if (authors.count(note.note.author))
      by_week[note.note.issue.iid].insert_or_assign(note.update.week, std::move(note));

  std::map<long, std::vector<WeeklyNote>> result;
  for (auto& [iid, weeks] : by_week) {
    double progress = 0;
    for (auto& [week, note] : weeks) {
      if (!note.says_progress) note.update.progress = progress;
      progress = note.update.progress;
      result[iid].push_back(std::move(note));
    }
  }
  return result;
}

void attach_updates(PublishedPlan& plan, const std::map<long, std::vector<WeeklyNote>>& notes) {
  for (PublishedObjective& objective : plan.objectives) {
    for (PublishedKeyResult& key_result : objective.key_results) {
      key_result.updates.clear();
      const auto found = notes.find(key_result.iid);
      if (found == notes.end()) continue;
      for (const WeeklyNote& note : found->second) key_result.updates.push_back(note.update);
    }
  }
}

}  // namespace secokr::app
