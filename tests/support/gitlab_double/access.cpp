#include <algorithm>

#include <fmt/format.h>

#include "support/gitlab_double/state.hpp"

namespace secokr::test::fake_gitlab {

int State::level(const User* user, const Project& project) const {
  if (user == nullptr) return 0;
  if (user->admin) return owner;
  int level = 0;
  if (const auto found = project.members.find(user->id); found != project.members.end()) level = found->second.level;
  if (project.group != 0) {
    const auto& members = groups.at(project.group).members;
    if (const auto found = members.find(user->id); found != members.end()) level = std::max(level, found->second.level);
  }
  return level;
}

bool State::can_read(const User* user, const Project& project) const {
  return project.visibility == "public" || (project.visibility == "internal" && user != nullptr) ||
         level(user, project) > 0;
}

bool State::can_read(const User* user, const Issue& issue) const {
  if (issue.deleted || !issue.project->issues_enabled || !can_read(user, *issue.project)) return false;
  if (!issue.confidential || level(user, *issue.project) >= planner) return true;
  return user != nullptr && (user->id == issue.author || std::find(issue.assignees.begin(), issue.assignees.end(),
                                                                   user->id) != issue.assignees.end());
}

Project& State::project_of(const Call& call) {
  const auto& wanted = call.route.at("id");
  auto* project = find_project(wanted);
  if (project == nullptr || !can_read(call.user, *project)) not_found("Project Not Found");
  if (project->old_paths.contains(wanted)) {
    auto target = call.path;
    const auto sent = target.find("/projects/") + 10;
    target.replace(sent,
                   target.find('/', sent) == std::string::npos ? std::string::npos : target.find('/', sent) - sent,
                   std::to_string(project->id));
    Refusal moved;
    moved.answer.status = 301;
    moved.answer.headers.emplace_back("Location", origin + target);
    moved.answer.text = fmt::format("This resource has been moved permanently to {}{}", origin, target);
    throw moved;
  }
  return *project;
}

Group& State::group_of(const Call& call) {
  auto* group = find_group(call.route.at("id"));
  const bool seen =
      group != nullptr &&
      (group->visibility == "public" ||
       (call.user != nullptr && (call.user->admin || group->members.contains(call.user->id) ||
                                 std::any_of(projects.begin(), projects.end(), [&](const auto& item) {
                                   return item.second.group == group->id && item.second.members.contains(call.user->id);
                                 }))));
  if (!seen) not_found("Group Not Found");
  return *group;
}

Issue* State::find_issue(const User* user, Project& project, long iid) {
  const auto found = project.by_iid.find(iid);
  return found == project.by_iid.end() || !can_read(user, *found->second) ? nullptr : found->second;
}

Issue& State::issue_of(const Call& call, const std::string& key) {
  ParamCheck(call).route_number(key).done();
  auto& project = project_of(call);
  auto* issue = find_issue(call.user, project, *read_number(call.route.at(key)));
  if (issue == nullptr) not_found();
  return *issue;
}

void State::needs_level(const Call& call, const Project& project, int wanted) const {
  if (level(call.user, project) < wanted || project.archived) forbidden();
}

}  // namespace secokr::test::fake_gitlab
