#include "app/core/may_change.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "domain/people/dependency_sides.hpp"

namespace secokr::app {

bool may_change(const Ports& ports, const Objective& objective, const KeyResult& key_result) {
  const Org& org = ports.config.org;
  if (DependencySides(org, objective, key_result).is_accountable(ports.user)) return true;
  const Area* area = org.find_area(objective.area);
  const std::string leader = area == nullptr ? std::string{} : area->leader;
  return !leader.empty() && (base::equals_folded(leader, ports.user) || org.is_above(ports.user, leader));
}

Status require_may_change(const Ports& ports, const Objective& objective, const KeyResult& key_result,
                          std::string_view act) {
  if (may_change(ports, objective, key_result)) return {};
  return fail({.kind = ErrorKind::findings,
               .what = fmt::format("@{} may not {} {} (D3)", ports.user, act, name_of(objective, key_result)),
               .reason =
                   "That is for those who answer for it: its DRI, the objective's, the area's leader, their line, "
                   "and the CISO",
               .help = fmt::format("Ask @{} or @{}", key_result.dri, objective.dri)});
}

Error empty_reason(std::string why) {
  return {
      .kind = ErrorKind::usage, .what = "--reason is empty", .reason = std::move(why), .help = "Give --reason TEXT"};
}

}  // namespace secokr::app
