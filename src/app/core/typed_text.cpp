#include "app/core/typed_text.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace secokr::app {
namespace {

/// What a terminal obeys and nobody reads, such as the colours of a text that was copied from a terminal.
bool is_control(char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7F; }

}  // namespace

std::string typed_line(std::string_view text) {
  std::string line{base::trim(text)};
  std::ranges::replace_if(line, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  std::erase_if(line, is_control);
  return line;
}

std::string typed_prose(std::string_view text) {
  std::string prose{base::trim(text)};
  std::erase_if(prose, is_control);
  return prose;
}

std::string typed_username(std::string_view text, const Org& org) {
  text = base::trim(text);
  if (text.starts_with('@')) text = base::trim(text.substr(1));
  for (const std::string& known : org.usernames())
    if (base::equals_folded(known, text)) return known;
  return std::string(text);
}

}  // namespace secokr::app
