#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/core/spec.hpp"

namespace secokr::cli {

/// What may stand at the end of a line, and a phrase about it.
struct Candidate {
  std::string word{};
  std::string what{};
};

/// What the last of `words`, typed in part or empty, may become: a command's next word, an option that the command
/// obeys and that was not given yet, or a value of an option before it. `words` follow the program's name. Nothing
/// where it can be any text, or where the words before it name no command.
std::vector<Candidate> candidates(std::span<const std::string> words, std::span<const CommandSpec> commands);

/// The script that a shell reads to ask `secokr completion words` at each Tab: bash, fish or zsh; nothing for another.
std::optional<std::string_view> completion_script(std::string_view shell);

}  // namespace secokr::cli
