#pragma once
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "tracker/port/issue.hpp"

namespace secokr::tracker {

/// Takes one item at a time, so that a long list takes bounded memory; false ends the list early.
template <class T>
using Sink = std::function<bool(const T&)>;

/// The port behind which the local tracker and a server stand. It knows no OKR word. Every verb may fail with kinds
/// authentication, refused, network or local_file; a verb that makes something also with `unclear`, when the answer was
/// lost and what was to be made has not shown up: it is never sent twice. One contract suite (tests/contract) says what
/// each verb means. A project or a group that a query or a label names may be another than the tracker's own; the local
/// tracker knows none but its own: error refused.
class Tracker {
 public:
  virtual ~Tracker() = default;

  virtual Expected<Account> whoami() = 0;
  virtual Expected<Project> project() = 0;
  virtual Expected<Capabilities> capabilities() = 0;
  /// Which of the usernames exist, in the order asked; the local tracker knows everybody.
  virtual Expected<std::vector<std::string>> users(std::span<const std::string> names) = 0;
  /// Which of the usernames may edit issues of the project (on GitLab from Planner up; an empty one is the tracker's
  /// own), in the order asked; on the local tracker everybody may.
  virtual Expected<std::vector<std::string>> editors(std::span<const std::string> names,
                                                     const std::string& project = {}) = 0;

  /// Ordered by creation, each issue once.
  virtual Status issues(const IssueQuery& query, const Sink<Issue>& sink) = 0;
  /// Error refused when an issue with the marker exists, or a label is not defined.
  virtual Expected<Issue> create(const NewIssue& issue) = 0;
  /// Gives the issue as it is afterwards. Error refused when there is none, or an added label is not defined.
  virtual Expected<Issue> edit(const IssueRef& ref, const IssueEdit& edit) = 0;

  /// The labels that issues there can carry, sorted by name; those from groups above are `inherited`.
  virtual Expected<std::vector<Label>> labels(const LabelHome& home = {}) = 0;
  /// Creates the label there or corrects its colour and description; true when something changed. An inherited one is
  /// left alone: false.
  virtual Expected<bool> ensure_label(const Label& label, const LabelHome& home = {}) = 0;

  /// The notes of several issues, oldest first within each.
  virtual Status notes_of(std::span<const IssueRef> refs, const Sink<Note>& sink) = 0;
  virtual Expected<Note> add_note(const IssueRef& ref, const NewNote& note) = 0;
  /// Error authentication when the note is somebody else's.
  virtual Expected<Note> edit_note(const IssueRef& ref, long note_id, const NewNote& note) = 0;

  /// The links of several issues, one issue after the other; `from` is the issue that was asked for.
  virtual Status links_of(std::span<const IssueRef> refs, const Sink<Link>& sink) = 0;
  /// Linking what is linked is done already: true when the link is new.
  virtual Expected<bool> link(const IssueRef& from, const IssueRef& to, LinkType type) = 0;
  virtual Expected<bool> unlink(const IssueRef& from, const IssueRef& to) = 0;

  virtual Expected<std::vector<Event>> events_of(const IssueRef& ref) = 0;
};

/// All issues of a query in memory; for lists that are known to be short.
Expected<std::vector<Issue>> collect_issues(Tracker& tracker, const IssueQuery& query);
Expected<std::vector<Note>> collect_notes(Tracker& tracker, std::span<const IssueRef> refs);
Expected<std::vector<Link>> collect_links(Tracker& tracker, const IssueRef& ref);

/// A project's path as a query or a `LabelHome` names it: empty for the tracker's own.
std::string other_project(Tracker& tracker, const std::string& path);

}  // namespace secokr::tracker
