#pragma once
#include "gitlab/error_map.hpp"

namespace secokr::gitlab {

/// The project that a redirect of GitLab's own points to, as it names it: by its path, or by a number alone. Empty
/// where it points elsewhere.
std::string redirected_project(const http::Response& response, const ErrorContext& context);

/// A redirect, which is never followed: the project has moved, or something between sends elsewhere.
Error redirect_error(const http::Response& response, const Asked& asked, const ErrorContext& context);

}  // namespace secokr::gitlab
