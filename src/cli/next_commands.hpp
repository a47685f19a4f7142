#pragma once
#include <string>
#include <vector>

#include "cli/context.hpp"

namespace secokr::cli {

/// A command for somebody to type as it stands.
struct NextCommand {
  std::string who{};      ///< "CISO"
  std::string what{};     ///< what it shows or does, one phrase
  std::string command{};  ///< without the program's name: `draft check --stage final`
};

/// Below a blank line the heading, then each command on a line of its own, never wrapped. They work where this one was
/// typed: a `-C` is repeated.
std::string next_commands_text(Context& context, const std::string& heading, const std::vector<NextCommand>& commands);

/// A word as a POSIX shell reads it back.
std::string shell_word(const std::string& word);

}  // namespace secokr::cli
