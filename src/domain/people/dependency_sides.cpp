#include "domain/people/dependency_sides.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"

namespace secokr {
namespace {

bool is_url(std::string_view text) { return text.starts_with("https://") || text.starts_with("http://"); }

}  // namespace

bool is_answer(DependencyVerb verb) { return verb == DependencyVerb::confirmed || verb == DependencyVerb::declined; }

const DependencyEvent* standing_event(const Dependency& dependency) {
  const auto& events = dependency.events;
  const auto last = std::find_if(events.rbegin(), events.rend(),
                                 [](const DependencyEvent& event) { return event.verb != DependencyVerb::rescoped; });
  return last == events.rend() ? nullptr : &*last;
}

std::string DependencySides::manager_of(const Dependency& dependency) const {
  const Team* team = m_as_written ? nullptr : m_org.find_team(dependency.team);
  return team != nullptr && !team->manager.empty() ? team->manager : dependency.manager;
}

bool DependencySides::provides(const Dependency& dependency, std::string_view username) const {
  const std::string manager = manager_of(dependency);
  return base::equals_folded(username, manager) || m_org.is_above(username, manager);
}

bool DependencySides::is_accountable(std::string_view username) const {
  const auto side_of = [&](std::string_view dri) {
    return !dri.empty() && (base::equals_folded(username, dri) || m_org.is_above(username, dri));
  };
  const std::string ciso = m_org.ciso();
  return side_of(m_key_result.dri) || side_of(m_objective.dri) ||
         (!ciso.empty() && base::equals_folded(username, ciso));
}

std::optional<std::string> DependencySides::objection(const Dependency& dependency,
                                                      const DependencyEvent& event) const {
  auto objection = objection_today(dependency, event);
  return objection && was_right(dependency, event) ? std::nullopt : objection;
}

/// It stands in what was agreed, or it was for those whom the agreed plan names to say.
bool DependencySides::was_right(const Dependency& dependency, const DependencyEvent& event) const {
  return std::ranges::any_of(m_agreed.objectives(), [&](const Objective* objective) {
    const KeyResult* key_result = find_same(*objective, m_key_result);
    const Dependency* asked = key_result == nullptr ? nullptr : find_same(*key_result, dependency);
    if (asked == nullptr) return false;
    if (std::ranges::find(asked->events, event) != asked->events.end()) return true;
    DependencySides then(m_org, *objective, *key_result);
    then.m_as_written = true;
    return !then.objection_today(*asked, event);
  });
}

std::optional<std::string> DependencySides::objection_today(const Dependency& dependency,
                                                            const DependencyEvent& event) const {
  return event.on_behalf_of.empty() ? objection_to_own(dependency, event) : objection_to_recorded(dependency, event);
}

std::optional<std::string> DependencySides::objection_to_own(const Dependency& dependency,
                                                             const DependencyEvent& event) const {
  const bool answer = is_answer(event.verb);
  if (provides(dependency, event.by) || (!answer && is_accountable(event.by))) return std::nullopt;
  return fmt::format("{} is for @{}, anyone above in their line{}", answer ? "the answer" : "that",
                     manager_of(dependency), answer ? "" : ", or the side that asked");
}

std::optional<std::string> DependencySides::objection_to_recorded(const Dependency& dependency,
                                                                  const DependencyEvent& event) const {
  if (!provides(dependency, event.on_behalf_of))
    return fmt::format("{} answers through @{} or anyone above in their line", dependency.team, manager_of(dependency));
  if (!is_url(event.evidence)) return "there is no link to the evidence";
  if (is_accountable(event.by) || provides(dependency, event.by)) return std::nullopt;
  return "only the side that asked may record an answer for somebody: the DRIs of the key result and the objective, "
         "their line, and the CISO";
}

}  // namespace secokr
