#include "app/capacity.hpp"

#include <optional>

#include "workspace/decisions.hpp"

namespace secokr::app {

Expected<CapacityReport> read_capacity(const Ports& ports, const std::vector<Quarter>& quarters) {
  CapacityReport report{.quarters = quarters};
  for (const Quarter quarter : quarters) {
    SECOKR_TRY(const auto decisions, workspace::read_decisions(*ports.workspace, quarter));
    for (const workspace::Decision& decision : decisions) {
      const auto decline = workspace::parse_decline(decision);
      if (!decline) continue;
      const Team* team = ports.config.org.find_team(decline->team);
      report.declines.push_back({.quarter = quarter,
                                 .on = decision.on,
                                 .team = team == nullptr ? decline->team : team->name,
                                 .area = team == nullptr  ? ""
                                         : team->external ? "external"
                                                          : team->area,
                                 .manager = decline->manager,
                                 .key_result = decision.subject,
                                 .decline_class = decline->decline_class,
                                 .reason = decision.reason,
                                 .by = decision.by});
    }
  }
  return report;
}

}  // namespace secokr::app
