#pragma once
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "support/gitlab_double/call.hpp"
#include "support/gitlab_double/gitlab_double.hpp"
#include "support/gitlab_double/model.hpp"

namespace secokr::test::fake_gitlab {

/// Levels of access; 0 = a stranger.
enum Level : int { guest = 10, planner = 15, reporter = 20, developer = 30, maintainer = 40, owner = 50 };

/// All that the server knows. The caller holds the lock.
class State {
 public:
  explicit State(DoubleOptions options);

  DoubleOptions options;
  std::string origin{};
  Json settings{};
  std::map<long, User> users{};
  std::map<long, Token> tokens{};
  std::map<long, Group> groups{};
  std::map<long, Project> projects{};
  std::map<long, Label> labels{};
  std::map<long, Milestone> milestones{};
  std::vector<Link> links{};
  std::vector<Todo> todos{};
  std::map<std::string, std::deque<Millis>> recent{};  ///< for the application's limits: when, by what and whom
  std::string dropped{};                               ///< the field that this request forgets

  Millis now() const;
  /// Later than every stamp before.
  Millis stamp();
  long next(const std::string& kind);
  /// Begins the count of a kind at `id`, where it has not got there.
  void begin_ids(const std::string& kind, long id);

  bool at_least(Tier tier) const { return options.tier >= tier; }

  User& make_user(const std::string& username, bool admin);
  Token& make_token(const User& user, const std::string& secret, const std::vector<std::string>& scopes);
  /// Below the group that the path names before its last slash, where there is one.
  Group& make_group(const std::string& path, const User& creator);
  Project& make_project(const std::string& path, long group, const User& creator);
  Issue& make_issue(Project& project, long author, Millis at, std::optional<long> iid = {});
  Label& make_label(long project, long group, const std::string& name, const std::string& color);

  User* find_user(std::string_view username);
  Project* find_project(std::string_view id_or_path);
  Group* find_group(std::string_view id_or_path);
  std::string full_path(const Project& project) const;
  /// The group and those above it; nothing for 0.
  std::vector<const Group*> lineage(long group) const;
  bool is_within(long group, long ancestor) const;
  /// The highest membership in the group or above it; null for a stranger.
  const Member* member_of(long group, long user) const;

  int level(const User* user, const Group& group) const;
  int level(const User* user, const Project& project) const;
  bool can_read(const User* user, const Group& group) const;
  bool can_read(const User* user, const Project& project) const;
  bool can_read(const User* user, const Issue& issue) const;

  /// What the route names; refuses with 404 when it is not there for this user, and with 301 when it has moved.
  Project& project_of(const Call& call);
  Group& group_of(const Call& call);
  Issue& issue_of(const Call& call, const std::string& key);
  Issue* find_issue(const User* user, Project& project, long iid);
  /// Refuses with 403 below that level, and where the project takes no writes.
  void needs_level(const Call& call, const Project& project, int level) const;

  /// The labels that issues of the project can carry.
  std::vector<const Label*> labels_of(const Project& project) const;
  const Label* find_label(const Project& project, std::string_view name) const;
  /// Those of the group itself, and with the groups above it.
  std::vector<const Label*> labels_of(const Group& group, bool with_ancestors) const;

 private:
  Millis m_last = 0;
  std::map<std::string, long> m_ids{};
};

}  // namespace secokr::test::fake_gitlab
