#include "cli/next_commands.hpp"

#include <fmt/format.h>

#include "render/wrap.hpp"

namespace secokr::cli {

std::string next_commands_text(Context& context, const std::string& heading, const std::vector<NextCommand>& commands) {
  const auto& page = context.page();
  const auto& folder = context.global().directory;
  const std::string program = folder ? "secokr -C " + shell_word(*folder) : "secokr";
  std::string text = "\n" + render::wrap_indented(heading, page.width, 0);
  for (const NextCommand& next : commands) {
    text += "\n" + render::wrap_indented(fmt::format("{}: {}", next.who, next.what), page.width, 2);
    text += fmt::format("    {}\n", page.style.paint(render::Tone::strong, program + " " + next.command));
  }
  return text;
}

std::string shell_word(const std::string& word) {
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./,:+@%";
  if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

}  // namespace secokr::cli
