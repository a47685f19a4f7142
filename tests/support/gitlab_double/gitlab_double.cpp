#include "support/gitlab_double/gitlab_double.hpp"

#include <atomic>
#include <cstdlib>

#include <fmt/format.h>
#include <unistd.h>

#include "support/gitlab_double/changes.hpp"
#include "support/gitlab_double/server.hpp"

namespace secokr::test {

namespace {

using fake_gitlab::Project;
using fake_gitlab::State;

constexpr long first_group = 10;
constexpr long first_project = 6;
constexpr fake_gitlab::Millis long_ago = 1'577'836'800'000;  // 2020-01-01

Project& home(State& state) {
  const auto found = state.projects.find(first_project);
  if (found == state.projects.end()) throw std::logic_error("the double was made without a project");
  return found->second;
}

fake_gitlab::Group& group_at(State& state, const std::string& path) {
  if (auto* found = state.find_group(path)) return *found;
  if (const auto slash = path.rfind('/'); slash != std::string::npos) group_at(state, path.substr(0, slash));
  return state.make_group(path, state.users.at(1));
}

/// The place of this double's log, where the environment asks for one.
std::string file_in_log_folder() {
  static std::atomic<int> number = 0;
  const char* folder = std::getenv("SECOKR_REQUEST_LOG_DIR");
  return folder == nullptr ? "" : fmt::format("{}/{}-{}.jsonl", folder, getpid(), ++number);
}

void furnish(State& state) {
  state.begin_ids("group", first_group);
  state.begin_ids("project", first_project);
  state.begin_ids("label", 12);
  state.begin_ids("milestone", 2);
  state.begin_ids("issue", 25);
  state.begin_ids("note", 31);
  auto& root = state.make_user("root", true);
  state.make_token(root, "token-of-root", {"api", "admin_mode", "sudo"}).name = "okr-root";
  if (!state.options.with_project) return;
  auto& group = state.make_group("security", root);
  state.make_project("okrs", group.id, root);
}

}  // namespace

GitlabDouble::GitlabDouble(DoubleOptions options) : m_server(std::make_unique<Server>(std::move(options))) {
  if (const auto file = file_in_log_folder(); !file.empty()) log_to(file);
  const std::lock_guard guard(m_server->lock);
  furnish(m_server->state);
}

GitlabDouble::~GitlabDouble() = default;

std::string GitlabDouble::origin() const { return m_server->state.origin; }

std::string GitlabDouble::project() const {
  const std::lock_guard guard(m_server->lock);
  return m_server->state.full_path(home(m_server->state));
}

std::string GitlabDouble::add_user(const std::string& username, int access_level,
                                   const std::vector<std::string>& scopes) {
  const std::lock_guard guard(m_server->lock);
  auto& state = m_server->state;
  auto* user = state.find_user(username);
  if (user == nullptr) user = &state.make_user(username, false);
  if (state.projects.contains(first_project)) {
    auto& members = home(state).members;
    members.erase(user->id);
    if (access_level > 0) members[user->id] = {access_level, state.stamp(), 1};
  }
  return state.make_token(*user, "", scopes).secret;
}

void GitlabDouble::expire_token(const std::string& token) {
  const std::lock_guard guard(m_server->lock);
  for (auto& [id, known] : m_server->state.tokens) {
    if (known.secret == token) known.expired = true;
  }
}

void GitlabDouble::add_group(const std::string& path) {
  const std::lock_guard guard(m_server->lock);
  group_at(m_server->state, path);
}

void GitlabDouble::add_project(const std::string& path) {
  const std::lock_guard guard(m_server->lock);
  auto& state = m_server->state;
  const auto slash = path.rfind('/');
  if (slash == std::string::npos) throw std::logic_error(path + " is no GROUP/PROJECT");
  const auto group = group_at(state, path.substr(0, slash)).id;
  if (state.find_project(path) == nullptr) state.make_project(path.substr(slash + 1), group, state.users.at(1));
}

void GitlabDouble::add_member(const std::string& place, const std::string& username, int access_level) {
  const std::lock_guard guard(m_server->lock);
  auto& state = m_server->state;
  auto* project = state.find_project(place);
  auto* group = state.find_group(place);
  const auto* user = state.find_user(username);
  if (user == nullptr || (project == nullptr && group == nullptr))
    throw std::logic_error(username + " or " + place + " is not there");
  auto& members = project != nullptr ? project->members : group->members;
  members.erase(user->id);
  if (access_level > 0) members[user->id] = {access_level, state.stamp(), 1};
}

long GitlabDouble::add_issue(const std::string& project, const std::string& title,
                             const std::vector<std::string>& labels, const std::string& description,
                             const std::string& assignee) {
  const std::lock_guard guard(m_server->lock);
  auto& state = m_server->state;
  auto* found = state.find_project(project);
  if (found == nullptr) throw std::logic_error("there is no project " + project);
  auto& issue = state.make_issue(*found, 1, state.stamp());
  issue.title = title;
  issue.labels = fake_gitlab::label_ids(state, *found, labels, true);
  if (!description.empty()) issue.description = description;
  if (const auto* user = assignee.empty() ? nullptr : state.find_user(assignee)) issue.assignees = {user->id};
  return issue.iid;
}

void GitlabDouble::add_group_label(const std::string& name, const std::string& color, const std::string& description,
                                   const std::string& group) {
  const std::lock_guard guard(m_server->lock);
  auto& state = m_server->state;
  auto& label = state.make_label(0, group.empty() ? home(state).group : group_at(state, group).id, name, color);
  if (!description.empty()) label.description = description;
}

void GitlabDouble::add_issues(long count) {
  const std::lock_guard guard(m_server->lock);
  auto& state = m_server->state;
  for (long i = 1; i <= count; ++i) {
    auto& project = home(state);
    const auto at = long_ago + project.last_iid * 1000;
    auto& issue = state.make_issue(project, 1, at);
    issue.title = fmt::format("issue {}", i);
  }
}

void GitlabDouble::set_archived(bool archived) {
  const std::lock_guard guard(m_server->lock);
  home(m_server->state).archived = archived;
}

void GitlabDouble::set_issues_enabled(bool enabled) {
  const std::lock_guard guard(m_server->lock);
  home(m_server->state).issues_enabled = enabled;
}

void GitlabDouble::move_project(const std::string& new_path) {
  const std::lock_guard guard(m_server->lock);
  auto& state = m_server->state;
  auto& project = home(state);
  project.old_paths.insert(state.full_path(project));
  const auto slash = new_path.rfind('/');
  const auto group = slash == std::string::npos ? "" : new_path.substr(0, slash);
  project.path = new_path.substr(slash == std::string::npos ? 0 : slash + 1);
  if (!group.empty()) project.group = group_at(state, group).id;
  project.old_paths.erase(state.full_path(project));
}

void GitlabDouble::add_fault(DoubleFault fault) {
  const std::lock_guard guard(m_server->lock);
  m_server->faults.push_back(std::move(fault));
}

void GitlabDouble::clear_faults() {
  const std::lock_guard guard(m_server->lock);
  m_server->faults.clear();
}

std::vector<RecordedRequest> GitlabDouble::requests() const {
  const std::lock_guard guard(m_server->lock);
  return m_server->recorded;
}

void GitlabDouble::forget_requests() {
  const std::lock_guard guard(m_server->lock);
  m_server->recorded.clear();
}

void GitlabDouble::log_to(const std::string& file) {
  const std::lock_guard guard(m_server->lock);
  m_server->log = std::ofstream(file, std::ios::app);
  if (!m_server->log) throw std::runtime_error("cannot write the requests to " + file);
}

}  // namespace secokr::test
