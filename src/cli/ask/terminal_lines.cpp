#include "cli/ask/terminal_lines.hpp"

#include <algorithm>

namespace secokr::cli {

std::optional<std::size_t> moved_by_a_line(std::wstring_view text, std::size_t cursor, bool up) {
  const std::size_t begin = cursor == 0 ? 0 : text.rfind(L'\n', cursor - 1) + 1;  // npos + 1 is 0
  const std::size_t column = cursor - begin;
  if (up) {
    if (begin == 0) return std::nullopt;
    const std::size_t end = begin - 1;
    const std::size_t above = end == 0 ? 0 : text.rfind(L'\n', end - 1) + 1;
    return std::min(above + column, end);
  }
  const std::size_t end = text.find(L'\n', cursor);
  if (end == std::wstring_view::npos) return std::nullopt;
  return std::min(end + 1 + column, std::min(text.find(L'\n', end + 1), text.size()));
}

}  // namespace secokr::cli
