#include "support/gitlab_double/state.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "base/text.hpp"
#include "support/gitlab_double/templates.hpp"

namespace secokr::test::fake_gitlab {

State::State(DoubleOptions the_options) : options(std::move(the_options)), settings(template_of("settings.json")) {}

Millis State::now() const {
  if (options.now) return options.now();
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

Millis State::stamp() {
  m_last = std::max(now(), m_last + 1);
  return m_last;
}

long State::next(const std::string& kind) { return ++m_ids[kind]; }

void State::begin_ids(const std::string& kind, long id) { m_ids[kind] = std::max(m_ids[kind], id - 1); }

User& State::make_user(const std::string& username, bool admin) {
  User user;
  user.id = next("user");
  user.username = username;
  user.name = admin ? "Administrator" : username;
  if (!admin && user.name[0] >= 'a' && user.name[0] <= 'z') user.name[0] = static_cast<char>(user.name[0] - 'a' + 'A');
  user.admin = admin;
  user.created = stamp();
  user.created_by = admin ? 0 : 1;
  return users[user.id] = user;
}

Token& State::make_token(const User& user, const std::string& secret, const std::vector<std::string>& scopes) {
  Token token;
  token.id = next("token");
  token.secret = secret.empty() ? fmt::format("token-{}-of-{}", token.id, user.username) : secret;
  token.name = "secokr";
  token.user = user.id;
  token.scopes = scopes;
  token.created = stamp();
  token.expires_at = iso_day(token.created + 300 * 86'400'000LL);
  return tokens[token.id] = token;
}

Group& State::make_group(const std::string& path, const User& creator) {
  Group group;
  group.id = next("group");
  const auto slash = path.rfind('/');
  if (const auto* parent = slash == std::string::npos ? nullptr : find_group(path.substr(0, slash)))
    group.parent = parent->id;
  group.path = path;
  group.visibility = "private";
  group.created = stamp();
  group.members[creator.id] = {owner, group.created, creator.id};
  return groups[group.id] = group;
}

Project& State::make_project(const std::string& path, long group, const User& creator) {
  const auto id = next("project");
  auto& project = projects[id];
  project.id = id;
  project.path = path;
  project.name = path;
  project.group = group;
  project.creator = creator.id;
  project.visibility = "private";
  project.created = stamp();
  if (group == 0) project.members[creator.id] = {owner, project.created, creator.id};
  return project;
}

Issue& State::make_issue(Project& project, long author, Millis at, std::optional<long> iid) {
  auto& issue = project.issues.emplace_back();
  issue.id = next("issue");
  issue.iid = iid.value_or(project.last_iid + 1);
  project.last_iid = std::max(project.last_iid, issue.iid);
  issue.project = &project;
  issue.author = author;
  issue.created = at;
  issue.updated = at;
  project.by_iid[issue.iid] = &issue;
  return issue;
}

Label& State::make_label(long project, long group, const std::string& name, const std::string& color) {
  Label label;
  label.id = next("label");
  label.project = project;
  label.group = group;
  label.name = name;
  label.color = color;
  return labels[label.id] = label;
}

User* State::find_user(std::string_view username) {
  for (auto& [id, user] : users) {
    if (base::equals_folded(user.username, username)) return &user;
  }
  return nullptr;
}

std::string State::full_path(const Project& project) const {
  const auto& owner_path = project.group != 0 ? groups.at(project.group).path : users.at(project.creator).username;
  return owner_path + "/" + project.path;
}

Project* State::find_project(std::string_view id_or_path) {
  if (const auto id = read_number(id_or_path)) {
    const auto found = projects.find(*id);
    return found == projects.end() ? nullptr : &found->second;
  }
  for (auto& [id, project] : projects) {
    if (full_path(project) == id_or_path || project.old_paths.contains(std::string(id_or_path))) return &project;
  }
  return nullptr;
}

Group* State::find_group(std::string_view id_or_path) {
  const auto wanted = read_number(id_or_path);
  for (auto& [id, group] : groups) {
    if (wanted ? id == *wanted : group.path == id_or_path) return &group;
  }
  return nullptr;
}

std::vector<const Group*> State::lineage(long group) const {
  std::vector<const Group*> found;
  for (auto id = group; id != 0; id = found.back()->parent) found.push_back(&groups.at(id));
  return found;
}

bool State::is_within(long group, long ancestor) const {
  const auto groups_above = lineage(group);
  return std::any_of(groups_above.begin(), groups_above.end(), [&](const auto* one) { return one->id == ancestor; });
}

std::vector<const Label*> State::labels_of(const Project& project) const {
  std::vector<const Label*> found;
  for (const auto& [id, label] : labels) {
    if (label.project == project.id || (label.group != 0 && is_within(project.group, label.group)))
      found.push_back(&label);
  }
  return found;
}

std::vector<const Label*> State::labels_of(const Group& group, bool with_ancestors) const {
  std::vector<const Label*> found;
  for (const auto& [id, label] : labels) {
    if (label.group == 0) continue;
    if (label.group == group.id || (with_ancestors && is_within(group.id, label.group))) found.push_back(&label);
  }
  return found;
}

const Label* State::find_label(const Project& project, std::string_view name) const {
  for (const auto* label : labels_of(project)) {
    if (label->name == name) return label;
  }
  return nullptr;
}

}  // namespace secokr::test::fake_gitlab
