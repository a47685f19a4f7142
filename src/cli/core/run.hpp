#pragma once
#include <span>
#include <string>
#include <vector>

#include "cli/core/spec.hpp"
#include "cli/core/world.hpp"

namespace secokr::cli {

/// One whole run of secokr: parses `args` (without the program's name), runs the command, prints results on `world.out`
/// and all else on `world.err`. Gives the exit code (CLI.md 6) and throws nothing.
int run(const std::vector<std::string>& args, World& world);

/// The same over other commands than the registry's.
int run(const std::vector<std::string>& args, World& world, std::span<const CommandSpec> commands);

}  // namespace secokr::cli
