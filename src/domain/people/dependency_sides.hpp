#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <secokr/objective.hpp>
#include <secokr/org.hpp>

#include "domain/objective/agreed.hpp"

namespace secokr {

/// D1: whose word counts on a dependency of one key result. What it was made from must outlive it.
class DependencySides {
 public:
  /// With what was agreed an answer that was right then stays right; without it the org of today decides alone, as for
  /// an answer that is being given.
  DependencySides(const Org& org, const Objective& objective, const KeyResult& key_result, Agreed agreed = {})
      : m_org(org), m_objective(objective), m_key_result(key_result), m_agreed(std::move(agreed)) {}

  /// The org knows best who manages a team; a file that says otherwise is F3.
  std::string manager_of(const Dependency& dependency) const;
  /// The providing team's manager, or anyone above in their line.
  bool provides(const Dependency& dependency, std::string_view username) const;
  /// The side that asked: the DRIs of the key result and the objective, their line, and the CISO.
  bool is_accountable(std::string_view username) const;
  /// Why an event does not count, as the words behind "does not count: "; nothing when it does, or did when it was
  /// agreed.
  std::optional<std::string> objection(const Dependency& dependency, const DependencyEvent& event) const;

 private:
  std::optional<std::string> objection_today(const Dependency& dependency, const DependencyEvent& event) const;
  bool was_right(const Dependency& dependency, const DependencyEvent& event) const;
  std::optional<std::string> objection_to_own(const Dependency& dependency, const DependencyEvent& event) const;
  std::optional<std::string> objection_to_recorded(const Dependency& dependency, const DependencyEvent& event) const;

  const Org& m_org;
  const Objective& m_objective;
  const KeyResult& m_key_result;
  Agreed m_agreed;
  bool m_as_written = false;  ///< who is asked is whom the line names
};

/// True for what people confirm, decline and so answer; the side that asked may withdraw and re-scope by itself.
bool is_answer(DependencyVerb verb);

/// The event that gave the dependency its status: the last answer or withdrawal; null while it is requested.
const DependencyEvent* standing_event(const Dependency& dependency);

}  // namespace secokr
