#include "app/plan/overrides_in_force.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "domain/rules/traits.hpp"

namespace secokr::app {

OverridesInForce::OverridesInForce(std::vector<Override> given, std::vector<workspace::Decision> recorded,
                                   std::string user)
    : m_given(std::move(given)), m_recorded(std::move(recorded)), m_user(std::move(user)) {}

std::optional<std::string> OverridesInForce::reason_for(const Finding& finding) const {
  if (const auto now = std::ranges::find(m_given, finding.rule, &Override::rule); now != m_given.end())
    return now->reason;
  for (const workspace::Decision& decision : m_recorded) {
    if (parse_rule(decision.rule) != finding.rule || !base::equals_folded(decision.subject, finding.subject)) continue;
    if (has(finding.rule, RuleTrait::personal) && !base::equals_folded(decision.by, m_user)) continue;
    return fmt::format("{}; on the record since {}, by @{}", decision.reason, to_string(decision.on), decision.by);
  }
  return std::nullopt;
}

void apply_overrides(std::vector<Finding>& findings, const OverridesInForce& overrides) {
  for (Finding& finding : findings) {
    const auto reason = finding.severity == Severity::error ? overrides.reason_for(finding) : std::nullopt;
    if (!reason) continue;
    finding.severity = Severity::note;
    finding.message += fmt::format(" (overridden: {})", *reason);
  }
}

}  // namespace secokr::app
