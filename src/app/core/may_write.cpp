#include "app/core/may_write.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace secokr::app {
namespace {

/// Whether the change is made in the project, and not in another one or in a group.
bool is_made_in(const tracker::Project& project, const tracker::Change& change) {
  const std::string other = tracker::place_of(change);
  return other.empty() || other == project.path;
}

}  // namespace

std::optional<Error> refusal_of(const tracker::Project& project) {
  if (project.archived)
    return Error{.kind = ErrorKind::refused,
                 .what = fmt::format("The project {} is archived", project.path),
                 .reason = "An archived project can be read, but not written to",
                 .help =
                     "Ask an owner to unarchive it under Settings > General > Advanced, or name another project "
                     "with -R GROUP/PROJECT"};
  if (!project.issues_enabled)
    return Error{.kind = ErrorKind::refused,
                 .what = fmt::format("Issues are disabled in {}", project.path),
                 .reason = "OKRs are issues",
                 .help =
                     "Ask a maintainer to enable Issues under Settings > General > Visibility, project features, "
                     "permissions"};
  if (!project.can_write)
    return Error{.kind = ErrorKind::authentication,
                 .what = fmt::format("You may not edit issues in {}", project.path),
                 .reason = project.role.empty()
                               ? "You have no role there; issues are edited from Planner up"
                               : fmt::format("Your role there is {}; issues are edited from Planner up", project.role),
                 .help = fmt::format("Ask a maintainer of {} for the role Planner or Reporter", project.path)};
  return std::nullopt;
}

std::optional<Error> refusal_of(const tracker::Project& project, const tracker::ChangeSet& set) {
  auto refusal = refusal_of(project);
  const bool concerns_everybody = project.archived || !project.issues_enabled;
  const bool concerns_me = std::ranges::any_of(set.changes, [&](const tracker::Change& change) {
    return is_made_in(project, change) &&
           (concerns_everybody ? tracker::file_of(change) == nullptr : tracker::needs_editor(change));
  });
  return concerns_me ? std::move(refusal) : std::nullopt;
}

}  // namespace secokr::app
