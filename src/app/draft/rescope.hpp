#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/draft/plan_edit.hpp"

namespace secokr::app {

struct RescopeRequest {
  std::string key_result{};  ///< as typed
  std::optional<std::string>
      which{};  ///< the declined dependency: `D2`, or its team; all that wait where it is not said
  std::string reason{};
  Answers answers{};  ///< what changes of the KR
};

struct RescopePlan : DraftChange {
  std::vector<std::string> rescoped{};  ///< `Security Training/KR1/D2`
  std::optional<std::string> figure{};  ///< what D4 says of the objective, a sentence
};

/// Answers the declines of a key result (D2, D3): each declined dependency gets the event `rescoped`, in the file or on
/// the issue, the fields change, and the record keeps the reason. A re-scope that changes nothing of the KR, compared
/// with what the proposal froze where it did, is none. Errors: findings for somebody else than the side that asked
/// (D1), without a decline (D3), or without a change; usage; the tracker's.
Expected<RescopePlan> plan_rescope(const Ports& ports, Quarter quarter, const RescopeRequest& request,
                                   const std::vector<Override>& overrides);

}  // namespace secokr::app
