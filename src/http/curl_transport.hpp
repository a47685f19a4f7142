#pragma once
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "base/secret.hpp"
#include "http/transport.hpp"

namespace secokr::http {

struct CurlOptions {
  base::Secret token{};        ///< sent as `Authorization: Bearer`, to `token_origin` alone
  std::string token_origin{};  ///< as `origin_of` gives it
  std::string user_agent{};
  std::string ca_file{};  ///< authorities to trust in place of the system's; empty = the system's
  std::string proxy{};    ///< empty = what the environment says (`https_proxy`, `no_proxy`, …); loopback never has one
  bool http2 = false;     ///< HTTP/2 where the server offers it by ALPN; else HTTP/1.1
  int connections = 6;
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::seconds low_speed_time{30};  ///< ended when slower than a byte a second for so long
  std::chrono::milliseconds total_timeout{120'000};
  std::size_t longest_answer = std::size_t{64} << 20;
};

/// A transport over one curl_multi: keep-alive, gzip, certificates and host names checked, no redirects, no cookies, no
/// netrc. A POST is sent once, also when a reused connection breaks (ARCHITECTURE: libcurl would send it again). A
/// token goes to its own origin only, and over plain HTTP only to loopback: else the request fails with `not_allowed`.
std::unique_ptr<Transport> make_curl_transport(CurlOptions options);

}  // namespace secokr::http
