#pragma once
#include <optional>
#include <string>
#include <vector>

#include <secokr/objective.hpp>

namespace secokr {

/// A key result that was dropped or taken out, or one of whose dependencies was declined (re-scoped since or not).
struct KeyResultAtRisk {
  int number = 0;
  double share = 0;  ///< of the objective as it was proposed, 0..1
};

/// What became of an objective since the proposal froze it (D4).
struct ProposalChange {
  std::vector<std::string> fields{};         ///< of "Title", "Outcome", "Top-5 risk" those that differ
  std::optional<KeyResultAtRisk> at_risk{};  ///< the one with the largest share

  /// The key result at risk carries strictly more than half of the objective.
  bool justified() const;
};

/// Differences of white space alone are none.
ProposalChange compare_with_proposal(const Objective& proposed, const Objective& now);

}  // namespace secokr
