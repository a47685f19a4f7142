#include <algorithm>

#include <fmt/format.h>

#include "support/gitlab_double/state.hpp"

namespace secokr::test::fake_gitlab {

const Member* State::member_of(long group, long user) const {
  const Member* highest = nullptr;
  for (const auto* one : lineage(group)) {
    const auto found = one->members.find(user);
    if (found == one->members.end()) continue;
    if (highest == nullptr || highest->level < found->second.level) highest = &found->second;
  }
  return highest;
}

int State::level(const User* user, const Group& group) const {
  if (user == nullptr) return 0;
  if (user->admin) return owner;
  const auto* member = member_of(group.id, user->id);
  return member == nullptr ? 0 : member->level;
}

int State::level(const User* user, const Project& project) const {
  if (user == nullptr) return 0;
  if (user->admin) return owner;
  int level = project.group == 0 ? 0 : this->level(user, groups.at(project.group));
  if (const auto found = project.members.find(user->id); found != project.members.end())
    level = std::max(level, found->second.level);
  return level;
}

bool State::can_read(const User* user, const Group& group) const {
  if (group.visibility == "public" || (group.visibility == "internal" && user != nullptr) || level(user, group) > 0)
    return true;
  // Who is a member of anything below a group sees that it is there.
  const auto is_member = [&](const auto& members) { return user != nullptr && members.contains(user->id); };
  return std::any_of(
             groups.begin(), groups.end(),
             [&](const auto& item) { return is_within(item.first, group.id) && is_member(item.second.members); }) ||
         std::any_of(projects.begin(), projects.end(), [&](const auto& item) {
           return is_within(item.second.group, group.id) && is_member(item.second.members);
         });
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
  if (group == nullptr || !can_read(call.user, *group)) not_found("Group Not Found");
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
