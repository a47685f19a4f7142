#include "config/toml_depth.hpp"

#include <algorithm>

namespace secokr::config {
namespace {

constexpr std::string_view key_characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_- \t";

/// Behind the string that begins at `at`; a single-line one ends with its line, closed or not.
std::size_t end_of_string(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const bool long_one = text.substr(at, 3) == std::string_view(quote == '"' ? "\"\"\"" : "'''");
  const std::string_view end = text.substr(at, long_one ? 3 : 1);
  for (std::size_t i = at + end.size(); i < text.size(); ++i) {
    if (!long_one && text[i] == '\n') return i;
    if (quote == '"' && text[i] == '\\')
      ++i;
    else if (text.substr(i, end.size()) == end)
      return i + end.size();
  }
  return text.size();
}

}  // namespace

std::optional<std::size_t> too_deep_at(std::string_view text) {
  std::size_t dots = 0;
  std::size_t brackets = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    std::size_t next = at + 1;
    if (c == '"' || c == '\'') {
      next = end_of_string(text, at);  // a quoted part of a key, or a value
    } else if (c == '#') {
      next = std::min(text.find('\n', at), text.size());
    } else if (c == '.') {
      ++dots;
    } else if (key_characters.find(c) == std::string_view::npos) {
      dots = 0;
      if (c == '[' || c == '{') ++brackets;
      if ((c == ']' || c == '}') && brackets > 0) --brackets;
    }
    if (dots >= deepest_nesting || brackets > deepest_nesting)
      return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, at), '\n'));
    at = next;
  }
  return std::nullopt;
}

}  // namespace secokr::config
