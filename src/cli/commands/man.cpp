#include "cli/core/man.hpp"

#include <fmt/format.h>

#include "cli/core/context.hpp"
#include "cli/core/path.hpp"
#include "cli/core/registry.hpp"

namespace secokr::cli {
namespace {

/// On a terminal nobody wants the source of a page; it is there for `man` and for files.
void tell_reader(Context& context, const std::vector<std::string>& words) {
  if (!context.terminal().output_is_terminal()) return;
  std::string command = "secokr man";
  for (const auto& word : words) command += " " + word;
  context.say(fmt::format("This is the page's source. To read it: {} | man -l -", command));
}

Expected<int> print_manual(Context& context, const std::vector<std::string>& words) {
  if (words.empty()) {
    context.print(manual(context.commands()));
    tell_reader(context, words);
    return 0;
  }
  SECOKR_TRY(const std::string path, path_of(words, context.commands()));
  const CommandSpec* command = command_at(context.commands(), path);
  if (command == nullptr)
    return fail({.kind = ErrorKind::usage,
                 .what = "'" + path + "' is a group of commands, which has no page of its own",
                 .help = "secokr help " + path});
  context.print(manual_of(*command, context.commands()));
  tell_reader(context, words);
  return 0;
}

}  // namespace

CommandSpec man_command() {
  return {
      .path = "man",
      .group = groups::tool,
      .summary = "Print a manual page",
      .description =
          "The page of one command, or of secokr as a whole, in the language of man. It says what `secokr help` says.",
      .examples = {{"secokr man draft kr | man -l -", "Read one page"},
                   {"secokr man > ~/.local/share/man/man1/secokr.1", "Install secokr's own page for oneself"}},
      .formats = {"text"},
      .bind = with_options<std::vector<std::string>>(
          [](OptionBinder& binder, std::vector<std::string>& words) {
            binder.positionals("COMMAND", words, "A command's words");
          },
          print_manual),
  };
}

}  // namespace secokr::cli
