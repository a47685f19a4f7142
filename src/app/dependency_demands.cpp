#include "app/dependency_demands.hpp"

#include <fmt/format.h>

#include <secokr/progress.hpp>

#include "base/shell.hpp"
#include "domain/proposal_change.hpp"
#include "domain/proposed_weights.hpp"
#include "domain/rule_schedule.hpp"

namespace secokr::app {
namespace {

std::string place_of(const DependencyRow& row) {
  return row.url.empty() ? fmt::format("{}:{}", row.path, row.line) : row.url;
}

/// D4, with its figure, where the proposal froze the objective.
void add_figure(const DependencyPlan& plan, const Objective& objective, std::vector<std::string>& next) {
  const auto proposed = plan.read.plan.proposal.find(objective.id);
  if (objective.id.empty() || proposed == plan.read.plan.proposal.end()) return;
  const ProposalChange change = compare_with_proposal(proposed->second, objective);
  if (!change.at_risk) return;
  next.push_back(fmt::format("The most that is at risk is KR{}, with {} % of \"{}\": {} (D4)", change.at_risk->number,
                             format_percent(change.at_risk->share * 100), objective.reference,
                             change.justified()
                                 ? "more than 50 %, so the objective's title, outcome and risk may change with it"
                                 : "not more than 50 %, so the objective's title, outcome and risk stay as proposed"));
}

}  // namespace

std::vector<std::string> demands_of(const Ports& ports, const DependencyPlan& plan, const DependingKeyResult& depending,
                                    const DependencyRow& row) {
  std::vector<std::string> next{
      fmt::format("{} is not final as it stands: @{} re-scopes or drops it (D3)", row.key_result, row.dri),
      fmt::format("Re-scoped: behind the decline, in {}, write \"— rescoped by @{} on {}: what changed\"",
                  place_of(row), row.dri, to_string(ports.today))};
  Objective objective = depending.objective;
  for (KeyResult& key_result : objective.key_results) {
    if (key_result.number != depending.key_result.number) continue;
    key_result.dependencies = depending.key_result.dependencies;
    key_result.dependencies[row.number - 1] = row.dependency;
    add_figure(plan, objective, next);
    key_result.state = KeyResultState::dropped;
    break;
  }
  const auto kept = kept_key_results(objective);
  if (kept.empty())
    next.push_back(fmt::format(
        "Dropped: write \"- State: dropped\"; it is the last key result, so the objective goes with it{}",
        depending.issue
            ? ""
            : fmt::format(": secokr draft exclude {} --reason TEXT", base::shell_quoted(objective.reference))));
  else
    next.push_back(
        fmt::format("Dropped: write \"- State: dropped\"; new weights would be {} (K4)", proposed_weights_text(kept)));
  return next;
}

}  // namespace secokr::app
