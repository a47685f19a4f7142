#include "gitlab/wire.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <tuple>

#include "gitlab/error_map.hpp"
#include "gitlab/moment.hpp"

namespace secokr::gitlab {

using tracker::Issue;
using tracker::IssueRef;
using tracker::IssueState;

namespace {

/// A member, or null where there is none.
const Json& at(const Json& json, const char* key) {
  static const Json null;
  if (!json.is_object()) return null;
  const auto found = json.find(key);
  return found == json.end() ? null : *found;
}

std::string text(const Json& json, const char* key) {
  const Json& value = at(json, key);
  return value.is_string() ? value.get<std::string>() : std::string();
}

long number(const Json& value) {
  // Read as it was stored: a number that is too large would wrap.
  if (value.is_number_unsigned()) {
    const auto stored = value.get<std::uint64_t>();
    return stored <= static_cast<std::uint64_t>(std::numeric_limits<long>::max()) ? static_cast<long>(stored) : 0;
  }
  return value.is_number_integer() ? static_cast<long>(value.get<std::int64_t>()) : 0;
}

bool flag(const Json& json, const char* key, bool otherwise = false) {
  const Json& value = at(json, key);
  return value.is_boolean() ? value.get<bool>() : otherwise;
}

base::Instant instant(const Json& json, const char* key) {
  return parse_instant(text(json, key)).value_or(base::Instant{});
}

/// Of an instant, or of a day, as some servers tell when a token expires.
std::optional<Day> day(const Json& json, const char* key) { return parse_day(text(json, key).substr(0, 10)); }

/// Names in a list of texts or of objects with the member `key`.
std::vector<std::string> names(const Json& list, const char* key) {
  std::vector<std::string> result;
  if (!list.is_array()) return result;
  for (const Json& row : list) {
    std::string name = row.is_string() ? row.get<std::string>() : text(row, key);
    if (!name.empty()) result.push_back(std::move(name));
  }
  return result;
}

std::vector<std::string> labels_of(const Json& json) {
  std::vector<std::string> labels = names(at(json, "labels"), "name");
  std::ranges::sort(labels);
  labels.erase(std::ranges::unique(labels).begin(), labels.end());
  return labels;
}

std::vector<std::string> assignees_of(const Json& json) {
  std::vector<std::string> assignees = names(at(json, "assignees"), "username");
  if (assignees.empty())
    if (std::string only = text(at(json, "assignee"), "username"); !only.empty()) assignees.push_back(std::move(only));
  return assignees;
}

std::string health_of(const Json& json) {
  std::string health = text(json, "health_status");
  return health == "on_track" || health == "needs_attention" || health == "at_risk" ? health : std::string();
}

IssueRef ref_of(const Json& json, const std::string& project) {
  const std::string full = text(at(json, "references"), "full");
  const auto hash = full.rfind('#');
  const bool told = hash != std::string::npos && hash > 0;
  return {told ? full.substr(0, hash) : project, number(at(json, "iid"))};
}

/// An event and what orders it: its moment, labels before states, its id.
struct Dated {
  Moment moment{};
  bool is_state = false;
  long id = 0;
  tracker::Event event{};
  auto key() const { return std::tuple{moment, is_state, id}; }
};

Dated dated(const Json& row, bool is_state) {
  const Moment moment = parse_moment(text(row, "created_at")).value_or(Moment{});
  return {.moment = moment,
          .is_state = is_state,
          .id = number(at(row, "id")),
          .event = {
              .field = is_state ? "state" : "label", .user = text(at(row, "user"), "username"), .at = moment.instant}};
}

void add_label_event(std::vector<Dated>& events, const Json& row) {
  const std::string action = text(row, "action");
  if (action != "add" && action != "remove") return;
  Dated entry = dated(row, false);
  (action == "add" ? entry.event.after : entry.event.before) = text(at(row, "label"), "name");
  events.push_back(std::move(entry));
}

void add_state_event(std::vector<Dated>& events, const Json& row) {
  const std::string state = text(row, "state");
  const bool opened = state == "reopened" || state == "opened";
  if (!opened && state != "closed" && state != "merged") return;
  Dated entry = dated(row, true);
  entry.event.before = opened ? "closed" : "opened";
  entry.event.after = opened ? "opened" : "closed";
  events.push_back(std::move(entry));
}

int access_level(const Json& project) {
  const Json& permissions = at(project, "permissions");
  const long highest = std::max(number(at(at(permissions, "project_access"), "access_level")),
                                number(at(at(permissions, "group_access"), "access_level")));
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
          .url = text(json, "web_url"),
          .title = text(json, "title"),
          .description = text(json, "description"),
          .state = text(json, "state") == "closed" ? IssueState::closed : IssueState::opened,
          .labels = labels_of(json),
          .assignees = assignees_of(json),
          .due = day(json, "due_date"),
          .milestone = text(at(json, "milestone"), "title"),
          .health = health_of(json),
          .confidential = flag(json, "confidential"),
          .author = text(at(json, "author"), "username"),
          .created_at = instant(json, "created_at"),
          .updated_at = instant(json, "updated_at")};
}

tracker::Note note_of(const Json& json, const IssueRef& issue) {
  return {.id = number(at(json, "id")),
          .issue = issue,
          .body = text(json, "body"),
          .author = text(at(json, "author"), "username"),
          .system = flag(json, "system"),
          .confidential = flag(json, "internal") || flag(json, "confidential"),
          .created_at = instant(json, "created_at"),
          .updated_at = instant(json, "updated_at")};
}

tracker::Label label_of(const Json& json) {
  return {.name = text(json, "name"),
          .color = text(json, "color"),
          .description = text(json, "description"),
          .inherited = !flag(json, "is_project_label", true)};
}

tracker::Link link_of(const Json& json, const IssueRef& from) {
  const std::string type = text(json, "link_type");
  tracker::LinkType known = tracker::LinkType::relates_to;
  if (type == "blocks") known = tracker::LinkType::blocks;
  if (type == "is_blocked_by") known = tracker::LinkType::is_blocked_by;
  return {.from = from, .to = ref_of(json, from.project), .type = known};
}

std::vector<tracker::Event> events_of(const Json& label_events, const Json& state_events) {
  std::vector<Dated> dated;
  if (label_events.is_array())
    for (const Json& row : label_events) add_label_event(dated, row);
  if (state_events.is_array())
    for (const Json& row : state_events) add_state_event(dated, row);
  std::ranges::stable_sort(dated, {}, &Dated::key);
  std::vector<tracker::Event> events;
  events.reserve(dated.size());
  for (Dated& entry : dated) events.push_back(std::move(entry.event));
  return events;
}

tracker::Account account_of(const Json& user, const Json& token) {
  return {.username = text(user, "username"),
          .scopes = names(at(token, "scopes"), "name"),
          .expires = day(token, "expires_at")};
}

tracker::Project project_of(const Json& json, const std::string& origin, bool is_admin) {
  const Json& id = at(json, "id");
  const int level = access_level(json);
  tracker::Project project{
      .path = text(json, "path_with_namespace"),
      .origin = origin,
      .id = id.is_string() ? id.get<std::string>() : std::string(),
      .url = text(json, "web_url"),
      .role = role_name(level),
      .visibility = text(json, "visibility"),
      .archived = flag(json, "archived"),
      .issues_enabled = flag(json, "issues_enabled", true) && text(json, "issues_access_level") != "disabled"};
  if (number(id) > 0) project.id = std::to_string(number(id));
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
