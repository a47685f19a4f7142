#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "config/config.hpp"

namespace secokr::config {
namespace {

struct Scheme {
  std::string_view prefix;
  std::string_view port;  ///< that goes without saying
};
constexpr Scheme https{"https://", "443"};
constexpr Scheme http{"http://", "80"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_port(std::string_view text) {
  constexpr int most = 65'535;
  int number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  return failed == std::errc{} && end == text.data() + text.size() && is_digit(text.front()) && number > 0 &&
         number <= most;
}

bool is_name(std::string_view name) {
  if (name.starts_with('[') && name.ends_with(']') && name.size() > 2)
    return std::ranges::all_of(name.substr(1, name.size() - 2),
                               [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || c == ':' || c == '.'; });
  const auto allowed = [](char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || c == '-' || c == '.' || c == '_'; };
  return !name.empty() && name.front() != '-' && std::ranges::all_of(name, allowed);
}

bool is_this_machine(std::string_view name) { return name == "localhost" || name == "127.0.0.1" || name == "[::1]"; }

}  // namespace

std::optional<std::string> origin_of(std::string_view url) {
  std::string folded = base::fold_case(base::trim(url));
  while (folded.ends_with('/')) folded.pop_back();
  const Scheme& scheme = folded.starts_with(https.prefix) ? https : http;
  if (!folded.starts_with(scheme.prefix)) return std::nullopt;
  const std::string_view address = std::string_view{folded}.substr(scheme.prefix.size());
  const auto name_end = address.starts_with('[') ? address.find(']') : std::size_t{0};
  const auto colon = name_end == std::string_view::npos ? name_end : address.find(':', name_end);
  const std::string_view name = address.substr(0, colon);
  if (!is_name(name) || (&scheme == &http && !is_this_machine(name))) return std::nullopt;
  std::string origin{scheme.prefix};
  origin += name;
  if (colon == std::string_view::npos) return origin;
  const std::string_view port = address.substr(colon + 1);
  if (port.empty() || !is_port(port)) return std::nullopt;
  if (port != scheme.port) origin.append(":").append(port);
  return origin;
}

}  // namespace secokr::config
