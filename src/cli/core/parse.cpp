#include "cli/core/parse.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "cli/core/pasted_dash.hpp"
#include "cli/core/path.hpp"

namespace secokr::cli {
namespace {

/// Set before every value on its way through CLI11, which would take `[a,b]` apart, read `-x` as an option and pass
/// over an empty text.
constexpr char value_mark = '\x01';

constexpr std::string_view reason_name = "--reason";

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
    m_own_reason = find_option(declarations, reason_name);
  }

  Expected<std::vector<std::string>> run(std::span<const std::string> args) {
    for (m_at = 0; m_at < args.size(); ++m_at) {
      const auto& word = args[m_at];
      if (word == "--") {
        for (const auto& value : args.subspan(m_at + 1)) add_value(value);
        break;
      }
      if (!looks_like_option(word)) {
        if (auto pasted = pasted_option(word, m_declarations)) return fail(*std::move(pasted));
        add_value(word);
      } else {
        SECOKR_CHECK(word.starts_with("--") ? add_long(word, args) : add_short(word, args));
      }
    }
    assign_reasons();
    return std::move(m_result);
  }

 private:
  void add_value(std::string_view value) { m_result.push_back(value_mark + std::string{value}); }

  Status add_long(const std::string& word, std::span<const std::string> args) {
    const auto equals = word.find('=');
    const std::string name = word.substr(0, equals);
    const auto* option = find_option(m_declarations, name == reason_name ? override_reason_name : name);
    if (option == nullptr) {
      m_result.push_back(name);
      return {};
    }
    if (name == reason_name || name == "--override") m_pairs.push_back({m_result.size(), name == reason_name});
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
      return fail(
          parse_usage(fmt::format("{} needs a value ({})", m_result.back(), option.value_name), help_line(m_path)));
    add_value(args[++m_at]);
    return {};
  }

  /// An `--override` and a `--reason` belong together in any order. Of several they are paired in their order; of a
  /// reason more than overrides one is the command's own: one that follows none. A single reason before the override
  /// serves both, and so does one that the command cannot do without.
  void assign_reasons() {
    std::vector<std::size_t> reasons;
    for (const Paired& each : m_pairs)
      if (each.is_reason) reasons.push_back(each.at);
    const std::size_t overrides = m_pairs.size() - reasons.size();
    if (m_own_reason != nullptr && reasons.size() > overrides)
      for (const std::size_t own : reasons_of_command(reasons.size() - overrides)) std::erase(reasons, own);
    const bool serves_both = m_own_reason != nullptr && !reasons.empty() && reasons.size() == overrides &&
                             m_pairs.size() == 2 * overrides && (m_pairs.front().is_reason || m_own_reason->required);
    for (const std::size_t at : reasons) m_result[at] = override_reason_name;
    if (!serves_both) return;
    m_result.emplace_back(reason_name);
    m_result.push_back(m_result[reasons.front() + 1]);
  }

  /// Those that follow no override which still waits for its own; the earlier ones where there are more of them.
  std::vector<std::size_t> reasons_of_command(std::size_t count) const {
    std::vector<std::size_t> own;
    std::size_t waiting = 0;
    for (const Paired& each : m_pairs) {
      if (!each.is_reason) {
        ++waiting;
      } else if (waiting > 0) {
        --waiting;
      } else {
        own.push_back(each.at);
      }
    }
    own.resize(std::min(count, own.size()));
    return own;
  }

  struct Paired {
    std::size_t at = 0;  ///< in the result
    bool is_reason = false;
  };

  std::span<const OptionDeclaration> m_declarations;
  std::string m_path;
  const OptionDeclaration* m_own_reason = nullptr;  ///< the command has a `--reason` of its own
  std::vector<Paired> m_pairs{};                    ///< every `--override` and `--reason` as they were given
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

  SECOKR_TRY(const auto line, Normaliser(declarations, found.path).run(found.rest));
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
