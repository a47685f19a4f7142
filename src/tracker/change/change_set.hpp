#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/file.hpp"
#include "tracker/port/issue.hpp"
#include "tracker/port/tracker.hpp"

namespace secokr::tracker {

/// Texts of a change may name what an earlier change of the same set makes: `{{iid SUBJECT}}` and `{{url SUBJECT}}`.
/// The executor fills them in as soon as the subject has an issue.
std::string iid_token(std::string_view subject);
std::string url_token(std::string_view subject);

enum class Action { create, edit, label, link, unlink, note, close, record, file };
std::string_view to_string(Action action);

enum class Outcome { done, unchanged, failed, unclear };
std::string_view to_string(Outcome outcome);

/// Named values as shown to people and kept in a plan: ("title", "FY28-Q1 KR1 …").
using Fields = std::vector<std::pair<std::string, std::string>>;

// What each action needs; `IssueRef` is known, a subject is filled in.
struct CreateIssue {
  NewIssue issue{};
  friend bool operator==(const CreateIssue&, const CreateIssue&) = default;
};
struct EditIssue {
  IssueRef ref{};
  std::string subject{};
  IssueEdit edit{};
  /// What the description says when the set is planned, where the new one was made from it: an issue that says anything
  /// but this or the new one is refused (error refused), before the first write of the set and again just before this
  /// one. Nothing = whatever it says.
  std::optional<std::string> description_before{};
  friend bool operator==(const EditIssue&, const EditIssue&) = default;
};  ///< by `ref` where its iid is not 0, else the subject's issue
struct EnsureLabel {
  Label label{};
  LabelHome home{};
  friend bool operator==(const EnsureLabel&, const EnsureLabel&) = default;
};
struct LinkIssues {
  std::string from_subject{};
  std::string to_subject{};
  LinkType type = LinkType::relates_to;
  friend bool operator==(const LinkIssues&, const LinkIssues&) = default;
};
struct PostNote {
  IssueRef ref{};
  std::optional<long> note_id{};
  std::string body{};
  std::string health{};  ///< as NewNote::health
  /// What the edited note says when the set is planned; nothing = whatever it says.
  std::optional<std::string> body_before{};
  /// A text that each note for the same purpose carries: a new note is refused where a note of mine with it is newer
  /// than `newest_before`. Empty = not looked for.
  std::string purpose{};
  long newest_before = 0;
  friend bool operator==(const PostNote&, const PostNote&) = default;
};  ///< edits note_id where given; without an iid on the change's subject
struct AppendRecord {
  std::filesystem::path path{};
  std::string line{};
  std::string heading = "# Decisions";
  friend bool operator==(const AppendRecord&, const AppendRecord&) = default;
};  ///< one line, appended once; the heading begins a new file
struct WriteFile {
  std::filesystem::path path{};
  std::string text{};
  base::Expectation expectation{};
  friend bool operator==(const WriteFile&, const WriteFile&) = default;
};
using Payload = std::variant<CreateIssue, EditIssue, EnsureLabel, LinkIssues, PostNote, AppendRecord, WriteFile>;

struct Change {
  Action action = Action::edit;
  std::string subject{};  ///< `label:OKR`, `objective:<id>`, `kr:<id>`, `file:okrs/FY28-Q1/x.md`,
                          ///< `record:okrs/FY28-Q1/decisions.md`
  std::string name{};     ///< for people: `Security Training/KR1`, a file's relative path
  Fields before{};
  Fields after{};
  Payload payload{};
  std::optional<Outcome> outcome{};     ///< never in a plan
  std::string url{};                    ///< never in a plan
  std::vector<std::string> warnings{};  ///< never in a plan: "the tracker did not keep: assignee"
  /// Never in a plan: what the payload of one that was saved does beside what is shown (told_by_payload).
  Fields payload_tells{};
};

struct Gate {
  std::string gate{};
  std::size_t checked = 0;
  enum class Result { passed, failed, overridden } result = Result::passed;
  std::string detail{};  ///< one line for people
};
std::string_view to_string(Gate::Result result);

/// What a command chose not to write, by the rule that speaks against it.
struct LeftOut {
  std::string subject{};  ///< as people name it: `Security Training/KR1`
  std::string rule{};     ///< its ID
  std::string what{};     ///< one sentence
  friend bool operator==(const LeftOut&, const LeftOut&) = default;
};

/// A file as it was when a set was planned from it.
struct FileRead {
  std::filesystem::path path{};
  std::string hash{};  ///< SHA-256 of its text
  friend bool operator==(const FileRead&, const FileRead&) = default;
};

/// Everything one command wants to write: labels → objectives → KRs → links → notes → record → files (FORMATS.md 5).
/// Every write of secokr is one; dry run, plan files, resume and "nothing to do" are this one piece.
struct ChangeSet {
  std::string quarter{};
  std::vector<Gate> gates{};
  std::vector<Change> changes{};
  /// Issues that exist already, by subject: what tokens and links may name.
  std::vector<std::pair<std::string, Issue>> known{};
  /// As `IssueQuery::common`, for the markers of what is created.
  std::string common{};
  std::vector<LeftOut> left_out{};
  std::vector<std::string> gives_way{};  ///< what has to wait for what is written here, a sentence each
  std::vector<FileRead> files_read{};    ///< what the set says was taken from these; looked at in an exact set

  bool empty() const { return changes.empty(); }
  /// SHA-256 over quarter, actions, subjects, befores and afters, all that the payloads do, and the numbers of what is
  /// known: equal inputs give equal checksums, and whoever compared it has seen everything.
  std::string checksum() const;
};

struct ApplyOptions {
  std::filesystem::path root{};  ///< files of the set are relative to it
  /// Called on a description after its tokens were filled in, before it is sent (secokr renews its block's `sum`
  /// there).
  std::function<std::string(std::string)> seal{};
  /// For a set that was planned at another time: each issue that is edited must show what its change has as `before`,
  /// or as `after` (then it is done already), in title, labels, assignee, due, state and confidential; so must each
  /// label that is defined. What is to be created may stand there as it is to be made. Each file that the set writes or
  /// was planned from must be as it was then, or as the set makes it. Error refused that names all that does not fit
  /// (FORMATS.md 5).
  bool exact = false;
  /// Called before each change: how many are done, how many there are.
  std::function<void(std::size_t done, std::size_t all, const Change& change)> progress{};
};

struct Applied {
  ChangeSet set{};                 ///< with outcomes and URLs
  std::optional<Error> failure{};  ///< the first one; what comes after it was not tried
  std::size_t done = 0;            ///< written now
  std::size_t unchanged = 0;       ///< stood there already
  std::size_t failed = 0;
  std::size_t not_tried = 0;
};

/// Checks every precondition (a file's expectation, a create's absence, the presence of what is edited) before the
/// first write, then applies in order and stops at the first failure. What stands there already is `unchanged` and is
/// not written. A file outside the root is refused. `tracker` may be null for a set of files. The failure's kind is
/// `partial` when something was done before it, else its own.
Applied apply(ChangeSet set, Tracker* tracker, const ApplyOptions& options);

/// The preconditions of `apply` alone: its error before the first write. Nothing is written.
Status verify(const ChangeSet& set, Tracker* tracker, const ApplyOptions& options);

}  // namespace secokr::tracker
