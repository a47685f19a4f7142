#include "cli/parse.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "cli/command_path.hpp"

namespace secokr::cli {
namespace {

/// Set before every value on its way through CLI11, which would take `[a,b]` apart, read `-x` as an option and pass
/// over an empty text.
constexpr char value_mark = '\x01';

using Values = std::map<std::size_t, std::vector<std::string>>;

Error parse_usage(std::string what, std::string help = {}) {
  return {.kind = ErrorKind::usage, .what = std::move(what), .reason = {}, .help = std::move(help)};
}

std::string help_line(const std::string& path) { return path.empty() ? "secokr help" : "secokr help " + path; }

/// Writes a line as CLI11 reads it without guessing: `--name`, marked value; one short flag a word; marked positionals.
class Normaliser {
 public:
  Normaliser(std::span<const OptionDeclaration> declarations, std::string path)
      : m_declarations(declarations), m_path(std::move(path)) {
    m_own_reason = std::ranges::count_if(declarations, [](const auto& each) { return each.name() == "--reason"; }) > 0;
  }

  Expected<std::vector<std::string>> run(std::span<const std::string> args) {
    for (m_at = 0; m_at < args.size(); ++m_at) {
      const auto& word = args[m_at];
      if (word == "--") {
        for (const auto& value : args.subspan(m_at + 1)) add_value(value);
        break;
      }
      if (!looks_like_option(word)) {
        add_value(word);
      } else {
        SECOKR_CHECK(word.starts_with("--") ? add_long(word, args) : add_short(word, args));
      }
    }
    return std::move(m_result);
  }

 private:
  void add_value(std::string_view value) { m_result.push_back(value_mark + std::string{value}); }

  Status add_long(const std::string& word, std::span<const std::string> args) {
    const auto equals = word.find('=');
    std::string name = word.substr(0, equals);
    if (name == "--reason" && (m_reason_is_overrides || !m_own_reason)) name = override_reason_name;
    const auto* option = find_option(m_declarations, name);
    if (option == nullptr) {
      m_result.push_back(name);
      return {};
    }
    m_reason_is_overrides = name == "--override" || (m_reason_is_overrides && name != override_reason_name);
    m_result.push_back(name);
    if (!option->takes_value()) {
      if (equals != std::string::npos)
        return fail(parse_usage(fmt::format("{} takes no value", name), help_line(m_path)));
      return {};
    }
    if (equals == std::string::npos) return add_next(*option, args);
    add_value(std::string_view{word}.substr(equals + 1));
    return {};
  }

  Status add_short(const std::string& word, std::span<const std::string> args) {
    for (std::size_t i = 1; i < word.size(); ++i) {
      const std::string name{'-', word[i]};
      m_result.push_back(name);
      const auto* option = find_option(m_declarations, name);
      if (option == nullptr || !option->takes_value()) continue;
      if (i + 1 == word.size()) return add_next(*option, args);
      add_value(std::string_view{word}.substr(i + 1));
      break;
    }
    return {};
  }

  Status add_next(const OptionDeclaration& option, std::span<const std::string> args) {
    if (m_at + 1 >= args.size())
      return fail(parse_usage(
          fmt::format("{} needs a value ({})", m_result.back() == override_reason_name ? "--reason" : m_result.back(),
                      option.value_name),
          help_line(m_path)));
    add_value(args[++m_at]);
    return {};
  }

  std::span<const OptionDeclaration> m_declarations;
  std::string m_path;
  bool m_own_reason = false;           ///< the command has a `--reason` of its own
  bool m_reason_is_overrides = false;  ///< an `--override` still waits for its `--reason`
  std::size_t m_at = 0;
  std::vector<std::string> m_result{};
};

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

  SECOKR_TRY(const auto line, Normaliser(declarations, found.path).run(found.rest));
  SECOKR_TRY(const auto values, match(line, declarations, found.path));
  SECOKR_CHECK(assign(values, declarations, own, found.path));
  if (invocation.global.help || invocation.global.version) return invocation;
  SECOKR_CHECK(finish_global(invocation.global, *binder.quarter_word(), found.path));
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
