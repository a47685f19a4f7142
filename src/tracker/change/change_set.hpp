#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "tracker/change/append_record.hpp"
#include "tracker/change/create_issue.hpp"
#include "tracker/change/edit_issue.hpp"
#include "tracker/change/ensure_label.hpp"
#include "tracker/change/link_issues.hpp"
#include "tracker/change/post_note.hpp"
#include "tracker/change/words.hpp"
#include "tracker/change/write_file.hpp"
#include "tracker/port/issue.hpp"

namespace secokr::tracker {

/// Texts of a change may name what an earlier change of the same set makes: `{{iid SUBJECT}}` and `{{url SUBJECT}}`.
/// The executor fills them in as soon as the subject has an issue.
std::string iid_token(std::string_view subject);
std::string url_token(std::string_view subject);

/// What a change does and needs: each kind has its words, its shape in a plan and how it is made in its own file.
using Payload = std::variant<EnsureLabel, CreateIssue, EditIssue, LinkIssues, PostNote, AppendRecord, WriteFile>;

struct Change {
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

  const Words& words() const;
  std::string_view action() const { return words().action; }
  const std::string& called() const { return name.empty() ? subject : name; }
};

/// The file that the change writes to; null where it needs a tracker.
const std::filesystem::path* file_of(const Change& change);
/// The project or group that the change names; empty for the tracker's own.
std::string place_of(const Change& change);
/// True for what only those may do who may edit issues.
bool needs_editor(const Change& change);
/// True where the change's subject has an issue from then on.
bool makes_issue(const Change& change);

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
  std::vector<Change> changes{};
  /// Issues that exist already, by subject: what tokens and links may name.
  std::vector<std::pair<std::string, Issue>> known{};
  /// As `IssueQuery::common`, for the markers of what is created.
  std::string common{};
  std::vector<FileRead> files_read{};  ///< what the set says was taken from these; looked at in an exact set

  bool empty() const { return changes.empty(); }
  /// SHA-256 over quarter, actions, subjects, befores and afters, all that the payloads do, and the numbers of what is
  /// known: equal inputs give equal checksums, and whoever compared it has seen everything.
  std::string checksum() const;
};

}  // namespace secokr::tracker
