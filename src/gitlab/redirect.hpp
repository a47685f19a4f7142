#pragma once
#include "gitlab/error_map.hpp"

namespace secokr::gitlab {

/// A redirect, which is never followed: the project has moved, or something between sends elsewhere.
Error redirect_error(const http::Response& response, const Asked& asked, const ErrorContext& context);

}  // namespace secokr::gitlab
