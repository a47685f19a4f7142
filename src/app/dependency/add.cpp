#include <algorithm>

#include <fmt/format.h>

#include "app/core/teams.hpp"
#include "app/core/typed_text.hpp"
#include "app/dependency/answer.hpp"
#include "app/dependency/write.hpp"
#include "base/text.hpp"

namespace secokr::app {
namespace {

std::unexpected<Error> add_usage(std::string what, std::string reason, std::string help) {
  return fail(
      {.kind = ErrorKind::usage, .what = std::move(what), .reason = std::move(reason), .help = std::move(help)});
}

/// The team as the org has it, with its manager. Where no org is known, as another dependency of the quarter has it.
Expected<Dependency> provider(const Ports& ports, const DependencyPlan& plan, const NewDependency& wanted) {
  const std::string team = typed_line(wanted.team);
  const std::string manager = typed_username(wanted.manager, ports.config.org);
  if (!ports.config.org.teams.empty()) {
    SECOKR_TRY(const Team* known, find_team(ports.config.org, team));
    if (!manager.empty() && !known->manager.empty() && !base::equals_folded(manager, known->manager))
      return add_usage(fmt::format("The manager of {} is @{}, not @{} (F3)", known->name, known->manager, manager), "",
                       "Leave out --manager, or correct the team in secokr.toml");
    return Dependency{.team = known->name, .manager = known->manager.empty() ? manager : known->manager};
  }
  if (!manager.empty()) return Dependency{.team = team, .manager = manager};
  for (const DependingKeyResult& depending : plan.key_results)
    for (const Dependency& other : depending.key_result.dependencies)
      if (base::equals_folded(other.team, team)) return Dependency{.team = other.team, .manager = other.manager};
  return Dependency{.team = team};
}

}  // namespace

Expected<DependencyChange> plan_new_dependency(const Ports& ports, Quarter quarter, const NewDependency& wanted) {
  const std::string need = typed_line(wanted.need);
  if (typed_line(wanted.team).empty() || need.empty())
    return add_usage("A dependency needs a team and what is needed of it", "", "Give --team TEAM and --need TEXT");
  SECOKR_TRY(const DependencyPlan plan, read_dependencies(ports, quarter));
  SECOKR_TRY(const DependingKeyResult* depending, find_depending(plan, wanted.key_result));
  SECOKR_CHECK(require_found(*depending));
  SECOKR_TRY(Dependency dependency, provider(ports, plan, wanted));
  if (dependency.manager.empty())
    return add_usage(fmt::format("Nobody is known who manages {}", dependency.team),
                     "A dependency names the manager who answers it", "Add --manager @username");
  dependency.need = need;

  DependencyChange result{.dependency = dependency};
  result.set.quarter = to_string(quarter);
  const auto& present = depending->key_result.dependencies;
  const auto same = std::ranges::find_if(present, [&](const Dependency& each) {
    return base::equals_folded(each.team, dependency.team) && each.need == dependency.need &&
           each.status() != DependencyStatus::withdrawn;
  });
  result.name = fmt::format("{}/D{}", depending->name(), same - present.begin() + 1);
  if (same != present.end()) {
    result.dependency = *same;
    return result;
  }
  SECOKR_CHECK(write_dependency(plan, *depending, {.dependency = dependency}, result.set));
  return result;
}

}  // namespace secokr::app
