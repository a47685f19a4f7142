#include "cli/core/completion.hpp"

#include "cli/core/context.hpp"
#include "cli/core/registry.hpp"

namespace secokr::cli {
namespace {

Expected<int> print_script(Context& context, const std::optional<std::string>& shell) {
  const auto script = shell ? completion_script(*shell) : std::nullopt;
  if (!script)
    return fail({.kind = ErrorKind::usage,
                 .what = shell ? "There is no completion for '" + *shell + "'" : "SHELL is missing",
                 .reason = "It is one of: bash, fish, zsh",
                 .help = "secokr help completion"});
  context.print(*script);
  return 0;
}

}  // namespace

CommandSpec completion_command() {
  return {
      .path = "completion",
      .group = groups::tool,
      .summary = "Print a shell's completion script",
      .description = "With it, Tab completes commands, options and their values in bash, fish and zsh.",
      .examples = {{"secokr completion bash > ~/.local/share/bash-completion/completions/secokr", "For bash"},
                   {"secokr completion zsh > ~/.zfunc/_secokr", "For zsh, where that folder is in its fpath"},
                   {"secokr completion fish > ~/.config/fish/completions/secokr.fish", "For fish"}},
      .formats = {"text"},
      .bind = with_options<std::optional<std::string>>(
          [](OptionBinder& binder, std::optional<std::string>& shell) {
            binder.positional("SHELL", shell, "bash, fish or zsh");
          },
          print_script),
  };
}

}  // namespace secokr::cli
