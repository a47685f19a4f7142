#include "documents/shapes/template_words.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace secokr::documents {

std::string without_ticks(std::string_view text) {
  std::string result(text);
  std::erase(result, '`');
  return std::string(base::trim(result));
}

std::string milestone_part(std::string_view line, std::string_view name) {
  constexpr std::array<std::string_view, 4> names{"Description:", "Due Date:", "Due:", "DRI:"};
  const auto at = line.find(name);
  if (at == std::string_view::npos) return {};
  std::string_view value = line.substr(at + name.size());
  std::size_t end = value.size();
  for (const std::string_view other : names) end = std::min(end, value.find(other));
  return without_ticks(value.substr(0, end));
}

bool says_more_than_milestone(std::string_view line) {
  const std::string_view front = line.substr(0, line.find("Description:"));
  const std::size_t box = front.find(']');
  const auto words = base::words_of(box == std::string_view::npos ? front : front.substr(box + 1));
  const bool is_numbered = words.empty() || (words.size() <= 2 && words.front() == "milestone");
  const auto twice = [&](std::string_view name) {
    const std::size_t first = line.find(name);
    return first != std::string_view::npos && line.find(name, first + 1) != std::string_view::npos;
  };
  return !is_numbered || twice("Description:") || twice("Due Date:") || twice("DRI:");
}

}  // namespace secokr::documents
