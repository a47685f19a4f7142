#pragma once
#include <optional>
#include <string>
#include <vector>

#include <secokr/error.hpp>
#include <secokr/objective.hpp>

#include "app/core/ports.hpp"
#include "app/dependency/dependencies.hpp"
#include "tracker/change/change_set.hpp"
#include "workspace/decisions.hpp"

namespace secokr::app {

/// What somebody says to a dependency.
struct DependencyAnswer {
  std::string key_result{};            ///< as typed; may name the dependency too: `Security Training/KR1/D2`
  std::optional<std::string> which{};  ///< a team, or `D2`
  DependencyVerb verb = DependencyVerb::confirmed;
  std::optional<DeclineClass> decline_class{};
  std::string reason{};
  std::string on_behalf_of{};  ///< a username, with or without '@'
  std::string evidence{};      ///< URL, beside on_behalf_of
};

/// What a dependency command would write.
struct DependencyChange {
  tracker::ChangeSet set{};         ///< empty: nothing to do
  std::string name{};               ///< `Security Training/KR1/D2`
  Dependency dependency{};          ///< as it will be
  std::vector<std::string> next{};  ///< what it demands now, a sentence each
  /// A line that belongs on the record and cannot be written, for want of a workspace.
  std::optional<workspace::Decision> unrecorded{};
};

/// Appends the answer to the dependency, in the file or, once published, in secokr's block of the issue, and a decline
/// to the record (D5). Whoever may not (D1) is refused with who may. What stands already is not written again; a
/// decline that is missing on the record is added to it. Errors: findings (D1), usage, the tracker's.
Expected<DependencyChange> plan_answer(const Ports& ports, Quarter quarter, const DependencyAnswer& answer);

struct NewDependency {
  std::string key_result{};  ///< as typed
  std::string team{};
  std::string manager{};  ///< empty = the org's
  std::string need{};
};

/// Asks a team for something: a new last dependency. Error usage: a team or a manager that the org has not (F3).
Expected<DependencyChange> plan_new_dependency(const Ports& ports, Quarter quarter, const NewDependency& wanted);

}  // namespace secokr::app
