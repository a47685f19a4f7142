#include "app/run/update_description.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "app/run/update_typed.hpp"
#include "documents/issue/edit.hpp"
#include "domain/objective/fields.hpp"

namespace secokr::app {
namespace {

std::string state_text(KeyResultState state, const std::string& paused_by) {
  return state == KeyResultState::paused ? "paused by " + paused_by : std::string(to_string(state));
}

}  // namespace

Expected<std::optional<tracker::Change>> description_change(const UpdateTarget& target, const UpdateRequest& request) {
  if (target.kind == OkrKind::objective) {
    if (request.state || !request.critical_project.empty())
      return fail({.kind = ErrorKind::usage,
                   .what = fmt::format("\"{}\" is an objective, and only a key result has a state", target.name),
                   .help = "Name a key result"});
    return std::nullopt;
  }
  SECOKR_CHECK(check_state(target.name, request));
  tracker::Change change{.subject = target.subject(), .name = target.name};
  std::string text = target.issue.description;
  for (const MilestoneSaid& said : request.milestones) {
    if (said.word != MilestoneWord::done) continue;
    SECOKR_TRY(std::string ticked, documents::tick_block_milestone(text, said.number, true));
    if (ticked == text) continue;
    text = std::move(ticked);
    const std::string field = fmt::format("milestone {}", said.number);
    change.before.emplace_back(field, "open");
    change.after.emplace_back(field, "done");
  }
  const auto now = state_text(target.state, target.key_result.paused_by);
  if (const auto wanted = request.state ? state_text(*request.state, request.critical_project) : now; wanted != now) {
    SECOKR_TRY(text, documents::set_block_field(text, name_of(Field::state), wanted));
    change.before.emplace_back("state", now);
    change.after.emplace_back("state", wanted);
  }
  if (text == target.issue.description) return std::nullopt;
  change.payload = tracker::EditIssue{.ref = target.issue.ref,
                                      .edit = {.description = std::move(text)},
                                      .description_before = target.issue.description};
  return change;
}

}  // namespace secokr::app
