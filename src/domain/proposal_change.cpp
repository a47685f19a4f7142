#include "domain/proposal_change.hpp"

#include <algorithm>
#include <string_view>

#include "base/text.hpp"

namespace secokr {
namespace {

std::string risk_of(const Objective& objective) {
  return objective.top5_risk.has_value() ? base::single_spaced(to_string(*objective.top5_risk)) : std::string();
}

bool same_key_result(const KeyResult& a, const KeyResult& b) {
  return a.id.empty() || b.id.empty() ? a.number == b.number : a.id == b.id;
}

const KeyResult* find_in(const Objective& objective, const KeyResult& wanted) {
  const auto found =
      std::ranges::find_if(objective.key_results, [&](const KeyResult& each) { return same_key_result(each, wanted); });
  return found == objective.key_results.end() ? nullptr : &*found;
}

bool is_at_risk(const Objective& objective, const KeyResult& key_result) {
  return effective_state(objective, key_result) == KeyResultState::dropped ||
         std::ranges::any_of(key_result.dependencies, [](const Dependency& dependency) {
           return dependency.status() == DependencyStatus::declined;
         });
}

}  // namespace

bool ProposalChange::justified() const {
  // Shares are quotients of binary fractions: 3 × 1/6 must not pass for more than a half.
  return at_risk.has_value() && at_risk->share > 0.5 + 1e-9;
}

ProposalChange compare_with_proposal(const Objective& proposed, const Objective& now) {
  ProposalChange change;
  if (base::single_spaced(proposed.title) != base::single_spaced(now.title)) change.fields.emplace_back("Title");
  if (base::single_spaced(proposed.outcome) != base::single_spaced(now.outcome)) change.fields.emplace_back("Outcome");
  if (risk_of(proposed) != risk_of(now)) change.fields.emplace_back("Top-5 risk");
  const auto consider = [&](int number, double share) {
    if (!change.at_risk.has_value() || share > change.at_risk->share) change.at_risk = KeyResultAtRisk{number, share};
  };
  const std::vector<double> proposed_shares = shares(proposed);
  for (std::size_t i = 0; i < proposed.key_results.size(); ++i) {
    const KeyResult* current = find_in(now, proposed.key_results[i]);
    if (current == nullptr || is_at_risk(now, *current))
      consider(current == nullptr ? proposed.key_results[i].number : current->number, proposed_shares[i]);
  }
  // A key result that came after the proposal carries what it carries now.
  const std::vector<double> shares_now = shares(now);
  for (std::size_t i = 0; i < now.key_results.size(); ++i)
    if (find_in(proposed, now.key_results[i]) == nullptr && is_at_risk(now, now.key_results[i]))
      consider(now.key_results[i].number, shares_now[i]);
  return change;
}

}  // namespace secokr
