#include "app/draft/propose.hpp"

#include <fmt/format.h>

#include "app/draft/files.hpp"
#include "base/text.hpp"
#include "domain/commands.hpp"
#include "domain/objective/fields.hpp"
#include "workspace/git_remote.hpp"

namespace secokr::app {
namespace {

/// Nobody commits a proposal to the branch that it is to be merged into.
std::optional<HandIn> hand_in_of(const Ports& ports, Quarter quarter, const std::string& reference) {
  const auto branch = workspace::git_branch(ports.workspace->root());
  if (!branch) return std::nullopt;
  HandIn hand_in{.branch = branch->name, .is_new = branch->name.empty() || branch->is_default};
  if (hand_in.is_new) hand_in.branch = base::slug(fmt::format("{} {}", to_string(quarter), reference));
  const auto origin = workspace::git_origin(ports.workspace->root());
  hand_in.has_origin = origin.has_value();
  hand_in.is_gitlab =
      origin && (origin->host == ports.config.tracker.host || origin->host.find("gitlab") != std::string::npos);
  return hand_in;
}

Status require_not_excluded(const workspace::ObjectiveFile& file) {
  const Objective& objective = file.document.objective();
  if (objective.status != ObjectiveStatus::excluded) return {};
  return fail({.kind = ErrorKind::findings,
               .what = fmt::format("\"{}\" was excluded", objective.reference),
               .reason = "The record says why; only the CISO takes it in again",
               .help = "Ask the CISO: " + command::include(objective.reference),
               .notes = {{.path = file.path, .line = objective.source.line_of(name_of(Field::status))}}});
}

}  // namespace

Expected<ProposePlan> plan_propose(const Ports& ports, Quarter quarter, std::string_view name,
                                   const std::vector<Override>& overrides) {
  SECOKR_TRY(const ReadPlan read, read_plan(ports, quarter));
  SECOKR_TRY(const FoundObjective found, find_drafted(read, name));
  const workspace::ObjectiveFile& file = *found.file;
  SECOKR_CHECK(require_understood(file));
  SECOKR_CHECK(require_unpublished(file));
  SECOKR_CHECK(require_not_excluded(file));

  const ObjectiveStatus status = file.document.objective().status;
  PlanEdit edit(ports, read, file, overrides);
  if (status == ObjectiveStatus::draft) {
    SECOKR_CHECK(edit.document().set_field(std::nullopt, name_of(Field::status), to_string(ObjectiveStatus::proposed)));
    SECOKR_CHECK(mint_missing_ids(edit.document(), ports.ids));
    edit.set_aside(edit.findings());
  }
  const std::string& reference = file.document.objective().reference;
  ProposePlan plan{edit.change(reference), status, false, hand_in_of(ports, quarter, reference)};
  plan.blocked = status == ObjectiveStatus::draft && count(plan.findings).errors > 0;
  if (plan.blocked) plan.set.changes.clear();
  return plan;
}

}  // namespace secokr::app
