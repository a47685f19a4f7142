#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/error.hpp>

#include "gitlab/json_members.hpp"
#include "http/request.hpp"
#include "tracker/port/issue.hpp"

namespace secokr::gitlab {

/// GitLab's JSON as neutral values. What is missing, null or of another type than GitLab's becomes empty, never an
/// exception: servers differ.

/// The body as JSON. Error network: it is none (cut, or a page of something between).
Expected<Json> json_of(const http::Response& response, std::string_view what);

/// `project` is the path that the issue's ref gets where the JSON does not tell (`references.full`); without one it is
/// the project's number.
tracker::Issue issue_of(const Json& json, const std::string& project);
tracker::Note note_of(const Json& json, const tracker::IssueRef& issue);
tracker::Label label_of(const Json& json);
/// A row of an issue's links: the other issue and the type as seen from `from`.
tracker::Link link_of(const Json& json, const tracker::IssueRef& from);
/// `user` and the token's own description, which may be null where the server has none for this kind of token.
tracker::Account account_of(const Json& user, const Json& token);
tracker::Project project_of(const Json& json, const std::string& origin, bool is_admin);

/// "Guest", "Planner", "Reporter", …; empty for none.
std::string role_name(int access_level);
/// From Planner (15) up issues may be edited.
inline constexpr int editing_level = 15;

/// `2026-11-22T03:18:20.422Z`, also with an offset; nothing when it is no instant. Fractions are cut.
std::optional<base::Instant> parse_instant(std::string_view text);

/// `18.9.0-pre` -> {18, 9}; {0, 0} for what is no version.
std::pair<int, int> version_of(std::string_view text);

}  // namespace secokr::gitlab
