#include "domain/objective/agreed.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace secokr {
namespace {

bool same_word(std::string_view one, std::string_view other) { return base::equals_folded(one, other); }

bool answered_by(const Dependency& dependency, std::string_view username) {
  return std::ranges::any_of(dependency.events, [&](const DependencyEvent& event) {
    return same_word(event.by, username) || same_word(event.on_behalf_of, username);
  });
}

bool mentions_in(const KeyResult& key_result, std::string_view username) {
  return same_word(key_result.dri, username) || same_word(key_result.contributed_by, username) ||
         std::ranges::any_of(key_result.milestones,
                             [&](const Milestone& each) { return same_word(each.dri, username); }) ||
         std::ranges::any_of(key_result.dependencies, [&](const Dependency& each) {
           return same_word(each.manager, username) || answered_by(each, username);
         });
}

template <class Test>
bool any_dependency(const std::vector<const Objective*>& objectives, const Test& test) {
  return std::ranges::any_of(objectives, [&](const Objective* objective) {
    return std::ranges::any_of(objective->key_results,
                               [&](const KeyResult& each) { return std::ranges::any_of(each.dependencies, test); });
  });
}

}  // namespace

Agreed Agreed::of(const PlanUnderReview& plan, const Objective& objective) {
  Agreed agreed;
  if (objective.id.empty()) return agreed;
  for (const auto* all : {&plan.published, &plan.proposal})
    if (const auto found = all->find(objective.id); found != all->end()) agreed.m_objectives.push_back(&found->second);
  return agreed;
}

bool Agreed::names(std::string_view username) const {
  return std::ranges::any_of(m_objectives, [&](const Objective* objective) {
    return same_word(objective->dri, username) ||
           std::ranges::any_of(objective->key_results,
                               [&](const KeyResult& each) { return mentions_in(each, username); });
  });
}

bool Agreed::names_area(std::string_view area) const {
  return std::ranges::any_of(m_objectives,
                             [&](const Objective* objective) { return same_word(objective->area, area); });
}

bool Agreed::names_team(std::string_view team) const {
  return any_dependency(m_objectives, [&](const Dependency& each) { return same_word(each.team, team); });
}

bool Agreed::names_manager(std::string_view team, std::string_view manager) const {
  return any_dependency(m_objectives, [&](const Dependency& each) {
    return same_word(each.team, team) && same_word(each.manager, manager);
  });
}

bool Agreed::has_dri(std::string_view username) const {
  return std::ranges::any_of(m_objectives,
                             [&](const Objective* objective) { return same_word(objective->dri, username); });
}

bool Agreed::has_dri(const KeyResult& key_result, std::string_view username) const {
  return std::ranges::any_of(m_objectives, [&](const Objective* objective) {
    const KeyResult* same = find_same(*objective, key_result);
    return same != nullptr && same_word(same->dri, username);
  });
}

const KeyResult* find_same(const Objective& objective, const KeyResult& key_result) {
  const auto found = std::ranges::find_if(objective.key_results, [&](const KeyResult& each) {
    return each.id.empty() || key_result.id.empty() ? each.number == key_result.number : each.id == key_result.id;
  });
  return found == objective.key_results.end() ? nullptr : &*found;
}

const Dependency* find_same(const KeyResult& key_result, const Dependency& dependency) {
  const Dependency* of_team = nullptr;
  std::size_t number = 0;
  for (const Dependency& each : key_result.dependencies) {
    if (!same_word(each.team, dependency.team)) continue;
    if (same_word(base::single_spaced(each.need), base::single_spaced(dependency.need))) return &each;
    of_team = &each;
    ++number;
  }
  return number == 1 ? of_team : nullptr;
}

}  // namespace secokr
