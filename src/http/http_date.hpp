#pragma once
#include <optional>
#include <string_view>

#include "base/clock.hpp"

namespace secokr::http {

/// `Sun, 22 Nov 2026 03:19:30 GMT`, and the two older forms that RFC 9110 (5.6.7) has everybody read; nothing for
/// anything else.
std::optional<base::Instant> parse_http_date(std::string_view text);

}  // namespace secokr::http
