#include "render/markdown.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace secokr::render {

std::string markdown_text(std::string_view text) {
  std::string clean = base::strip_controls(base::trim(text));
  std::ranges::replace(clean, '\n', ' ');
  std::ranges::replace(clean, '\t', ' ');
  constexpr std::string_view special = "\\`*_[]<>|~";
  std::string escaped;
  for (const char c : clean) {
    if (special.find(c) != std::string_view::npos) escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string markdown_link(std::string_view text, std::string_view url) {
  const bool is_web = url.starts_with("https://") || url.starts_with("http://");
  const bool is_plain = url.find_first_of(" <>|\n\r\t") == std::string_view::npos;
  return is_web && is_plain ? fmt::format("[{}](<{}>)", markdown_text(text), url) : markdown_text(text);
}

std::string markdown_person(std::string_view username) {
  std::string name = base::strip_controls(username);
  std::erase_if(name, [](char c) { return c == '`' || c == '|' || c == '\n'; });
  return name.empty() ? "" : fmt::format("`@{}`", name);
}

std::string markdown_row(const std::vector<std::string>& cells) {
  return fmt::format("| {} |\n", base::join(cells, " | "));
}

}  // namespace secokr::render
