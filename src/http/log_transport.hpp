#pragma once
#include <functional>
#include <memory>
#include <string_view>

#include "http/transport.hpp"

namespace secokr::http {

/// Says each request and what came of it, one line each: `GET https://gitlab.com/api/v4/user -> 200, 512 bytes`. Never
/// a body or a header; a query's `private_token` and the like are masked.
std::unique_ptr<Transport> with_log(std::unique_ptr<Transport> inner, std::function<void(std::string_view line)> say);

}  // namespace secokr::http
