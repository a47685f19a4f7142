#pragma once
#include <string>
#include <string_view>

#include <secokr/error.hpp>

#include "http/transport.hpp"

namespace secokr::gitlab {

/// What an error says about where and who.
struct ErrorContext {
  std::string origin{};
  std::string project{};       ///< as people name it
  bool is_own = true;          ///< it is the one that the configuration names
  std::string group{};         ///< where a group was asked in place of a project; of it nothing more is known
  std::string token_source{};  ///< `GITLAB_TOKEN`
  std::string role{};          ///< mine in the project; empty where it is not known
  bool archived = false;
  bool issues_enabled = true;
  std::string moved_to{};  ///< the path of the project that a redirect names by its number
};

/// What was asked, for people: "issue #12", "the label `OKR`", "the project gitlab-com/gitlab-OKRs"; and where, both
/// empty for the tracker's own project.
struct Asked {
  std::string what{};
  std::string project{};
  std::string group{};
};

/// GitLab's own words in a body, in one line, from every shape that it has: `message` as text, list or object of lists,
/// `error`, `error_description`, plain text. Empty for HTML and for nothing. Without control characters, at most 500
/// bytes.
std::string words_of(const http::Response& response);

/// Any status but 2xx as an error: 401 names the token's source, 403 the missing scope or the role, 404 says that it
/// may be permission, 3xx that the project moved, HTML that something else than GitLab answered; 409, 422, 429, 5xx.
Error error_of(const http::Response& response, const Asked& asked, const ErrorContext& context);
/// No answer at all. `lost` after a POST is the caller's business: kind network here.
Error error_of(const http::NoAnswer& no_answer, const Asked& asked, const ErrorContext& context);

/// The project moved, or something between sends elsewhere.
bool is_redirect(int status);

/// True for a page meant for a browser, which GitLab's API never gives.
bool is_html(const http::Response& response);
/// The error for such a page, with any status; an empty origin is not named.
Error html_error(const http::Response& response, std::string_view origin);

}  // namespace secokr::gitlab
