#include "app/dependency/demands.hpp"

#include <fmt/format.h>

#include "domain/commands.hpp"
#include "domain/objective/proposal_change.hpp"
#include "domain/objective/proposed_weights.hpp"
#include "domain/rules/schedule.hpp"

namespace secokr::app {

std::optional<std::string> share_at_risk(const PlanUnderReview& plan, const Objective& objective) {
  const auto proposed = plan.proposal.find(objective.id);
  if (objective.id.empty() || proposed == plan.proposal.end()) return std::nullopt;
  const ProposalChange change = compare_with_proposal(proposed->second, objective);
  if (change.at_risk.empty()) return std::nullopt;
  return fmt::format("For D4, {}: {}", change.figure(fmt::format("\"{}\"", objective.reference)),
                     change.justified()
                         ? "more than 50 %, so the objective's title, outcome and risk may change with it"
                         : "not more than 50 %, so the objective's title, outcome and risk stay as proposed");
}

std::vector<std::string> demands_of(const DependencyPlan& plan, const DependingKeyResult& depending,
                                    const DependencyRow& row) {
  std::vector<std::string> next{
      fmt::format("{} is not final as it stands: @{} re-scopes or drops it (D3)", row.key_result, row.dri),
      fmt::format("Re-scoped: {}, with what changes", command::rescope(row.key_result))};
  Objective objective = depending.objective;
  for (KeyResult& key_result : objective.key_results) {
    if (key_result.number != depending.key_result.number) continue;
    key_result.dependencies = depending.key_result.dependencies;
    key_result.dependencies[row.number - 1] = row.dependency;
    if (auto figure = share_at_risk(plan.read.plan, objective)) next.push_back(*std::move(figure));
    key_result.state = KeyResultState::dropped;
    break;
  }
  const auto kept = kept_key_results(objective);
  const std::string drop = "Dropped: " + command::drop(row.key_result);
  if (kept.empty())
    next.push_back(drop + (depending.issue ? "; it is the last key result, so the objective has nothing left"
                                           : "; it is the last key result, so the objective goes with it"));
  else
    next.push_back(fmt::format("{}; new weights would be {} (K4)", drop, proposed_weights_text(kept)));
  return next;
}

}  // namespace secokr::app
