#include "gitlab/redirect.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "gitlab/words.hpp"

namespace secokr::gitlab {
namespace {

constexpr std::size_t longest_shown = 200;
constexpr std::size_t longest_path = 2000;

/// The path of `https://host/a/b` and of `/a/b`.
std::string_view path_of(std::string_view location) {
  if (const auto scheme = location.find("://"); scheme != std::string_view::npos) {
    const auto slash = location.find('/', scheme + 3);
    return slash == std::string_view::npos ? std::string_view{} : location.substr(slash);
  }
  return location;
}

/// The project in `/api/v4/projects/new%2Fpath/issues`, readable; empty where there is none.
std::string project_in(std::string_view path) {
  constexpr std::string_view before = "/projects/";
  const auto found = path.find(before);
  if (found == std::string_view::npos) return {};
  std::string_view rest = path.substr(found + before.size());
  rest = rest.substr(0, std::min(rest.find('/'), longest_path));
  std::string project;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    const bool slash = base::equals_folded(rest.substr(i, 3), "%2F");
    project += slash ? '/' : rest[i];
    if (slash) i += 2;
  }
  return one_line(project, longest_shown);
}

Error sent_elsewhere(std::string_view from, const std::string& to) {
  return {.kind = ErrorKind::network,
          .what = fmt::format("{} sends the request elsewhere", from.empty() ? "The server" : from),
          .reason = fmt::format("It points to {}; a proxy, a single sign-on page or another server stands between, and "
                                "the token is not sent there",
                                to),
          .help = "Sign in to the VPN or proxy first; if GitLab has a new address, set tracker.host to it"};
}

std::string name_of(const Asked& asked, const ErrorContext& context) {
  if (!context.group.empty()) return "The group " + context.group;
  return context.project.empty() ? asked.what : "The project " + context.project;
}

/// What to do; `project` is where GitLab points to, empty where it does not tell.
std::string way_to(const std::string& project, const ErrorContext& context) {
  if (!context.group.empty()) return "Open the group in a browser and name it by its new path";
  if (!context.is_own) return "Open the project in a browser and name it by its new path";
  if (project.empty()) return "Open the project in a browser and set tracker.project to its new path";
  return fmt::format("Set tracker.project to {}, or to the project's new path", project);
}

}  // namespace

std::string redirected_project(const http::Response& response, const ErrorContext& context) {
  const std::string_view location = base::trim(response.header("Location"));
  const std::string_view path = path_of(location.substr(0, location.find_first_of("?#")));
  const bool absolute = location.find("://") != std::string_view::npos || location.starts_with("//");
  if (absolute && http::origin_of(location) != http::origin_of(context.origin)) return {};
  return project_in(path);
}

Error redirect_error(const http::Response& response, const Asked& asked, const ErrorContext& context) {
  std::string_view location = base::trim(response.header("Location"));
  // A query may hold what nobody should see, and other URLs.
  location = location.substr(0, location.find_first_of("?#"));
  const std::string_view path = path_of(location);
  const bool absolute = location.find("://") != std::string_view::npos || location.starts_with("//");
  const std::string origin = http::origin_of(location);
  if (absolute && origin != http::origin_of(context.origin))
    return sent_elsewhere(context.origin, one_line(origin.empty() ? "an unreadable address" : origin, longest_shown));
  if (path.find("/users/sign_in") != std::string_view::npos || path.find("/-/") != std::string_view::npos)
    return sent_elsewhere(context.origin, one_line(path, longest_shown));
  const std::string shown = context.moved_to.empty() ? one_line(path, longest_shown) : context.moved_to;
  return {.kind = ErrorKind::refused,
          .what = fmt::format("{} has moved", name_of(asked, context)),
          .reason = shown.empty() ? fmt::format("GitLab answers with status {} and tells no new place", response.status)
                                  : fmt::format("GitLab points to {}", shown),
          .help = way_to(context.moved_to.empty() ? project_in(path) : context.moved_to, context)};
}

}  // namespace secokr::gitlab
