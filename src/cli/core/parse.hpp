#pragma once
#include <set>
#include <span>
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "cli/core/global_options.hpp"
#include "cli/core/spec.hpp"

namespace secokr::cli {

/// A command line that was understood. Nothing has run yet.
struct Invocation {
  std::string path{};  ///< the words that named the command or group; empty for `secokr` alone
  const CommandSpec* command =
      nullptr;  ///< nothing for `secokr` alone and for a bare group without a command of its own
  GlobalOptions global{};
  std::set<std::string> given{};  ///< the names of the global options on the line
  Runner runner{};
};

/// Reads the command's words, the global flags (before or behind them), and the command's own options. Error: usage,
/// with a suggestion where a word or an option looks mistyped. With `--help` or `--version` nothing else needs to be
/// complete.
Expected<Invocation> parse(const std::vector<std::string>& args, std::span<const CommandSpec> commands);

/// True when errors are to be JSON, also for a line that cannot be parsed.
bool asks_for_json(const std::vector<std::string>& args);

}  // namespace secokr::cli
