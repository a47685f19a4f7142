#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "http/request.hpp"

namespace secokr::http {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string lower(std::string_view text) {
  std::string result{text};
  std::ranges::transform(result, result.begin(), [](char c) { return lower(c); });
  return result;
}

/// What libcurl could read otherwise than this parser is refused: user information, back-slashes, percent signs.
bool is_host_name(std::string_view host) {
  return !host.empty() && std::ranges::all_of(host, [](char c) {
    return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-' || c == '.' || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
  });
}

bool is_address_in_brackets(std::string_view host) {
  return host.size() > 3 && host.front() == '[' && host.back() == ']' &&
         std::ranges::all_of(host.substr(1, host.size() - 2),
                             [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || c == ':' || c == '.'; });
}

/// 0 for what is no port.
unsigned port_of(std::string_view digits) {
  unsigned port = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  return error == std::errc{} && end == digits.data() + digits.size() && port <= 65'535 ? port : 0;
}

/// Exactly four decimal parts: `127.1` and `0177.0.0.1` are other spellings that nobody needs.
bool is_address_127(std::string_view host) {
  const auto parts = base::split(host, '.');
  return parts.size() == 4 && parts[0] == "127" && std::ranges::all_of(parts, [](std::string_view part) {
           return !part.empty() && part.size() <= 3 && std::ranges::all_of(part, is_digit) &&
                  (part.size() == 1 || part.front() != '0') && (part.size() < 3 || part <= "255");
         });
}

}  // namespace

std::string origin_of(std::string_view url) {
  if (std::ranges::any_of(url, [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f; })) return {};
  const auto colon = url.find("://");
  if (colon == std::string_view::npos) return {};
  const std::string scheme = lower(url.substr(0, colon));
  if (scheme != "http" && scheme != "https") return {};

  const auto rest = url.substr(colon + 3);
  const std::string authority = lower(rest.substr(0, rest.find_first_of("/?#")));
  const auto after_host = authority.find(':', authority.starts_with('[') ? authority.find(']') : 0);
  const std::string host = authority.substr(0, after_host);
  if (!is_host_name(host) && !is_address_in_brackets(host)) return {};

  const unsigned usual_port = scheme == "https" ? 443 : 80;
  unsigned port = usual_port;
  if (after_host != std::string::npos && after_host + 1 < authority.size()) {
    port = port_of(std::string_view{authority}.substr(after_host + 1));
    if (port == 0) return {};
  }
  return scheme + "://" + host + (port == usual_port ? "" : ":" + std::to_string(port));
}

bool is_loopback(std::string_view url) {
  const std::string origin = origin_of(url);
  if (origin.empty()) return false;
  const auto authority = std::string_view{origin}.substr(origin.find("://") + 3);
  if (authority.starts_with('[')) return authority.substr(0, authority.find(']') + 1) == "[::1]";
  const auto host = authority.substr(0, authority.find(':'));
  return host == "localhost" || is_address_127(host);
}

}  // namespace secokr::http
