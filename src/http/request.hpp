#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace secokr::http {

enum class Method { get, post, put, del };
std::string_view to_string(Method method);  ///< "GET", "POST", "PUT", "DELETE"

struct Header {
  std::string name{};
  std::string value{};
  friend bool operator==(const Header&, const Header&) = default;
};

/// One request. Tokens are no headers of it: the transport adds them, for their own origin only.
struct Request {
  Method method = Method::get;
  std::string url{};  ///< absolute, encoded
  std::vector<Header> headers{};
  std::string body{};  ///< sent with POST and PUT
  /// A POST that the server may have seen cannot be sent again; everything else can.
  bool is_repeatable() const { return method != Method::post; }
};

struct Response {
  int status = 0;
  std::vector<Header> headers{};
  std::string body{};
  /// The first header of that name, case ignored; empty where there is none.
  std::string_view header(std::string_view name) const;
};

/// `https://gitlab.com:443/x` -> `https://gitlab.com`: scheme, host and a port that is not the scheme's own, in lower
/// case; empty for what is no URL.
std::string origin_of(std::string_view url);
/// True for `localhost`, 127.0.0.0/8 and `[::1]`.
bool is_loopback(std::string_view url);

}  // namespace secokr::http
