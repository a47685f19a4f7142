#include "app/waiting_updates.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "app/note_authors.hpp"
#include "base/text.hpp"
#include "documents/issue_text.hpp"
#include "documents/weekly_note.hpp"

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
                 .help = fmt::format("secokr sync --host {} -R {}", update.origin, there)});
  if (!base::equals_folded(update.user, ports.user))
    return fail({.kind = ErrorKind::authentication,
                 .what = fmt::format("The update of {} was written by @{}", update.name, update.user),
                 .reason = fmt::format("You are @{}", ports.user),
                 .help = fmt::format("Let @{} send it, or post yours with secokr update", update.user)});
  return {};
}

/// The week's note that counts now.
Expected<std::optional<tracker::Note>> current_note(const Ports& ports, const WaitingUpdate& update,
                                                    const tracker::Issue& issue) {
  SECOKR_TRY(const auto notes, tracker::collect_notes(*ports.tracker, std::vector{issue.ref}));
  std::vector<const tracker::Note*> candidates;
  std::set<std::string> names;
  for (const tracker::Note& note : notes) {
    const auto parsed = documents::parse_weekly_note(note.body, std::chrono::floor<days>(note.created_at));
    if (note.system || !parsed || parsed->update.week != update.week) continue;
    candidates.push_back(&note);
    names.insert(note.author);
  }
  PublishedPlan one;
  one.issues.emplace(update.id, issue);
  SECOKR_TRY(const NoteAuthors authors, NoteAuthors::of(ports, one, names));
  std::optional<tracker::Note> newest;
  for (const tracker::Note* note : candidates)
    if (authors.count(note->author) || base::equals_folded(note->author, ports.user)) newest = *note;
  return newest;
}

Error changed_since(const WaitingUpdate& update, const tracker::Issue& issue, const std::optional<tracker::Note>& now) {
  return {.kind = ErrorKind::refused,
          .what = fmt::format("The note of {} for the week {} was changed since yours was written", update.name,
                              to_string(update.week)),
          .reason = now ? fmt::format("It is @{}'s now: {}", now->author, issue.url)
                        : fmt::format("It is gone: {}", issue.url),
          .help = fmt::format("Look at both, then post what counts: secokr update \"{}\" --week {}", update.name,
                              to_string(update.week))};
}

}  // namespace

Expected<std::optional<WaitingUpdate>> waiting_of(const Ports& ports, const UpdateTarget& target,
                                                  const UpdatePlan& plan) {
  const tracker::PostNote* const note = note_of(plan.set);
  if (note == nullptr) return std::nullopt;
  SECOKR_TRY(const tracker::Project project, ports.tracker->project());
  return WaitingUpdate{.origin = project.origin,
                       .project_id = project.id,
                       .project = project.path,
                       .iid = target.issue.ref.iid,
                       .user = ports.user,
                       .name = target.name,
                       .id = target.id,
                       .week = target.week,
                       .health = note->health,
                       .replaces = note->note_id.value_or(0),
                       .based_on = target.posted ? documents::block_sum(target.posted->note.body) : "",
                       .note = note->body};
}

Expected<tracker::ChangeSet> plan_sending(const Ports& ports, const WaitingUpdate& update) {
  SECOKR_CHECK(check_place(ports, update));
  SECOKR_TRY(const auto issues, tracker::collect_issues(*ports.tracker, {.iids = {update.iid}}));
  if (issues.empty())
    return fail({.kind = ErrorKind::refused,
                 .what = fmt::format("The issue #{} of {} is not there", update.iid, update.name),
                 .reason = "It was deleted or moved, or you may not see it",
                 .help = "Look for it, and post the update there with secokr update"});
  const tracker::Issue& issue = issues.front();
  SECOKR_TRY(const auto now, current_note(ports, update, issue));
  tracker::ChangeSet set;
  const bool mine = now && base::equals_folded(now->author, ports.user);
  if (mine && base::trim_right(now->body) == base::trim_right(update.note)) return set;
  if ((now ? documents::block_sum(now->body) : "") != update.based_on) return fail(changed_since(update, issue, now));

  tracker::PostNote payload{.ref = issue.ref, .body = update.note};
  payload.purpose = documents::purpose_of_note(update.note);
  SECOKR_TRY(const tracker::Capabilities capabilities, ports.tracker->capabilities());
  if (capabilities.health_status) payload.health = update.health;
  if (now) payload.newest_before = now->id;
  if (mine) {
    payload.note_id = now->id;
    payload.body_before = now->body;
  }
  const std::string subject = "update:" + update.id;
  set.known.emplace_back(subject, issue);
  set.changes.push_back({.action = tracker::Action::note,
                         .subject = subject,
                         .name = update.name,
                         .after = {{"week", to_string(update.week)}, {"note", update.note}},
                         .payload = std::move(payload)});
  return set;
}

}  // namespace secokr::app
