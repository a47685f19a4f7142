#include "gitlab/quick_actions.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace secokr::gitlab {

namespace {

bool is_action(std::string_view line) { return line.size() > 1 && line[0] == '/' && base::is_ascii_letter(line[1]); }

}  // namespace

bool is_actions_only(std::string_view body) {
  std::string text(body);
  std::erase(text, '\r');  // as GitLab does before it looks
  const auto lines = base::split(text, '\n');
  return std::ranges::any_of(lines, is_action) &&
         std::ranges::all_of(lines, [](std::string_view line) { return is_action(line) || base::trim(line).empty(); });
}

std::string with_health(std::string_view body, std::string_view health) {
  const std::string_view text = base::trim_right(body);
  const auto line_end = text.rfind('\n');
  const std::string_view last = line_end == std::string_view::npos ? text : text.substr(line_end + 1);
  if (!last.starts_with("<!--") || !last.ends_with("-->")) return fmt::format("{}\n\n/health_status {}", text, health);
  return fmt::format("{}/health_status {}\n{}", text.substr(0, text.size() - last.size()), health, last);
}

}  // namespace secokr::gitlab
