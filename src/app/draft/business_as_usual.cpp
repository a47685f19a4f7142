#include "app/draft/business_as_usual.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "app/plan/read_plan.hpp"
#include "base/text.hpp"
#include "domain/commands.hpp"
#include "workspace/objective_files.hpp"

namespace secokr::app {
namespace {

Expected<const Area*> area_meant(const Org& org, const std::optional<std::string>& name, const std::string& user) {
  std::vector<std::string> names;
  for (const Area& area : org.areas) names.push_back(area.name);
  const std::string all =
      names.empty() ? "The org in secokr.toml has no area" : "The areas are: " + base::join(names, ", ");
  if (!name) {
    std::vector<const Area*> led;
    for (const Area& area : org.areas)
      if (base::equals_folded(area.leader, user)) led.push_back(&area);
    if (led.size() == 1) return led.front();
    return fail(
        {.kind = ErrorKind::usage,
         .what = fmt::format("@{} leads {}, so it must be named", user, led.empty() ? "no area" : "more than one area"),
         .reason = all,
         .help = command::business_as_usual()});
  }
  if (const Area* area = org.find_area(base::trim(*name))) return area;
  const auto near = base::nearest(*name, names);
  return fail({.kind = ErrorKind::usage,
               .what = fmt::format("The area {} is not in the org (F3)", *name),
               .reason = all,
               .help = near ? fmt::format("Did you mean {}?", *near) : "Name one of them"});
}

Status require_right(const Ports& ports, const Area& area) {
  const bool decides = !check_may_decide(ports.config.org, ports.config.delegate, ports.user, "declare");
  if (decides || base::equals_folded(area.leader, ports.user)) return {};
  return fail({.kind = ErrorKind::findings,
               .what = fmt::format("@{} may not declare business as usual for {} (O3)", ports.user, area.name),
               .reason = "Its functional leader does, or the CISO or a named delegate",
               .help = area.leader.empty() ? "Ask the CISO" : fmt::format("Ask @{}", area.leader)});
}

bool is_of(const Org& org, const Area& area, const Objective& objective) {
  return base::equals_folded(objective.area, area.name) || base::equals_folded(org.area_of(objective.dri), area.name);
}

/// An area that brings an objective has no business as usual: the agenda would say both.
Expected<std::string> contradiction(const Ports& ports, Quarter quarter, const Area& area) {
  SECOKR_TRY(const auto files, workspace::read_objective_files(*ports.workspace, quarter));
  const auto found = std::ranges::find_if(files, [&](const workspace::ObjectiveFile& file) {
    const Objective& objective = file.document.objective();
    return objective.status != ObjectiveStatus::excluded && is_of(ports.config.org, area, objective);
  });
  if (found == files.end()) return std::string{};
  const Objective& objective = found->document.objective();
  const std::string what = fmt::format("{} has an objective in {} all the same: \"{}\" is {}", area.name,
                                       to_string(quarter), objective.reference, to_string(objective.status));
  if (objective.status == ObjectiveStatus::draft) return what + "; nobody publishes it unless it is proposed";
  if (!objective.published.empty()) return what + " and published: agree with the CISO on what becomes of it";
  return fmt::format("{}; the CISO takes it out with {}", what, command::exclude(objective.reference));
}

}  // namespace

Expected<BusinessAsUsual> plan_business_as_usual(const Ports& ports, Quarter quarter,
                                                 const std::optional<std::string>& name, const std::string& reason) {
  SECOKR_TRY(const Area* area, area_meant(ports.config.org, name, ports.user));
  SECOKR_CHECK(require_right(ports, *area));
  BusinessAsUsual result{.area = area->name, .reason = std::string(base::trim(reason))};
  result.set.quarter = to_string(quarter);
  SECOKR_TRY(const auto decisions, workspace::read_decisions(*ports.workspace, quarter));
  for (const auto& [declared, why] : workspace::business_as_usual(decisions)) {
    if (!base::equals_folded(declared, area->name)) continue;
    result.reason = why;
    return result;
  }
  if (result.reason.empty())
    return fail({.kind = ErrorKind::usage,
                 .what = "--reason is empty",
                 .reason = "Business as usual is declared with a reason (O3)",
                 .help = "Give --reason TEXT"});
  SECOKR_TRY(result.contradiction, contradiction(ports, quarter, *area));
  result.set.changes.push_back(
      decision_record(ports, quarter, workspace::Decided::business_as_usual, area->name, result.reason));
  return result;
}

}  // namespace secokr::app
