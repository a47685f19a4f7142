#include "app/published/place.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "domain/commands.hpp"

namespace secokr::app {
namespace {

/// An issue that stands at its number without its block was changed by hand.
Status require_blocks(const Ports& ports, const workspace::Published& base, const PresentIssues& present) {
  tracker::IssueQuery query;
  for (const auto& [id, entry] : base.issues)
    if (entry.iid != 0 && !present.contains(id)) query.iids.push_back(entry.iid);
  if (query.iids.empty()) return {};
  std::vector<std::string> names;
  SECOKR_CHECK(ports.tracker->issues(query, [&](const tracker::Issue& issue) {
    names.push_back(issue.url);
    return true;
  }));
  if (names.empty()) return {};
  return fail(
      {.kind = ErrorKind::refused,
       .what = fmt::format("secokr's block was removed or changed by hand in {}", base::join(names, ", ")),
       .reason = "Nothing can be published anew without it",
       .help = fmt::format(
           "Put the text between secokr's markers back, as the issue's history has it; `{}` shows what was agreed",
           command::drift(base.quarter))});
}

/// What was published once must still be there.
Status require_present(const Ports& ports, const workspace::Published& base, const PresentIssues& present) {
  const auto gone =
      std::ranges::count_if(base.issues, [&](const auto& entry) { return !present.contains(entry.first); });
  if (gone == 0) return {};
  SECOKR_TRY(const tracker::Capabilities capabilities, ports.tracker->capabilities());
  SECOKR_CHECK(require_blocks(ports, base, present));
  return fail(
      {.kind = ErrorKind::refused,
       .what = fmt::format("{} of the {} issues that {} was published as are not on this tracker", gone,
                           base.issues.size(), to_string(base.quarter)),
       .reason = capabilities.only_this_machine
                     ? "published.json names them; the local tracker's issues stay on the machine that published them"
                     : "published.json names them; they were deleted or moved, or you may not see them",
       .help = capabilities.only_this_machine
                   ? "run this where it was published, or remove published.json and the Published lines to publish "
                     "here anew"
                   : "Ask somebody with a higher role to look, or remove published.json and the Published lines to "
                     "publish anew"});
}

}  // namespace

Status require_same_project(const Ports& ports, const workspace::Published& base) {
  SECOKR_TRY(const tracker::Project project, ports.tracker->project());
  if (project.origin == base.origin && project.id == base.project_id) return {};
  const auto named = [](const std::string& origin, const std::string& id) {
    return origin == id ? fmt::format("the {} tracker", origin) : fmt::format("project {} of {}", id, origin);
  };
  return fail({.kind = ErrorKind::refused,
               .what = fmt::format("{} is published to {}, and not to {}", to_string(base.quarter),
                                   named(base.origin, base.project_id), named(project.origin, project.id)),
               .reason = "published.json says so",
               .help =
                   "Name that tracker with --tracker, --host and -R; where it is gone for good, remove published.json "
                   "and the Published lines to publish here anew"});
}

Status require_published_here(const Ports& ports, const workspace::Published& base, const PresentIssues& present) {
  SECOKR_CHECK(require_same_project(ports, base));
  return require_present(ports, base, present);
}

}  // namespace secokr::app
