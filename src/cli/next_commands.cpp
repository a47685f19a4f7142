#include "cli/next_commands.hpp"

#include <fmt/format.h>

#include "base/shell.hpp"
#include "render/wrap.hpp"

namespace secokr::cli {
namespace {

std::string typed(const Context& context, const std::string& command, TypedBy by, Repeated repeated) {
  const GlobalOptions& global = context.global();
  std::string line = "secokr";
  if (global.directory) line += " -C " + base::shell_word(*global.directory);
  line += " " + command;
  const auto repeat = [&](std::string_view name, const std::optional<std::string>& value) {
    if (value && command.find(fmt::format(" {} ", name)) == std::string::npos)
      line += fmt::format(" {} {}", name, base::shell_word(*value));
  };
  repeat("--config", global.config);
  if (repeated != Repeated::all_but_tracker) {
    repeat("--tracker", global.tracker);
    repeat("--project", global.project);
    repeat("--host", global.host);
  }
  if (by == TypedBy::same_person) repeat("--user", global.user);
  if (global.as_of && repeated != Repeated::all_but_day) repeat("--as-of", to_string(*global.as_of));
  return line;
}

}  // namespace

std::string typed_next(const Context& context, const std::string& command, TypedBy by) {
  return typed(context, command, by, Repeated::everything);
}

std::string typed_next(const Context& context, const std::string& command, Repeated repeated) {
  return typed(context, command, TypedBy::same_person, repeated);
}

std::string typed_next(Context& context, Quarter quarter, const std::string& command, TypedBy by) {
  const auto planning = context.quarter_from("planning");
  const bool is_default = planning.has_value() && *planning == quarter;
  return typed_next(context, is_default ? command : fmt::format("{} --quarter {}", command, to_string(quarter)), by);
}

std::string next_commands_text(const Context& context, const std::string& heading,
                               const std::vector<NextCommand>& commands, Repeated repeated) {
  const auto& page = context.page();
  std::string text = "\n" + render::wrap_indented(heading, page.width, 0);
  for (const NextCommand& next : commands) {
    text += "\n" + render::wrap_indented(fmt::format("{}: {}", next.who, next.what), page.width, 2);
    text += fmt::format("    {}\n", page.style.paint(render::Tone::strong,
                                                     typed(context, next.command, TypedBy::somebody_else, repeated)));
  }
  return text;
}

}  // namespace secokr::cli
