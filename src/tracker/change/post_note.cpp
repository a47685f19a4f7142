#include "tracker/change/post_note.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "tracker/change/run.hpp"
#include "tracker/change/shown.hpp"

namespace secokr::tracker {
namespace {

enum class NoteState { there, to_post, moved };

bool moved_since(const PostNote& wanted, const Note& note) {
  if (wanted.note_id) return wanted.body_before && base::trim_right(note.body) != base::trim_right(*wanted.body_before);
  return !wanted.purpose.empty() && note.id > wanted.newest_before &&
         note.body.find(wanted.purpose) != std::string::npos;
}

// A note is there when the numbered one, or any of mine, has this very text: a lost answer must not post it twice.
Expected<NoteState> look_for_note(Tracker& tracker, const IssueRef& ref, const PostNote& wanted,
                                  const std::string& body) {
  std::string me;
  if (!wanted.note_id) {
    SECOKR_TRY(const Account account, tracker.whoami());
    me = account.username;
  }
  auto state = NoteState::to_post;
  SECOKR_CHECK(tracker.notes_of(std::span(&ref, 1), [&](const Note& note) {
    const bool candidate = wanted.note_id ? note.id == *wanted.note_id : note.author == me && !note.system;
    if (!candidate) return true;
    if (base::trim_right(note.body) == base::trim_right(body))
      state = NoteState::there;
    else if (moved_since(wanted, note))
      state = NoteState::moved;
    return state != NoteState::there;
  }));
  return state;
}

std::unexpected<Error> lost_note(const Change& change) {
  return fail({.kind = ErrorKind::refused,
               .what = fmt::format("the note on {} was written meanwhile, and would be lost", change.called()),
               .reason = "the world moved since the plan: somebody posted or edited it after it was read",
               .help = "Look at what it says now, then run the command again: it edits that note"});
}

}  // namespace

const std::string& PostNote::subject_in(const Change& change) const { return change.subject; }

void PostNote::needs(Needed& needed) const {
  if (ref.iid == 0) needed.names.push_back(needed.change.subject);
  needed.add_named_in(body);
}

Fields PostNote::tells() const { return {{"issue", ref.iid == 0 ? "" : to_string(ref)}, {"health", health}}; }

void PostNote::check_words(ShownWords& words) const {
  const std::string* shown = find_field(words.change.after, "note");
  if (shown == nullptr || *shown != body) words.add("it posts another note than it shows");
}

Expected<Outcome> PostNote::make(Run& run, Change& change) const {
  const auto target = run.target(ref, change.subject);
  if (!target) return no_issue_of(change.subject);
  if (const Issue* issue = run.subjects.find(*target)) change.url = issue->url;
  SECOKR_TRY(const std::string text, run.subjects.fill(body));
  SECOKR_TRY(const NoteState state, look_for_note(*run.tracker, *target, *this, text));
  if (state == NoteState::there) return Outcome::unchanged;
  if (state == NoteState::moved) return lost_note(change);
  const NewNote note{text, health};
  SECOKR_TRY(const Note posted,
             note_id ? run.tracker->edit_note(*target, *note_id, note) : run.tracker->add_note(*target, note));
  warn_of(change, posted.dropped);
  return Outcome::done;
}

}  // namespace secokr::tracker
