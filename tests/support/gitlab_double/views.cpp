#include "support/gitlab_double/views.hpp"

#include <array>

#include <fmt/format.h>

#include "base/hash.hpp"
#include "support/gitlab_double/templates.hpp"

namespace secokr::test::fake_gitlab {

namespace {

std::string email_of(const User& user) {
  return user.bot ? user.username + "@noreply.localhost" : user.username + "@localhost.example";
}

std::string avatar_of(const User& user) {
  return fmt::format("https://www.gravatar.com/avatar/{}?s=80&d=identicon", base::sha256_hex(email_of(user)));
}

Json id_or_null(long id) { return id == 0 ? Json() : Json(id); }

Json namespace_view(const State& state, const Project& project) {
  Json view;
  if (project.group != 0) {
    const auto& group = state.groups.at(project.group);
    view = {{"id", group.id},
            {"name", last_part(group.path)},
            {"path", last_part(group.path)},
            {"kind", "group"},
            {"full_path", group.path},
            {"parent_id", id_or_null(group.parent)},
            {"avatar_url", nullptr},
            {"web_url", fmt::format("{}/groups/{}", state.origin, group.path)}};
  } else {
    const auto& user = state.users.at(project.creator);
    view = {{"id", user.id},
            {"name", user.name},
            {"path", user.username},
            {"kind", "user"},
            {"full_path", user.username},
            {"parent_id", nullptr},
            {"avatar_url", avatar_of(user)},
            {"web_url", fmt::format("{}/{}", state.origin, user.username)}};
  }
  return view;
}

}  // namespace

Json user_view(const State& state, long id) {
  const auto found = state.users.find(id);
  if (found == state.users.end()) return nullptr;
  const auto& user = found->second;
  return {{"id", user.id},
          {"username", user.username},
          {"public_email", nullptr},
          {"name", user.name},
          {"state", user.blocked ? "blocked" : "active"},
          {"locked", false},
          {"avatar_url", avatar_of(user)},
          {"web_url", fmt::format("{}/{}", state.origin, user.username)}};
}

Json listed_user_view(const State& state, const User& user, bool for_admin) {
  auto brief = user_view(state, user.id);
  if (!for_admin) return brief;
  auto view = template_of("user.json");
  view.update(brief);
  view["created_at"] = iso_time(user.created);
  view["confirmed_at"] = iso_time(user.created);
  view["last_activity_on"] = iso_day(state.now());
  view["bot"] = user.bot;
  view["email"] = email_of(user);
  view["commit_email"] = email_of(user);
  view["is_admin"] = user.admin;
  view["namespace_id"] = user.id;
  view["created_by"] = user_view(state, user.created_by);
  return view;
}

Json own_user_view(const State& state, const User& user, bool for_admin) {
  auto view = listed_user_view(state, user, true);
  if (user.bot) view["name"] = "****";
  for (const auto* key : {"followers", "following", "is_followed"}) view.erase(key);
  if (!for_admin) {
    for (const auto* key : {"is_admin", "note", "namespace_id", "created_by"}) view.erase(key);
  }
  return view;
}

Json token_view(const Token& token) {
  return {{"id", token.id},
          {"name", token.name},
          {"revoked", token.revoked},
          {"created_at", iso_time(token.created)},
          {"description", nullptr},
          {"scopes", token.scopes},
          {"user_id", token.user},
          {"last_used_at", token.last_used ? Json(iso_time(*token.last_used)) : Json()},
          {"active", !token.revoked && !token.expired},
          {"expires_at", token.expires_at}};
}

Json member_view(const State& state, long user, const Member& member) {
  auto view = user_view(state, user);
  view["access_level"] = member.level;
  view["created_at"] = iso_time(member.since);
  view["created_by"] = user_view(state, member.added_by);
  view["expires_at"] = nullptr;
  return view;
}

std::string last_part(const std::string& path) { return path.substr(path.rfind('/') + 1); }

Json group_view(const State& state, const Group& group) {
  auto view = template_of("group.json");
  view["id"] = group.id;
  for (const auto* key : {"name", "path"}) view[key] = last_part(group.path);
  view["full_path"] = group.path;
  std::string full_name;
  for (const char c : group.path) full_name += c == '/' ? " / " : std::string(1, c);
  view["full_name"] = full_name;
  view["parent_id"] = id_or_null(group.parent);
  view["web_url"] = fmt::format("{}/groups/{}", state.origin, group.path);
  view["visibility"] = group.visibility;
  view["created_at"] = iso_time(group.created);
  return view;
}

Json project_view(const State& state, const Project& project) {
  const auto path = state.full_path(project);
  const auto self = fmt::format("{}/api/v4/projects/{}", state.origin, project.id);
  auto view = template_of("project.json");
  view["id"] = project.id;
  view["description"] = project.description ? Json(*project.description) : Json();
  view["name"] = project.name;
  view["namespace"] = namespace_view(state, project);
  view["name_with_namespace"] = view["namespace"]["name"].get<std::string>() + " / " + project.name;
  view["path"] = project.path;
  view["path_with_namespace"] = path;
  view["ssh_url_to_repo"] = fmt::format("root@localhost:{}.git", path);
  view["http_url_to_repo"] = fmt::format("{}/{}.git", state.origin, path);
  view["web_url"] = fmt::format("{}/{}", state.origin, path);
  for (const auto* key : {"created_at", "last_activity_at", "updated_at"}) view[key] = iso_time(project.created);
  view["container_expiration_policy"]["next_run_at"] = iso_time(project.created + 86'400'000LL);
  view["visibility"] = project.visibility;
  view["archived"] = project.archived;
  view["creator_id"] = project.creator;
  view["issues_enabled"] = project.issues_enabled;
  view["issues_access_level"] = project.issues_enabled ? "enabled" : "disabled";
  view["_links"]["self"] = self;
  for (const auto* name :
       {"issues", "merge_requests", "repo_branches", "labels", "events", "members", "cluster_agents"}) {
    if (!project.issues_enabled && std::string_view(name) == "issues") continue;
    view["_links"][name] = self + "/" + (std::string_view(name) == "repo_branches" ? "repository/branches" : name);
  }
  if (project.group == 0) {
    view["owner"] = user_view(state, project.creator);
  } else {
    view.erase("owner");
  }
  long open = 0;
  for (const auto& issue : project.issues) open += issue.deleted || issue.closed ? 0 : 1;
  view["open_issues_count"] = open;
  if (!project.issues_enabled) view.erase("open_issues_count");
  if (!project.issues_enabled || project.archived) view.erase("service_desk_address");
  if (project.archived) {
    view["can_create_merge_request_in"] = false;
    view.erase("import_error");
  }
  return view;
}

Json milestone_view(const State& state, const Milestone& milestone) {
  const auto& project = state.projects.at(milestone.project);
  const auto optional = [](const std::optional<std::string>& text) { return text ? Json(*text) : Json(); };
  return {{"id", milestone.id},
          {"iid", milestone.iid},
          {"project_id", milestone.project},
          {"title", milestone.title},
          {"description", optional(milestone.description)},
          {"state", milestone.closed ? "closed" : "active"},
          {"created_at", iso_time(milestone.created)},
          {"updated_at", iso_time(milestone.updated)},
          {"due_date", optional(milestone.due_date)},
          {"start_date", optional(milestone.start_date)},
          {"expired", milestone.due_date && *milestone.due_date < iso_day(state.now())},
          {"web_url", fmt::format("{}/{}/-/milestones/{}", state.origin, state.full_path(project), milestone.iid)}};
}

Json plain_label_view(const Label& label) {
  // Dark letters on light colours, by their relative luminance.
  const auto channel = [&label](std::size_t at) {
    const auto hex = label.color.size() == 4 ? std::string(2, label.color[1 + at]) : label.color.substr(1 + at * 2, 2);
    const double value = static_cast<double>(std::stoul(hex, nullptr, 16)) / 255.0;
    return value * value;
  };
  const bool light = 0.2126 * channel(0) + 0.7152 * channel(1) + 0.0722 * channel(2) > 0.4;
  return {{"id", label.id},
          {"name", label.name},
          {"description", label.description ? Json(*label.description) : Json()},
          {"description_html", escape_html(label.description.value_or(""))},
          {"text_color", light ? "#1F1E24" : "#FFFFFF"},
          {"color", label.color}};
}

Json label_view(const Label& label) {
  auto view = plain_label_view(label);
  view["subscribed"] = false;
  return view;
}

Json note_view(const State& state, const Issue& issue, const Note& note) {
  return {{"id", note.id},
          {"type", nullptr},
          {"body", note.body},
          {"author", user_view(state, note.author)},
          {"created_at", iso_time(note.created)},
          {"updated_at", iso_time(note.updated)},
          {"system", note.system},
          {"noteable_id", issue.id},
          {"noteable_type", "Issue"},
          {"project_id", issue.project->id},
          {"resolvable", false},
          {"confidential", note.internal},
          {"internal", note.internal},
          {"imported", false},
          {"imported_from", "none"},
          {"noteable_iid", issue.iid},
          {"commands_changes", Json::object()}};
}

}  // namespace secokr::test::fake_gitlab
