#include "cli/core/next_commands.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <secokr/quarter.hpp>

#include "base/shell.hpp"
#include "base/text.hpp"
#include "cli/core/global_use.hpp"
#include "render/core/wrap.hpp"

namespace secokr::cli {
namespace {

constexpr std::string_view k_program = "secokr ";

/// The command that the line begins with; null where it is none.
const CommandSpec* meant_by(const Context& context, std::string_view line) {
  const CommandSpec* meant = nullptr;
  for (const CommandSpec& each : context.commands())
    if (fmt::format("{} ", line).starts_with(each.path + " ") &&
        (meant == nullptr || each.path.size() > meant->path.size()))
      meant = &each;
  return meant;
}

std::string typed(const Context& context, std::string_view command, TypedBy by, Repeated repeated) {
  const GlobalOptions& global = context.global();
  if (command.starts_with(k_program)) command.remove_prefix(k_program.size());
  const CommandSpec* meant = meant_by(context, command);
  std::string line{k_program};
  if (global.directory) line += fmt::format("-C {} ", base::shell_word(*global.directory));
  line += command;
  const auto repeat = [&](std::string_view name, const std::optional<std::string>& value) {
    const bool is_said = command.find(fmt::format(" {} ", name)) != std::string::npos;
    if (value && !is_said && (meant == nullptr || obeys(*meant, name)))
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

/// True when a word of the command is a quarter (`label check now`), or a name with one (`FY28-Q2/Security Training`).
bool names_a_quarter(std::string_view command) {
  constexpr Quarter some{2028, 1};
  const QuarterContext any_year{.current = some, .closing = some};
  return std::ranges::any_of(base::split(command, ' '), [&any_year](std::string_view word) {
    if (word.starts_with('"') || word.starts_with('\'')) word.remove_prefix(1);
    return resolve_quarter(word.substr(0, word.find('/')), any_year).has_value();
  });
}

/// Where a command ends that stands in backticks: one between quotes belongs to a name.
std::size_t closing_backtick(std::string_view text, std::size_t at) {
  char quote = '\0';
  for (; at < text.size(); ++at) {
    if (text[at] == '\\' && quote != '\'')
      ++at;
    else if (quote != '\0')
      quote = text[at] == quote ? '\0' : quote;
    else if (text[at] == '\'' || text[at] == '"')
      quote = text[at];
    else if (text[at] == '`')
      return at;
  }
  return std::string_view::npos;
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
    const auto end = closing_backtick(text, at + 1);
    if (end == std::string_view::npos) break;
    const std::string_view command = text.substr(at + 1, end - at - 1);
    const CommandSpec* meant = meant_by(context, command.substr(k_program.size()));
    const bool depends = meant != nullptr && obeys(*meant, "--config");
    const auto& quarter = context.global().quarter;
    result += text.substr(0, at + 1);
    result += depends ? typed(context, command, by, Repeated::everything) : std::string(command);
    if (depends && quarter && meant->takes_quarter && !names_a_quarter(command))
      result += fmt::format(" --quarter {}", base::shell_word(*quarter));
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
