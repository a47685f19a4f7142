#pragma once
#include <string_view>
#include <vector>

#include "app/draft_files.hpp"

namespace secokr::app {

struct Proposing {
  Drafting drafting{};
  ObjectiveStatus status = ObjectiveStatus::draft;  ///< before
  bool blocked = false;                             ///< an error stands in the way; nothing is to be written
  bool in_git = false;                              ///< the workspace lies in a git working tree
};

/// Draft becomes proposed, and the objective and its KRs get the ids that they lack. Errors at today's stage block
/// unless they are overridden, which goes on the record; one that is proposed or included already has nothing to do.
/// Errors: local_file; usage for an unknown name; findings for an excluded or published objective.
Expected<Proposing> plan_propose(const Ports& ports, Quarter quarter, std::string_view name,
                                 const std::vector<Override>& overrides);

}  // namespace secokr::app
