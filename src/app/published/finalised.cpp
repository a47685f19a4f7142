#include "app/published/finalised.hpp"

#include <algorithm>

#include <secokr/titles.hpp>

#include "documents/issue/text.hpp"

namespace secokr::app {
namespace {

Objective finalised_objective(const std::string& id, const workspace::PublishedIssue& entry) {
  Objective objective = documents::read_block("objective", entry.block).objective.value_or(Objective{});
  objective.id = id;
  objective.published = entry.url;
  objective.status = ObjectiveStatus::included;
  objective.confidential = objective.confidential || entry.confidential;
  if (objective.reference.empty()) objective.reference = entry.reference;
  if (const auto title = parse_title(entry.title)) objective.title = title->title;
  return objective;
}

KeyResult finalised_key_result(const std::string& id, const workspace::PublishedIssue& entry) {
  KeyResult key_result = documents::read_block("kr", entry.block).key_result.value_or(KeyResult{});
  key_result.id = id;
  key_result.number = entry.number;
  if (const auto title = parse_title(entry.title)) key_result.title = title->title;
  return key_result;
}

}  // namespace

std::map<std::string, Objective> published_objectives(const workspace::Published& base) {
  std::map<std::string, Objective> objectives;
  for (const auto& [id, entry] : base.issues)
    if (entry.kind == OkrKind::objective) objectives.emplace(id, finalised_objective(id, entry));
  for (const auto& [id, entry] : base.issues)
    if (const auto parent = objectives.find(entry.objective); parent != objectives.end())
      parent->second.key_results.push_back(finalised_key_result(id, entry));
  for (auto& [id, objective] : objectives) std::ranges::sort(objective.key_results, {}, &KeyResult::number);
  return objectives;
}

}  // namespace secokr::app
