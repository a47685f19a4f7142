#pragma once
#include <span>
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "cli/core/spec.hpp"

namespace secokr::cli {

/// The words of a line that name a command, parted from the rest.
struct CommandPath {
  std::string path{};
  const CommandSpec* command = nullptr;
  std::vector<std::string>
      rest{};  ///< everything else in its order: global options first, then what follows the command
};

/// Error: usage, for a word that is no command, with the nearest one.
Expected<CommandPath> find_command(std::span<const std::string> args, std::span<const CommandSpec> commands,
                                   std::span<const OptionDeclaration> global_options);

const CommandSpec* command_at(std::span<const CommandSpec> commands, std::string_view path);
/// The commands below a group ("draft"), in their order.
std::vector<const CommandSpec*> commands_below(std::span<const CommandSpec> commands, std::string_view group);
/// The path of the command or group that the words name. Error: usage, for a word that is none.
Expected<std::string> path_of(std::span<const std::string> words, std::span<const CommandSpec> commands);
/// A command's own options and positionals.
std::vector<OptionDeclaration> declarations_of(const CommandSpec& command);
/// Error for words that name no command.
Error unknown_command(std::string_view path, std::string_view word, std::span<const CommandSpec> commands);

/// True for `-x` and `--xyz`; a lone `-` and a number such as `-2` are values.
bool looks_like_option(std::string_view word);
/// The declaration of `--name`, `--name=value` or `-x…`; null when there is none.
const OptionDeclaration* find_option(std::span<const OptionDeclaration> declarations, std::string_view word);

}  // namespace secokr::cli
