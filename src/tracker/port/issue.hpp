#pragma once
#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/day.hpp>

#include "base/clock.hpp"

namespace secokr::tracker {

/// An issue's address: the tracker's project and the number that people see.
struct IssueRef {
  std::string project{};
  long iid = 0;
  friend auto operator<=>(const IssueRef&, const IssueRef&) = default;
};

/// `group/project#12`
std::string to_string(const IssueRef& ref);

enum class IssueState { opened, closed };
std::string_view to_string(IssueState state);

/// An issue as read from a tracker.
struct Issue {
  IssueRef ref{};
  std::string url{};  ///< `local:12` on the local tracker
  std::string title{};
  std::string description{};
  IssueState state = IssueState::opened;
  std::vector<std::string> labels{};     ///< sorted
  std::vector<std::string> assignees{};  ///< usernames
  std::optional<Day> due{};
  std::string milestone{};
  std::string health{};  ///< `on_track`, `needs_attention`, `at_risk`; empty where none is set or the tracker has none
  bool confidential = false;
  bool moved = false;  ///< to another project, which closes it here
  std::string author{};
  base::Instant created_at{};
  base::Instant updated_at{};
  std::vector<std::string> dropped{};  ///< after a write: names of fields that the tracker accepted and did not keep
  friend bool operator==(const Issue&, const Issue&) = default;
};

struct NewIssue {
  std::string marker{};  ///< an opaque id that the description holds; a second issue with one marker is refused
  std::string title{};
  std::string description{};
  std::vector<std::string> labels{};
  std::vector<std::string> assignees{};
  std::optional<Day> due{};
  bool confidential = false;
  /// Numbers of issues that hold the marker and are somebody else's: as if they did not hold it.
  std::vector<long> strangers{};
  bool is_strangers(const Issue& issue) const;
  friend bool operator==(const NewIssue&, const NewIssue&) = default;
};

/// Only what is set is changed; labels are added and removed, never replaced.
struct IssueEdit {
  std::optional<std::string> title{};
  std::optional<std::string> description{};
  std::vector<std::string> add_labels{};
  std::vector<std::string> remove_labels{};
  std::optional<std::vector<std::string>> assignees{};
  std::optional<std::optional<Day>> due{};
  std::optional<bool> confidential{};
  std::optional<IssueState> state{};
  bool empty() const;
  friend bool operator==(const IssueEdit&, const IssueEdit&) = default;
};

/// A description as trackers keep it: without white space at its end.
std::string kept_description(std::string description);

/// The part of the edit that the issue does not show yet; empty when it shows all of it. Assignees are compared as a
/// set.
IssueEdit still_needed(IssueEdit edit, const Issue& now);

/// The issue's labels once the edit is made, sorted.
std::vector<std::string> labels_after(const IssueEdit& edit, const Issue& now);

struct IssueQuery {
  std::string project{};               ///< another project than the tracker's own, by its path
  std::string group{};                 ///< the issues of all projects of a group and of its subgroups
  std::vector<std::string> labels{};   ///< all of them
  std::vector<long> iids{};            ///< when not empty, only these
  std::vector<std::string> markers{};  ///< when not empty, only issues whose description holds one of them
  /// A text that every description with one of `markers` holds too: a server may search once for it in place of once
  /// for each marker.
  std::string common{};
  std::optional<IssueState> state{};  ///< nothing = any
};

/// What a note says, and what it does to its issue beside.
struct NewNote {
  std::string body{};
  std::string
      health{};  ///< as `Issue::health`; empty = left alone. Never given where Capabilities::health_status lacks
};

struct Note {
  long id = 0;
  IssueRef issue{};
  std::string body{};
  std::string author{};
  bool system = false;
  bool confidential = false;
  base::Instant created_at{};
  base::Instant updated_at{};
  std::vector<std::string> dropped{};  ///< after a write: what the tracker accepted and did not do, such as "health"
  friend bool operator==(const Note&, const Note&) = default;
};

struct Label {
  std::string name{};
  std::string color{};  ///< `#RRGGBB`
  std::string description{};
  bool inherited = false;  ///< as read: it belongs to a group above the project, and is changed there
  friend bool operator==(const Label&, const Label&) = default;
};

/// Where labels are defined: a group by its path, or a project by its path; neither is the tracker's own project.
struct LabelHome {
  std::string project{};
  std::string group{};
  friend bool operator==(const LabelHome&, const LabelHome&) = default;
};

enum class LinkType { relates_to, blocks, is_blocked_by };
std::string_view to_string(LinkType type);  ///< "relates_to", as GitLab writes it

struct Link {
  IssueRef from{};
  IssueRef to{};
  LinkType type = LinkType::relates_to;
  friend bool operator==(const Link&, const Link&) = default;
};

/// One entry of an issue's history: a label added or removed, a field changed.
struct Event {
  std::string field{};   ///< "label", "title", "description", "assignee", "due", "confidential", "state"
  std::string before{};  ///< empty, as `after` is, where the tracker tells only that the field was changed
  std::string after{};
  std::string user{};
  base::Instant at{};
};

struct Account {
  std::string username{};
  std::vector<std::string> scopes{};  ///< of the token; empty where the tracker has none or does not tell
  std::optional<Day> expires{};
};

struct Project {
  std::string path{};
  std::string origin{};  ///< `local` or the server's origin
  std::string id{};
  std::string url{};   ///< for a browser; empty on the local tracker
  std::string role{};  ///< mine: "Guest", "Planner", "Reporter", …; empty where I have none or the tracker has no roles
  std::string visibility{};  ///< "private", "internal", "public"; empty on the local tracker
  bool archived = false;
  bool issues_enabled = true;
  bool can_write = true;  ///< may make and edit issues there, as far as the tracker tells
};

/// What a server can do beyond the port's verbs; asked once.
struct Capabilities {
  bool health_status = false;
  bool blocks_links = false;
  bool several_assignees = false;
  bool scoped_labels_exclusive = false;
  bool only_this_machine = false;  ///< writes reach nobody else
  bool inherited_labels = false;   ///< labels may come from above the project
  bool keyset = false;             ///< issues can be listed by cursor
  bool tier_known = true;          ///< false where what is paid for could not be told yet, and is taken as missing
  std::string server{};            ///< "GitLab 18.9.0-pre"; empty on the local tracker
  std::string edition{};           ///< "community", "enterprise"; empty on the local tracker
};

}  // namespace secokr::tracker
