#pragma once
#include <optional>
#include <string>
#include <string_view>
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
  std::vector<std::string> fields{};       ///< of "Title", "Outcome", "Top-5 risk" those that differ
  std::vector<KeyResultAtRisk> at_risk{};  ///< by number

  /// What the key results at risk carry together, 0..1.
  double share_at_risk() const;
  /// They carry strictly more than half of the objective.
  bool justified() const;
  /// "the key result at risk, KR1, carries 60 % of it", "the key results at risk, KR1 and KR3, carry 80 % of it
  /// together"; empty where none is at risk.
  std::string figure(std::string_view of_what) const;
};

/// White space changes nothing, and neither do corrections that K5 and K6 demand: what stands in the place of a
/// placeholder, and a title in place of one that was too long to be published. What `agreed` says, where it is given,
/// is agreed too: it is published, whether it passed the gates or its drift was accepted.
ProposalChange compare_with_proposal(const Objective& proposed, const Objective& now,
                                     const Objective* agreed = nullptr);

}  // namespace secokr
