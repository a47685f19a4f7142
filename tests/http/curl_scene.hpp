#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "http/curl_transport.hpp"

namespace secokr::test {

inline constexpr std::string_view token = "glpat-of-a-test";

inline http::CurlOptions with_token(std::string_view url) {
  return {.token = base::Secret{std::string{token}}, .token_origin = http::origin_of(url)};
}

/// The body of an answer 200; "no answer: …" or the status else, so that a failed comparison tells why.
inline std::string body_of(const http::Answer& answer) {
  if (!answer) return "no answer: " + answer.error().detail;
  return answer->status == 200 ? answer->body : "status " + std::to_string(answer->status);
}

inline std::optional<http::Fault> fault_of(const http::Answer& answer) {
  return answer ? std::nullopt : std::optional{answer.error().fault};
}

inline std::string detail_of(const http::Answer& answer) {
  return answer ? "answered with " + std::to_string(answer->status) : answer.error().detail;
}

}  // namespace secokr::test
