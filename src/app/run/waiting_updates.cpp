#include "app/run/waiting_updates.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/text.hpp"
#include "documents/issue/text.hpp"
#include "documents/note/weekly_note.hpp"
#include "domain/commands.hpp"

namespace secokr::app {
namespace {

using workspace::WaitingUpdate;

const tracker::PostNote* note_of(const tracker::ChangeSet& set) {
  for (const tracker::Change& change : set.changes)
    if (const auto* note = std::get_if<tracker::PostNote>(&change.payload)) return note;
  return nullptr;
}

/// An update is sent where it was written for, and under the name of who wrote it.
Status check_place(const Ports& ports, const WaitingUpdate& update) {
  SECOKR_TRY(const tracker::Project project, ports.tracker->project());
  const std::string there = update.project.empty() ? update.origin : update.project;
  if (project.origin != update.origin || project.id != update.project_id)
    return fail({.kind = ErrorKind::refused,
                 .what = fmt::format("The update of {} is for {} on {}", update.name, there, update.origin),
                 .reason = fmt::format("This is {} on {}", project.path, project.origin),
                 .help = fmt::format("{} --host {} -R {}", command::sync, update.origin, there)});
  if (!base::equals_folded(update.user, ports.user))
    return fail({.kind = ErrorKind::authentication,
                 .what = fmt::format("The update of {} was written by @{}", update.name, update.user),
                 .reason = fmt::format("You are @{}", ports.user),
                 .help = fmt::format("Let @{} send it, or post yours with {}", update.user, command::update.name)});
  return {};
}

/// What a note lacks that a person wrote in is what the posted one counts with.
WeeklyUpdate with_posted(documents::ParsedNote parsed, const UpdateTarget& target) {
  WeeklyUpdate update = std::move(parsed.update);
  if (!target.posted) return update;
  const WeeklyUpdate& posted = target.posted->update;
  if (!parsed.has_progress) {
    update.progress = posted.progress;
    update.progress_by_hand = posted.progress_by_hand;
  }
  if (!update.value) {
    update.value = posted.value;
    update.unit = posted.unit;
  }
  if (update.health) return update;
  update.health = posted.health;
  if (update.risk.empty()) update.risk = posted.risk;
  if (!parsed.has_milestones) update.milestones_at_risk = posted.milestones_at_risk;
  return update;
}

/// It ends as secokr wrote it: with the marker of this key result or objective, and where it was based on no note, in
/// which a person may have written, with the sum of its text.
bool is_whole(const documents::ParsedNote& parsed, const WaitingUpdate& waiting, const UpdateTarget& target) {
  return parsed.update.week == waiting.week && parsed.identity && parsed.identity->kind == target.kind &&
         parsed.identity->id == target.id && (parsed.intact || !waiting.based_on.empty());
}

/// What the file says, as a text that is read and written anew: whatever else stands in it does not go out.
Expected<std::optional<WeeklyUpdate>> update_in(const WaitingUpdate& waiting, const UpdateTarget& target) {
  if (waiting.note.empty()) return std::nullopt;
  auto parsed = documents::parse_weekly_note(waiting.note, waiting.week);
  if (parsed && is_whole(*parsed, waiting, target)) return with_posted(*std::move(parsed), target);
  return fail(
      {.kind = ErrorKind::refused,
       .what = fmt::format("What waits for {} is not its weekly update for {}", target.name, to_string(waiting.week)),
       .reason = "The file was changed by hand or cut short, or is not yours",
       .help = fmt::format("Read it, post what counts with {}, and remove the file", command::update.name)});
}

std::string shown_note(const WeeklyNote& note) { return documents::weekly_text(note.update, true); }

std::string whose_note(const UpdateTarget& target) {
  return target.posted ? fmt::format("It is @{}'s now: {}", target.posted->note.author, target.issue.url)
                       : fmt::format("It is gone: {}", target.issue.url);
}

Error changed_since(const UpdateTarget& target, const std::string& mine) {
  Error error{.kind = ErrorKind::refused,
              .what = fmt::format("The note of {} for the week {} was changed since yours was written", target.name,
                                  to_string(target.week)),
              .reason = whose_note(target),
              .help = fmt::format("Compare both and post what counts: {} --week {}; then remove the one that waits",
                                  command::update(target.name), to_string(target.week))};
  if (target.posted) error.notes.push_back({.path = "What stands there:", .text = shown_note(*target.posted)});
  error.notes.push_back({.path = "What waits here:", .text = mine});
  return error;
}

/// The note is the one of `before`, which was typed on the same ground.
bool stands_there(const WaitingUpdate& before, const WaitingUpdate& waiting, const UpdateTarget& target) {
  if (before.id != waiting.id || before.week != waiting.week || before.based_on != waiting.based_on) return false;
  const auto sent = update_in(before, target);
  return sent && *sent && target.posted->update == **sent;
}

UpdateRequest edits_of(const WaitingUpdate& waiting) {
  UpdateRequest request{.state = waiting.edits.state, .critical_project = waiting.edits.critical_project};
  for (const int tick : waiting.edits.ticks) request.milestones.push_back({tick, MilestoneWord::done});
  return request;
}

Status check_state_base(const UpdateTarget& target, const WaitingUpdate& waiting) {
  const auto& [ticks, state, before, critical_project] = waiting.edits;
  if (!state || !before || target.state == *state || target.state == *before) return {};
  return fail({.kind = ErrorKind::refused,
               .what = fmt::format("The state of {} was changed since yours was written", target.name),
               .reason = fmt::format("It is {} now; yours would set it from {} to {}", to_string(target.state),
                                     to_string(*before), to_string(*state)),
               .help = fmt::format("Set the one that counts: {} --state …; then remove the one that waits",
                                   command::update(target.name))});
}

/// Every part that the filed update gives is in the posted one; numbers as they are shown.
bool says_already(const WeeklyUpdate& posted, const documents::FiledUpdate& filed) {
  const WeeklyUpdate& said = filed.update;
  constexpr double shown_tenth = 0.1;
  const auto same_text = [](const std::string& given, const std::string& there) {
    return base::trim(given).empty() || base::trim(given) == base::trim(there);
  };
  const bool numbers = (!said.value || said.value == posted.value) &&
                       (!filed.progress || std::abs(*filed.progress - posted.progress) < shown_tenth);
  const bool at_risk = std::ranges::all_of(said.milestones_at_risk, [&](int number) {
    return std::ranges::find(posted.milestones_at_risk, number) != posted.milestones_at_risk.end();
  });
  return numbers && at_risk && (!said.health || said.health == posted.health) &&
         same_text(said.accomplished, posted.accomplished) && same_text(said.next, posted.next) &&
         same_text(said.risk, posted.risk) && same_text(said.more, posted.more);
}

bool edits_arrived(const UpdateTarget& target, const UpdateRequest& request) {
  const bool ticked = std::ranges::all_of(request.milestones, [&](const MilestoneSaid& said) {
    if (said.word != MilestoneWord::done) return true;
    const auto& milestones = target.key_result.milestones;
    const auto found = std::ranges::find(milestones, said.number, &Milestone::number);
    return found != milestones.end() && found->done;
  });
  return ticked && (!request.state || *request.state == target.state);
}

}  // namespace

Expected<std::optional<WaitingUpdate>> waiting_of(const Ports& ports, const UpdateTarget& target,
                                                  const UpdateRequest& request, const UpdatePlan& plan) {
  if (plan.set.empty()) return std::nullopt;
  const tracker::PostNote* const note = note_of(plan.set);
  SECOKR_TRY(const tracker::Project project, ports.tracker->project());
  WaitingUpdate waiting{.origin = project.origin,
                        .project_id = project.id,
                        .project = project.path,
                        .iid = target.issue.ref.iid,
                        .user = ports.user,
                        .name = target.name,
                        .id = target.id,
                        .week = target.week,
                        .based_on = target.posted ? documents::block_sum(target.posted->note.body) : "",
                        .note = note != nullptr ? note->body : ""};
  for (const MilestoneSaid& said : request.milestones)
    if (said.word == MilestoneWord::done) waiting.edits.ticks.push_back(said.number);
  if (request.state) {
    waiting.edits.state = request.state;
    waiting.edits.state_before = target.state;
    waiting.edits.critical_project = request.critical_project;
  }
  return waiting;
}

Expected<UpdatePlan> plan_sending(const Ports& ports, const WaitingUpdate& waiting, const WaitingUpdate* before) {
  SECOKR_CHECK(check_place(ports, waiting));
  UpdateReader reader(ports);
  SECOKR_TRY(const UpdateTarget target, reader.find_id(waiting.id, waiting.week, waiting.name));
  if (target.issue.ref.iid != waiting.iid)
    return fail(
        {.kind = ErrorKind::refused,
         .what = fmt::format("What waits for {} names the issue #{}, and its issue is #{}", target.name, waiting.iid,
                             target.issue.ref.iid),
         .reason = "The file was changed by hand, or is not yours",
         .help = fmt::format("Read it, post what counts with {}, and remove the file", command::update(target.name))});
  SECOKR_TRY(const auto update, update_in(waiting, target));
  SECOKR_CHECK(check_state_base(target, waiting));
  const bool is_mine = target.posted && base::equals_folded(target.posted->note.author, ports.user);
  const bool is_there = update && is_mine && target.posted->update == *update;
  const std::string now = target.posted ? documents::block_sum(target.posted->note.body) : "";
  const bool is_behind = is_mine && before != nullptr && stands_there(*before, waiting, target);
  if (update && !is_there && !is_behind && now != waiting.based_on)
    return fail(changed_since(target, documents::weekly_text(*update, true)));
  return plan_composed(ports, target, update && !is_there ? &*update : nullptr, edits_of(waiting));
}

Expected<bool> has_arrived(const UpdateTarget& target, const UpdateRequest& request,
                           const documents::FiledUpdate* filed) {
  const bool edited = edits_arrived(target, request);
  if (filed == nullptr) return edited;
  if (!target.posted) return false;
  if (says_already(target.posted->update, *filed)) return edited;
  return fail(changed_since(target, documents::render_update_file({*filed})));
}

}  // namespace secokr::app
