#include "cli/core/next_commands.hpp"

#include <fmt/format.h>

#include "base/shell.hpp"
#include "cli/core/global_use.hpp"
#include "render/core/wrap.hpp"

namespace secokr::cli {
namespace {

constexpr std::string_view k_program = "secokr ";

std::string typed(const Context& context, std::string_view command, TypedBy by, Repeated repeated) {
  const GlobalOptions& global = context.global();
  if (command.starts_with(k_program)) command.remove_prefix(k_program.size());
  std::string line{k_program};
  if (global.directory) line += fmt::format("-C {} ", base::shell_word(*global.directory));
  line += command;
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

/// The command that the line begins with obeys every option that would be repeated.
bool takes_all(const Context& context, const std::string& line, TypedBy by) {
  const CommandSpec* meant = nullptr;
  for (const CommandSpec& each : context.commands())
    if ((line + " ").starts_with(each.path + " ") && (meant == nullptr || each.path.size() > meant->path.size()))
      meant = &each;
  if (meant == nullptr) return false;
  const GlobalOptions& global = context.global();
  const auto takes = [&](bool is_given, std::string_view option) { return !is_given || obeys(*meant, option); };
  return takes(global.config.has_value(), "--config") && takes(global.tracker.has_value(), "--tracker") &&
         takes(global.project.has_value(), "--project") && takes(global.host.has_value(), "--host") &&
         takes(global.user.has_value() && by == TypedBy::same_person, "--user") &&
         takes(global.as_of.has_value(), "--as-of");
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

std::string typed_again(const Context& context, const std::string& line) {
  const GlobalOptions& global = context.global();
  std::string again = line;
  if (global.directory && again.starts_with(k_program))
    again.insert(k_program.size(), fmt::format("-C {} ", base::shell_word(*global.directory)));
  if (global.as_of) again += fmt::format(" --as-of {}", to_string(*global.as_of));
  return again;
}

std::string from_here(const Context& context, std::string_view text, TypedBy by) {
  constexpr std::string_view begin = "`secokr ";
  std::string result;
  for (auto at = text.find(begin); at != std::string_view::npos; at = text.find(begin)) {
    const auto end = text.find('`', at + 1);
    if (end == std::string_view::npos) break;
    const std::string command(text.substr(at + begin.size(), end - at - begin.size()));
    result += text.substr(0, at + 1);
    result += takes_all(context, command, by) ? typed(context, command, by, Repeated::everything) : "secokr " + command;
    result += '`';
    text.remove_prefix(end + 1);
  }
  return result + std::string(text);
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
