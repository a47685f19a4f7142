#include "cli/core/help.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "cli/core/context.hpp"
#include "cli/core/path.hpp"
#include "cli/core/registry.hpp"
#include "cli/core/schemas.hpp"
#include "render/core/wrap.hpp"

namespace secokr::cli {
namespace {

Expected<int> print_schema(Context& context, const std::vector<std::string>& words) {
  const auto names = schema_names();
  if (words.size() == 1) {
    std::vector<render::Term> terms;
    for (const auto& name : names) {
      std::vector<std::string> users;
      for (const auto& command : context.commands())
        if (command.schema == name) users.push_back("secokr " + command.path);
      terms.push_back({name, name == "error" ? "every command, on stderr" : base::join(users, ", ")});
    }
    context.print("JSON schemas: secokr help schema NAME\n\n" + render::term_list(terms, context.page().width));
    return 0;
  }
  if (const auto text = schema_text(words[1])) {
    context.print(*text);
    return 0;
  }
  Error error{.kind = ErrorKind::usage, .what = fmt::format("There is no schema '{}'", words[1])};
  error.reason = fmt::format("It is one of: {}", base::join(names, ", "));
  error.help = "secokr help schema";
  return fail(std::move(error));
}

Expected<int> print_help(Context& context, const std::vector<std::string>& words) {
  const auto& page = context.page();
  if (words.empty()) {
    context.print(overview(context.commands(), page));
    return 0;
  }
  if (words.front() == "schema") return print_schema(context, words);
  if (words.size() == 1)
    if (const auto text = topic_help(words.front(), page)) {
      context.print(*text);
      return 0;
    }
  auto path = path_of(words, context.commands());
  if (!path) {
    if (command_at(context.commands(), words.front()) == nullptr &&
        commands_below(context.commands(), words.front()).empty())
      path.error().reason = "Nor is there a help page of that name";
    return fail(std::move(path).error());
  }
  context.print(group_help(*path, context.commands(), page));
  return 0;
}

}  // namespace

CommandSpec help_command() {
  return {
      .path = "help",
      .group = groups::tool,
      .summary = "Explain a command or a topic",
      .description =
          "Without a name: every command. A name is a command (`draft objective`), or a topic: exit-codes, options, "
          "quarters, key-results, schema.",
      .examples = {{"secokr help draft objective", "One command"},
                   {"secokr help exit-codes", "What each exit code means"},
                   {"secokr help schema calendar", "The JSON schema of `secokr calendar --json`"}},
      .formats = {"text"},
      .bind = with_options<std::vector<std::string>>(
          [](OptionBinder& binder, std::vector<std::string>& words) {
            binder.positionals("NAME", words, "A command's words, or a topic");
          },
          print_help),
  };
}

}  // namespace secokr::cli
