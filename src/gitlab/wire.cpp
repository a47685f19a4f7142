#include "gitlab/wire.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "gitlab/error_map.hpp"
#include "gitlab/moment.hpp"

namespace secokr::gitlab {

using tracker::Issue;
using tracker::IssueRef;
using tracker::IssueState;

namespace {

base::Instant instant(const Json& json, const char* key) {
  return parse_instant(text_in(json, key)).value_or(base::Instant{});
}

/// Of an instant, or of a day, as some servers tell when a token expires.
std::optional<Day> day(const Json& json, const char* key) { return parse_day(text_in(json, key).substr(0, 10)); }

/// Names in a list of texts or of objects with the member `key`.
std::vector<std::string> names(const Json& list, const char* key) {
  std::vector<std::string> result;
  if (!list.is_array()) return result;
  for (const Json& row : list) {
    std::string name = row.is_string() ? row.get<std::string>() : text_in(row, key);
    if (!name.empty()) result.push_back(std::move(name));
  }
  return result;
}

std::vector<std::string> labels_of(const Json& json) {
  std::vector<std::string> labels = names(member_in(json, "labels"), "name");
  std::ranges::sort(labels);
  labels.erase(std::ranges::unique(labels).begin(), labels.end());
  return labels;
}

std::vector<std::string> assignees_of(const Json& json) {
  std::vector<std::string> assignees = names(member_in(json, "assignees"), "username");
  if (assignees.empty())
    if (std::string only = text_in(member_in(json, "assignee"), "username"); !only.empty())
      assignees.push_back(std::move(only));
  return assignees;
}

std::string health_of(const Json& json) {
  std::string health = text_in(json, "health_status");
  return health == "on_track" || health == "needs_attention" || health == "at_risk" ? health : std::string();
}

IssueRef ref_of(const Json& json, const std::string& project) {
  const std::string full = text_in(member_in(json, "references"), "full");
  const auto hash = full.rfind('#');
  const bool told = hash != std::string::npos && hash > 0;
  if (told) return {full.substr(0, hash), number_in(json, "iid")};
  const long number = number_in(json, "project_id");
  return {project.empty() && number > 0 ? std::to_string(number) : project, number_in(json, "iid")};
}

int access_level(const Json& project) {
  const Json& permissions = member_in(project, "permissions");
  const long highest = std::max(number_in(member_in(permissions, "project_access"), "access_level"),
                                number_in(member_in(permissions, "group_access"), "access_level"));
  return static_cast<int>(std::clamp(highest, 0L, 100L));
}

}  // namespace

Expected<Json> json_of(const http::Response& response, std::string_view what) {
  if (is_html(response)) return fail(html_error(response, {}));
  Json json = Json::parse(response.body, nullptr, false);
  if (!json.is_discarded()) return json;
  return fail({.kind = ErrorKind::network,
               .what = fmt::format("GitLab's answer to the question for {} cannot be read", what),
               .reason = response.body.empty() ? std::string("It is empty")
                                               : fmt::format("Its {} bytes are no JSON", response.body.size()),
               .help = "Run the command again; if it happens again, look for a proxy that cuts or changes answers"});
}

Issue issue_of(const Json& json, const std::string& project) {
  return {.ref = ref_of(json, project),
          .url = text_in(json, "web_url"),
          .title = text_in(json, "title"),
          .description = text_in(json, "description"),
          .state = text_in(json, "state") == "closed" ? IssueState::closed : IssueState::opened,
          .labels = labels_of(json),
          .assignees = assignees_of(json),
          .due = day(json, "due_date"),
          .milestone = text_in(member_in(json, "milestone"), "title"),
          .health = health_of(json),
          .confidential = flag_in(json, "confidential"),
          .moved = number_in(json, "moved_to_id") != 0,
          .author = text_in(member_in(json, "author"), "username"),
          .created_at = instant(json, "created_at"),
          .updated_at = instant(json, "updated_at")};
}

tracker::Note note_of(const Json& json, const IssueRef& issue) {
  return {.id = number_in(json, "id"),
          .issue = issue,
          .body = text_in(json, "body"),
          .author = text_in(member_in(json, "author"), "username"),
          .system = flag_in(json, "system"),
          .confidential = flag_in(json, "internal") || flag_in(json, "confidential"),
          .created_at = instant(json, "created_at"),
          .updated_at = instant(json, "updated_at")};
}

tracker::Label label_of(const Json& json) {
  return {.name = text_in(json, "name"),
          .color = text_in(json, "color"),
          .description = text_in(json, "description"),
          .inherited = !flag_in(json, "is_project_label", true)};
}

tracker::Link link_of(const Json& json, const IssueRef& from) {
  const std::string type = text_in(json, "link_type");
  tracker::LinkType known = tracker::LinkType::relates_to;
  if (type == "blocks") known = tracker::LinkType::blocks;
  if (type == "is_blocked_by") known = tracker::LinkType::is_blocked_by;
  return {.from = from, .to = ref_of(json, from.project), .type = known};
}

tracker::Account account_of(const Json& user, const Json& token) {
  return {.username = text_in(user, "username"),
          .scopes = names(member_in(token, "scopes"), "name"),
          .expires = day(token, "expires_at")};
}

tracker::Project project_of(const Json& json, const std::string& origin, bool is_admin) {
  const Json& id = member_in(json, "id");
  const int level = access_level(json);
  tracker::Project project{
      .path = text_in(json, "path_with_namespace"),
      .origin = origin,
      .id = id.is_string() ? id.get<std::string>() : std::string(),
      .url = text_in(json, "web_url"),
      .role = role_name(level),
      .visibility = text_in(json, "visibility"),
      .archived = flag_in(json, "archived"),
      .issues_enabled = flag_in(json, "issues_enabled", true) && text_in(json, "issues_access_level") != "disabled"};
  if (const long number = number_in(json, "id"); number > 0) project.id = std::to_string(number);
  project.can_write = !project.archived && project.issues_enabled && (level >= editing_level || is_admin);
  return project;
}

std::string role_name(int access_level) {
  struct Role {
    int level;
    const char* name;
  };
  // A level between two roles is a newer server's: it can at least what the role below can.
  static constexpr Role roles[] = {{60, "Admin"},    {50, "Owner"},   {40, "Maintainer"}, {30, "Developer"},
                                   {20, "Reporter"}, {15, "Planner"}, {10, "Guest"},      {5, "Minimal Access"}};
  for (const Role& role : roles)
    if (access_level >= role.level) return role.name;
  return {};
}

std::optional<base::Instant> parse_instant(std::string_view text) {
  const auto moment = parse_moment(text);
  if (!moment) return std::nullopt;
  return moment->instant;
}

std::pair<int, int> version_of(std::string_view text) {
  const char* const end = text.data() + text.size();
  int major = 0;
  int minor = 0;
  const auto first = std::from_chars(text.data(), end, major);
  if (first.ec != std::errc{} || first.ptr == end || *first.ptr != '.' || major < 0) return {0, 0};
  const auto second = std::from_chars(first.ptr + 1, end, minor);
  if (second.ec != std::errc{} || minor < 0) return {0, 0};
  return {major, minor};
}

}  // namespace secokr::gitlab
