#pragma once
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace secokr::test::fake_gitlab {

/// Milliseconds since 1970.
using Millis = std::int64_t;

struct User {
  long id = 0;
  std::string username{};
  std::string name{};
  bool admin = false;
  bool bot = false;
  bool blocked = false;
  Millis created = 0;
  long created_by = 0;
};

struct Token {
  long id = 0;
  std::string secret{};
  std::string name{};
  long user = 0;
  std::vector<std::string> scopes{};
  bool revoked = false;
  bool expired = false;
  Millis created = 0;
  std::optional<Millis> last_used{};
  std::string expires_at{};
};

struct Member {
  int level = 0;
  Millis since = 0;
  long added_by = 0;
};

struct Group {
  long id = 0;
  long parent = 0;     ///< 0 = none
  std::string path{};  ///< with those of the groups above it
  std::string visibility{};
  Millis created = 0;
  std::map<long, Member> members{};
};

struct Label {
  long id = 0;
  long project = 0;  ///< 0 = of the group
  long group = 0;
  std::string name{};
  std::string color{};
  std::optional<std::string> description{};
  std::optional<long> priority{};
};

struct Milestone {
  long id = 0;
  long iid = 0;
  long project = 0;
  std::string title{};
  std::optional<std::string> description{};
  bool closed = false;
  Millis created = 0;
  Millis updated = 0;
  std::optional<std::string> start_date{};
  std::optional<std::string> due_date{};
};

struct Note {
  long id = 0;
  long author = 0;
  std::string body{};
  Millis created = 0;
  Millis updated = 0;
  bool system = false;
  bool internal = false;
};

/// What happened to a label, the state or the milestone of an issue.
struct Change {
  long id = 0;
  long user = 0;
  Millis at = 0;
  long subject = 0;  ///< the label's or the milestone's id
  std::string action{};
};

struct Emoji {
  long id = 0;
  long user = 0;
  std::string name{};
  Millis at = 0;
};

struct Project;

struct Issue {
  long id = 0;
  long iid = 0;
  Project* project = nullptr;
  std::string title{};
  std::optional<std::string> description{};
  bool deleted = false;
  bool closed = false;
  Millis created = 0;
  Millis updated = 0;
  std::optional<Millis> closed_at{};
  long closed_by = 0;
  std::vector<long> labels{};
  long milestone = 0;
  std::vector<long> assignees{};
  long author = 0;
  std::optional<std::string> due_date{};
  bool confidential = false;
  std::optional<bool> locked{};
  std::string type = "issue";
  long estimate = 0;
  long spent = 0;
  std::optional<long> weight{};
  std::optional<std::string> health{};
  std::map<long, bool> subscribed{};
  long moved_to = 0;
  std::vector<Note> notes{};
  std::vector<Change> label_changes{};
  std::vector<Change> state_changes{};
  std::vector<Change> milestone_changes{};
  std::vector<Emoji> emoji{};
};

struct Project {
  long id = 0;
  std::string path{};
  std::string name{};
  std::optional<std::string> description{};
  long group = 0;  ///< 0 = of its creator
  long creator = 0;
  std::string visibility{};
  bool archived = false;
  bool issues_enabled = true;
  Millis created = 0;
  std::map<long, Member> members{};
  std::deque<Issue> issues{};  ///< in the order of their making; deleted ones stay, so that pointers do
  std::unordered_map<long, Issue*> by_iid{};
  long last_iid = 0;
  long last_milestone = 0;
  std::set<std::string> old_paths{};
};

struct Link {
  long id = 0;
  Issue* source = nullptr;
  Issue* target = nullptr;
  std::string type{};  ///< relates_to, or blocks: the source blocks the target
  Millis created = 0;
};

struct Todo {
  long id = 0;
  long user = 0;
  long author = 0;
  Issue* issue = nullptr;
  long note = 0;
  std::string body{};
  Millis at = 0;
};

}  // namespace secokr::test::fake_gitlab
