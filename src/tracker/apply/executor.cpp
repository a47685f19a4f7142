#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "base/text.hpp"
#include "tracker/apply/preconditions.hpp"
#include "tracker/change/change_set.hpp"
#include "tracker/change/file_changes.hpp"
#include "tracker/change/subjects.hpp"

namespace secokr::tracker {

namespace {

/// Makes one change after the other; knows what the earlier ones made.
class Executor {
 public:
  Executor(const ChangeSet& set, Tracker* tracker, const ApplyOptions& options, Subjects subjects)
      : m_set(set), m_tracker(tracker), m_options(options), m_subjects(std::move(subjects)) {}

  Expected<Outcome> make(Change& change) {
    return std::visit([&](const auto& payload) { return make(change, payload); }, change.payload);
  }

 private:
  Expected<Outcome> make(Change& change, const CreateIssue& create) {
    if (const Issue* made = m_subjects.find(change.subject); made != nullptr && m_options.exact) {
      change.url = made->url;
      return Outcome::unchanged;
    }
    NewIssue issue = create.issue;
    SECOKR_TRY(issue.title, m_subjects.fill(issue.title));
    SECOKR_TRY(issue.description, sealed(issue.description));
    SECOKR_TRY(const Issue made, m_tracker->create(issue));
    m_made.insert(change.subject);
    remember(change, made);
    return Outcome::done;
  }

  Expected<Outcome> make(Change& change, const EditIssue& payload) {
    const std::string& subject = payload.subject.empty() ? change.subject : payload.subject;
    const auto ref = target_of(payload.ref, subject, m_subjects);
    const Issue* now = ref ? m_subjects.find(*ref) : nullptr;
    if (now == nullptr) return missing(subject);
    IssueEdit edit = payload.edit;
    if (edit.title) {
      SECOKR_TRY(edit.title, m_subjects.fill(*edit.title));
    }
    if (edit.description) {
      SECOKR_TRY(edit.description, sealed(*edit.description));
    }
    edit = still_needed(std::move(edit), *now);
    change.url = now->url;
    if (edit.description && payload.description_before) {
      SECOKR_TRY(now, read_again(*now));
      if (description_moved(payload, *now, edit.description)) return fail(description_moved_error(change, *now));
      edit = still_needed(std::move(edit), *now);
    }
    if (edit.empty()) return Outcome::unchanged;
    SECOKR_TRY(const Issue edited, m_tracker->edit(now->ref, edit));
    remember(change, edited);
    return Outcome::done;
  }

  Expected<Outcome> make(Change&, const EnsureLabel& payload) {
    SECOKR_TRY(const bool changed, m_tracker->ensure_label(payload.label, payload.home));
    return changed ? Outcome::done : Outcome::unchanged;
  }

  Expected<Outcome> make(Change& change, const LinkIssues& payload) {
    const Issue* from = m_subjects.find(payload.from_subject);
    const Issue* to = m_subjects.find(payload.to_subject);
    if (from == nullptr || to == nullptr) return missing(from == nullptr ? payload.from_subject : payload.to_subject);
    change.url = from->url;
    SECOKR_TRY(const bool stands, stands_already(change, payload, *from, *to));
    if (stands) return Outcome::unchanged;
    SECOKR_TRY(const bool changed, change.action == Action::unlink ? m_tracker->unlink(from->ref, to->ref)
                                                                   : m_tracker->link(from->ref, to->ref, payload.type));
    return changed ? Outcome::done : Outcome::unchanged;
  }

  /// A saved plan may be older than the links; asked for issues that were there before alone.
  Expected<bool> stands_already(const Change& change, const LinkIssues& payload, const Issue& from, const Issue& to) {
    if (!m_options.exact || m_made.contains(payload.from_subject) || m_made.contains(payload.to_subject)) return false;
    auto known = m_links.find(from.ref);
    if (known == m_links.end()) {
      SECOKR_TRY(auto links, collect_links(*m_tracker, from.ref));
      known = m_links.emplace(from.ref, std::move(links)).first;
    }
    const bool linked =
        std::ranges::any_of(known->second, [&](const Link& link) { return link.to == to.ref || link.from == to.ref; });
    return linked == (change.action != Action::unlink);
  }

  Expected<Outcome> make(Change& change, const PostNote& payload) {
    const auto ref = target_of(payload.ref, change.subject, m_subjects);
    if (!ref) return missing(change.subject);
    if (const Issue* issue = m_subjects.find(*ref)) change.url = issue->url;
    SECOKR_TRY(const std::string body, m_subjects.fill(payload.body));
    SECOKR_TRY(const NoteState state, look_for_note(*ref, payload, body));
    if (state == NoteState::there) return Outcome::unchanged;
    if (state == NoteState::moved) return note_moved(change);
    const NewNote note{body, payload.health};
    SECOKR_TRY(const Note posted,
               payload.note_id ? m_tracker->edit_note(*ref, *payload.note_id, note) : m_tracker->add_note(*ref, note));
    warn_of(change, posted.dropped);
    return Outcome::done;
  }

  Expected<Outcome> make(Change&, const AppendRecord& payload) {
    SECOKR_TRY(const auto path, base::path_below(m_options.root, payload.path, "written"));
    SECOKR_TRY(const std::string line, m_subjects.fill(payload.line));
    return append_line(path, line, payload.heading);
  }

  Expected<Outcome> make(Change& change, const WriteFile& payload) {
    SECOKR_TRY(const auto path, base::path_below(m_options.root, payload.path, "written"));
    if (m_options.exact && is_overtaken(m_set, change, path, m_subjects)) return Outcome::unchanged;
    SECOKR_TRY(const std::string text, m_subjects.fill(payload.text));
    return write_text(path, text, payload.expectation);
  }

  Expected<std::string> sealed(const std::string& description) const {
    return description_to_send(description, m_options, m_subjects);
  }

  /// The issue as it is just before it is written. One that is gone by now is left to the write to tell.
  Expected<const Issue*> read_again(const Issue& known) {
    const IssueRef ref = known.ref;
    IssueQuery query{.project = other_project(*m_tracker, ref.project), .iids = {ref.iid}};
    SECOKR_CHECK(m_tracker->issues(query, [&](const Issue& issue) {
      if (issue.ref == ref) m_subjects.refresh(issue);
      return true;
    }));
    return m_subjects.find(ref);
  }

  enum class NoteState { there, to_post, moved };

  // A note is there when the numbered one, or any of mine, has this very text: a lost answer must not post it twice.
  Expected<NoteState> look_for_note(const IssueRef& ref, const PostNote& payload, const std::string& body) {
    std::string me;
    if (!payload.note_id) {
      SECOKR_TRY(const Account account, m_tracker->whoami());
      me = account.username;
    }
    auto state = NoteState::to_post;
    SECOKR_CHECK(m_tracker->notes_of(std::span(&ref, 1), [&](const Note& note) {
      const bool candidate = payload.note_id ? note.id == *payload.note_id : note.author == me && !note.system;
      if (!candidate) return true;
      if (base::trim_right(note.body) == base::trim_right(body))
        state = NoteState::there;
      else if (moved_since(payload, note))
        state = NoteState::moved;
      return state != NoteState::there;
    }));
    return state;
  }

  static bool moved_since(const PostNote& payload, const Note& note) {
    if (payload.note_id)
      return payload.body_before && base::trim_right(note.body) != base::trim_right(*payload.body_before);
    return !payload.purpose.empty() && note.id > payload.newest_before &&
           note.body.find(payload.purpose) != std::string::npos;
  }

  static std::unexpected<Error> note_moved(const Change& change) {
    return fail({.kind = ErrorKind::refused,
                 .what = fmt::format("the note on {} was written meanwhile, and would be lost",
                                     change.name.empty() ? change.subject : change.name),
                 .reason = "the world moved since the plan: somebody posted or edited it after it was read",
                 .help = "Look at what it says now, then run the command again: it edits that note"});
  }

  void remember(Change& change, const Issue& issue) {
    m_subjects.set(change.subject, issue);
    change.url = issue.url;
    warn_of(change, issue.dropped);
  }

  static void warn_of(Change& change, const std::vector<std::string>& dropped) {
    if (!dropped.empty()) change.warnings.push_back("the tracker did not keep: " + base::join(dropped, ", "));
  }

  static std::unexpected<Error> missing(const std::string& subject) {
    return fail({.kind = ErrorKind::bug,
                 .what = fmt::format("`{}` has no issue at the time it is needed", subject),
                 .help = "Please report this"});
  }

  const ChangeSet& m_set;
  Tracker* m_tracker;
  const ApplyOptions& m_options;
  Subjects m_subjects;
  std::set<std::string, std::less<>> m_made{};      ///< subjects whose issues this run made
  std::map<IssueRef, std::vector<Link>> m_links{};  ///< as they were read
};

Subjects subjects_of(const ChangeSet& set) {
  Subjects subjects(set.known);
  for (const Change& change : set.changes)
    if (std::holds_alternative<CreateIssue>(change.payload)) subjects.expect(change.subject);
  return subjects;
}

std::string_view doing(Action action) {
  switch (action) {
    case Action::create:
      return "creating";
    case Action::edit:
      return "editing";
    case Action::label:
      return "setting the label of";
    case Action::link:
      return "linking";
    case Action::unlink:
      return "unlinking";
    case Action::note:
      return "posting a note on";
    case Action::close:
      return "closing";
    case Action::record:
      return "adding a line to";
    case Action::file:
      return "writing";
  }
  return "changing";
}

Error partly(const Applied& applied, const Change& failed, Error cause) {
  if (applied.done == 0) return cause;
  Error error{.kind = ErrorKind::partial, .notes = std::move(cause.notes)};
  const std::string_view end = cause.kind == ErrorKind::unclear ? "got no clear answer" : "failed";
  error.what = fmt::format("{} of {} changes were made, then {} `{}` {}", applied.done + applied.unchanged,
                           applied.set.changes.size(), doing(failed.action),
                           failed.name.empty() ? failed.subject : failed.name, end);
  error.reason = cause.reason.empty() ? cause.what : fmt::format("{}: {}", cause.what, cause.reason);
  error.help = fmt::format("{}{}un the same command again: it finishes what remains", cause.help,
                           cause.help.empty() ? "R" : "; then r");
  return error;
}

}  // namespace

Applied apply(ChangeSet set, Tracker* tracker, const ApplyOptions& options) {
  Applied applied{.set = std::move(set)};
  auto& changes = applied.set.changes;
  Subjects subjects = subjects_of(applied.set);
  if (const auto ready = check_preconditions(applied.set, tracker, options, subjects); !ready) {
    applied.failure = ready.error();
    applied.not_tried = changes.size();
    return applied;
  }
  Executor executor(applied.set, tracker, options, std::move(subjects));
  for (std::size_t i = 0; i < changes.size(); ++i) {
    Change& change = changes[i];
    if (options.progress) options.progress(i, changes.size(), change);
    const auto outcome = executor.make(change);
    if (!outcome) {
      change.outcome = outcome.error().kind == ErrorKind::unclear ? Outcome::unclear : Outcome::failed;
      applied.failed = 1;
      applied.not_tried = changes.size() - i - 1;
      applied.failure = partly(applied, change, outcome.error());
      return applied;
    }
    change.outcome = *outcome;
    ++(*outcome == Outcome::done ? applied.done : applied.unchanged);
  }
  return applied;
}

Status verify(const ChangeSet& set, Tracker* tracker, const ApplyOptions& options) {
  Subjects subjects = subjects_of(set);
  return check_preconditions(set, tracker, options, subjects);
}

}  // namespace secokr::tracker
