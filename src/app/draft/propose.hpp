#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/draft/plan_edit.hpp"

namespace secokr::app {

/// How a proposal is handed in for review: by a merge request, where the workspace lies in git.
struct HandIn {
  std::string branch{};     ///< to be pushed
  bool is_new = false;      ///< it is to be made first
  bool has_origin = false;  ///< there is somewhere to push to
  bool is_gitlab = false;   ///< which makes the merge request from the push
};

struct ProposePlan : DraftChange {
  ObjectiveStatus status = ObjectiveStatus::draft;  ///< before
  bool blocked = false;                             ///< an error stands in the way; nothing is to be written
  std::optional<HandIn> hand_in{};                  ///< nothing outside git
};

/// Draft becomes proposed, and the objective and its KRs get the ids that they lack. Errors at today's stage block
/// unless they are overridden, which goes on the record; one that is proposed or included already has nothing to do.
/// Errors: local_file; usage for an unknown name; findings for an excluded or published objective.
Expected<ProposePlan> plan_propose(const Ports& ports, Quarter quarter, std::string_view name,
                                   const std::vector<Override>& overrides);

}  // namespace secokr::app
