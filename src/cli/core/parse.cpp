#include "cli/core/parse.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "cli/core/normal_line.hpp"
#include "cli/core/path.hpp"

namespace secokr::cli {
namespace {

using Values = std::map<std::size_t, std::vector<std::string>>;

Error unknown_argument(const std::string& word, std::span<const OptionDeclaration> declarations,
                       const std::string& path) {
  if (word.front() == value_mark)
    return parse_usage(fmt::format("'{}' is one argument too many", word.substr(1)), help_line(path));
  if (word == override_reason_name) return parse_usage("--reason goes with --override here", help_line(path));
  std::vector<std::string> names;
  for (const auto& declaration : declarations)
    if (!declaration.positional && !declaration.hidden)
      names.insert(names.end(), declaration.names.begin(), declaration.names.end());
  // Any letter is near any other.
  const auto near = word.size() > 2 ? base::nearest(word, names) : std::nullopt;
  return parse_usage(near ? fmt::format("unknown option '{}'; did you mean '{}'?", word, *near)
                          : fmt::format("unknown option '{}'", word),
                     help_line(path));
}

/// The values of each declaration by its index. CLI11 matches names and spreads positionals; converting is the
/// declaration's own.
Expected<Values> match(const std::vector<std::string>& line, std::span<const OptionDeclaration> declarations,
                       const std::string& path) {
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  std::vector<CLI::Option*> options;
  try {
    for (const auto& declaration : declarations) {
      const auto names = base::join(declaration.names, ",");
      if (!declaration.takes_value()) {
        options.push_back(app.add_flag(names));
        continue;
      }
      auto* option = app.add_option(names, CLI::callback_t{[](const CLI::results_t&) { return true; }});
      option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
      if (declaration.positional && declaration.repeatable) option->expected(-1);
      options.push_back(option);
    }
    app.parse(std::vector<std::string>{line.rbegin(), line.rend()});
  } catch (const CLI::ParseError& error) {
    return fail(parse_usage(error.what(), help_line(path)));
  }
  if (const auto extras = app.remaining(); !extras.empty()) {
    const auto option = std::ranges::find_if(extras, [](const auto& word) { return word.front() != value_mark; });
    return fail(unknown_argument(option == extras.end() ? extras.front() : *option, declarations, path));
  }
  Values values;
  for (std::size_t i = 0; i < options.size(); ++i)
    for (auto value : options[i]->results())
      values[i].push_back(!value.empty() && value.front() == value_mark ? value.substr(1) : value);
  return values;
}

/// The first `own` declarations are the command's, the others global.
Status assign(const Values& values, std::span<const OptionDeclaration> declarations, std::size_t own,
              const std::string& path) {
  for (const auto& [index, given] : values) {
    auto assigned = declarations[index].assign(given);
    if (assigned) continue;
    Error error = std::move(assigned).error();
    if (error.help.empty()) error.help = help_line(index < own ? path : "options");
    return fail(std::move(error));
  }
  return {};
}

Status check_required(const Values& values, std::span<const OptionDeclaration> declarations, const std::string& path) {
  for (std::size_t i = 0; i < declarations.size(); ++i)
    if (declarations[i].required && !values.contains(i))
      return fail(parse_usage(fmt::format("{} is missing", declarations[i].name()), help_line(path)));
  return {};
}

Status finish_global(GlobalOptions& global, const std::optional<std::string>& quarter_word, const std::string& path) {
  if (global.override_rules.size() > global.override_reasons.size())
    return fail(parse_usage(
        fmt::format("--override {} needs its --reason", global.override_rules[global.override_reasons.size()]),
        help_line(path)));
  if (global.override_reasons.size() > global.override_rules.size())
    return fail(parse_usage("--reason goes with --override here", help_line(path)));
  for (std::size_t i = 0; i < global.override_rules.size(); ++i)
    global.overrides.push_back({global.override_rules[i], global.override_reasons[i]});
  if (quarter_word && global.quarter && *quarter_word != *global.quarter)
    return fail(parse_usage(
        fmt::format("The quarter is named twice: '{}' and --quarter '{}'", *quarter_word, *global.quarter)));
  if (quarter_word) global.quarter = quarter_word;
  if (global.json && global.format && *global.format != "json")
    return fail(parse_usage(fmt::format("--json and --format {} contradict each other", *global.format)));
  if (global.json) global.format = "json";
  global.json = global.format == "json";
  return {};
}

/// The global options on the line, by their names.
std::set<std::string> given_globals(const Values& values, std::span<const OptionDeclaration> declarations,
                                    std::size_t own) {
  std::set<std::string> given;
  for (const auto& [index, ignored] : values)
    if (index >= own && !ignored.empty()) given.insert(declarations[index].name());
  return given;
}

Status check_format(const GlobalOptions& global, const CommandSpec& command) {
  if (!global.format || std::ranges::find(command.formats, *global.format) != command.formats.end()) return {};
  return fail({.kind = ErrorKind::usage,
               .what = fmt::format("'{}' is not a format of `secokr {}`", *global.format, command.path),
               .reason = fmt::format("It is one of: {}", base::join(command.formats, ", ")),
               .help = help_line(command.path)});
}

}  // namespace

Expected<Invocation> parse(const std::vector<std::string>& args, std::span<const CommandSpec> commands) {
  Invocation invocation;
  OptionBinder binder;
  bind_global_options(binder, invocation.global);
  const std::size_t globals = binder.declarations().size();
  SECOKR_TRY(const auto found, find_command(args, commands, binder.declarations()));
  invocation.path = found.path;
  invocation.command = found.command;
  if (found.command != nullptr) invocation.runner = found.command->bind(binder);

  // A command's own option hides the global one of its name.
  std::vector<OptionDeclaration> declarations{binder.declarations().begin() + static_cast<std::ptrdiff_t>(globals),
                                              binder.declarations().end()};
  const std::size_t own = declarations.size();
  for (std::size_t i = 0; i < globals; ++i)
    if (find_option(declarations, binder.declarations()[i].name()) == nullptr)
      declarations.push_back(binder.declarations()[i]);

  SECOKR_TRY(const auto line, normal_line(found.rest, declarations, found.path));
  SECOKR_TRY(const auto values, match(line, declarations, found.path));
  SECOKR_CHECK(assign(values, declarations, own, found.path));
  invocation.given = given_globals(values, declarations, own);
  if (invocation.global.help) return invocation;
  SECOKR_CHECK(finish_global(invocation.global, *binder.quarter_word(), found.path));
  if (invocation.global.version) {
    if (const auto* version = command_at(commands, "version")) SECOKR_CHECK(check_format(invocation.global, *version));
    return invocation;
  }
  if (found.command != nullptr) {
    SECOKR_CHECK(check_required(values, declarations, found.path));
    SECOKR_CHECK(check_format(invocation.global, *found.command));
  }
  return invocation;
}

bool asks_for_json(const std::vector<std::string>& args) {
  for (std::size_t i = 0; i < args.size() && args[i] != "--"; ++i)
    if (args[i] == "--json" || args[i] == "--format=json" ||
        (args[i] == "--format" && i + 1 < args.size() && args[i + 1] == "json"))
      return true;
  return false;
}

}  // namespace secokr::cli
