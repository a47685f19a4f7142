#include "domain/labels/gives_way.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.hpp"
#include "domain/people/dependency_sides.hpp"

namespace secokr {
namespace {

/// Whom a key result takes up: a person, or a team, which stands for its manager too.
struct Need {
  std::string person{};   ///< the team's manager, where it is one
  std::string team{};     ///< empty for a person
  bool promised = false;  ///< the team has confirmed it
};

void add(std::vector<Need>& needs, Need need) {
  const auto known = std::ranges::find_if(needs, [&](const Need& each) {
    return base::equals_folded(each.team, need.team) &&
           (!need.team.empty() || base::equals_folded(each.person, need.person));
  });
  if (known != needs.end())
    known->promised = known->promised && need.promised;
  else if (!(need.person.empty() && need.team.empty()))
    needs.push_back(std::move(need));
}

/// A team that declined, or is no longer asked, is not taken up.
bool provides(const Dependency& dependency) {
  return dependency.status() == DependencyStatus::requested || dependency.status() == DependencyStatus::confirmed;
}

void add_needs_of(std::vector<Need>& needs, const Objective& objective, const KeyResult& key_result, const Org& org) {
  add(needs, {.person = key_result.dri});
  for (const Milestone& milestone : key_result.milestones) add(needs, {.person = milestone.dri});
  const DependencySides sides(org, objective, key_result);
  for (const Dependency& dependency : key_result.dependencies)
    if (provides(dependency))
      add(needs, {.person = sides.manager_of(dependency),
                  .team = dependency.team,
                  .promised = dependency.status() == DependencyStatus::confirmed});
}

/// A person named here and the team that they manage named there are the same people.
/// What a team has promised to both it can serve.
std::string shared_by(const Need& one, const Need& other) {
  if (one.promised && other.promised) return {};
  if (!one.team.empty() && base::equals_folded(one.team, other.team)) return "the team " + one.team;
  if (!one.team.empty() && !other.team.empty()) return {};
  if (one.person.empty() || !base::equals_folded(one.person, other.person)) return {};
  if (one.team.empty() && other.team.empty()) return "@" + one.person;
  return "the team " + (one.team.empty() ? other.team : one.team);
}

std::vector<std::string> shared_by(const std::vector<Need>& project, const std::vector<Need>& waiting) {
  std::vector<std::string> shared;
  for (const Need& one : project)
    for (const Need& other : waiting)
      if (std::string text = shared_by(one, other); !text.empty() && std::ranges::find(shared, text) == shared.end())
        shared.push_back(std::move(text));
  std::ranges::stable_partition(shared, [](const std::string& text) { return text.starts_with('@'); });
  return shared;
}

std::vector<GivingWay> giving_way_to(const std::vector<Need>& project, const std::vector<const Objective*>& objectives,
                                     const Org& org) {
  std::vector<GivingWay> result;
  for (const Priority priority : {Priority::p2, Priority::p1}) {
    for (const Objective* objective : objectives) {
      if (objective->priority != priority) continue;
      for (const KeyResult& key_result : objective->key_results) {
        const KeyResultState state = effective_state(*objective, key_result);
        if (state != KeyResultState::active && state != KeyResultState::not_started) continue;
        std::vector<Need> waiting;
        add_needs_of(waiting, *objective, key_result, org);
        if (std::vector<std::string> shared = shared_by(project, waiting); !shared.empty())
          result.push_back({name_of(*objective, key_result), priority, std::move(shared)});
      }
    }
  }
  return result;
}

std::string listed(const std::vector<std::string>& things) {
  std::string text;
  for (std::size_t i = 0; i < things.size(); ++i)
    text += (i == 0 ? "" : i + 1 == things.size() ? " and " : ", ") + things[i];
  return text;
}

/// Key results of one priority that give way for the same people and teams.
struct Reason {
  std::vector<std::string> key_results{};
  Priority priority = Priority::p2;
  std::vector<std::string> shared{};
};

std::vector<Reason> reasons_of(const CriticalProject& project) {
  std::vector<Reason> reasons;
  for (const GivingWay& each : project.giving_way) {
    const auto same = std::ranges::find_if(reasons, [&](const Reason& reason) {
      return reason.priority == each.priority && reason.shared == each.shared;
    });
    if (same == reasons.end())
      reasons.push_back({{each.key_result}, each.priority, each.shared});
    else
      same->key_results.push_back(each.key_result);
  }
  return reasons;
}

std::string sentence_of(const CriticalProject& project, bool shows_all) {
  const bool named = !project.url.empty();
  const std::string subject = named ? fmt::format("Critical project {} ({}, p0)", project.url, project.objective)
                                    : fmt::format("{} (p0) names no critical project yet", project.objective);
  if (project.giving_way.empty())
    return fmt::format("{}{} takes nobody away from another key result{}", subject, named ? "" : " and",
                       shows_all ? "" : " that is shown here");
  std::vector<std::string> parts;
  for (const Reason& reason : reasons_of(project)) {
    const bool one = reason.key_results.size() == 1;
    parts.push_back(fmt::format("where {} cannot serve {}, {} ({}) {}", listed(reason.shared), one ? "both" : "all",
                                listed(reason.key_results), to_string(reason.priority),
                                !named ? "would wait"
                                : one  ? "waits"
                                       : "wait"));
  }
  return fmt::format("{}{}: {}", subject, named ? " comes first" : "", base::join(parts, "; "));
}

}  // namespace

std::vector<CriticalProject> critical_projects(const std::vector<const Objective*>& objectives, const Org& org) {
  std::vector<CriticalProject> result;
  for (const Objective* objective : objectives) {
    if (objective->priority != Priority::p0) continue;
    std::vector<Need> needs;
    for (const KeyResult& key_result : objective->key_results) {
      const KeyResultState state = effective_state(*objective, key_result);
      if (state != KeyResultState::done && state != KeyResultState::dropped)
        add_needs_of(needs, *objective, key_result, org);
    }
    result.push_back({objective->reference, std::string(base::trim(objective->critical_project)),
                      giving_way_to(needs, objectives, org)});
  }
  return result;
}

std::vector<std::string> gives_way_sentences(const std::vector<CriticalProject>& projects, bool shows_all) {
  std::vector<std::string> sentences;
  for (const CriticalProject& project : projects) sentences.push_back(sentence_of(project, shows_all));
  return sentences;
}

}  // namespace secokr
