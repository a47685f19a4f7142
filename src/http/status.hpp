#pragma once

/// The status codes that decide what happens next.
namespace secokr::http::status {

inline constexpr int accepted = 202;
inline constexpr int forbidden = 403;
inline constexpr int not_found = 404;
inline constexpr int conflict = 409;
inline constexpr int unprocessable = 422;

}  // namespace secokr::http::status
