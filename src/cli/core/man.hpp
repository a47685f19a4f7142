#pragma once
#include <span>
#include <string>

#include "cli/core/spec.hpp"

namespace secokr::cli {

// Manual pages in the macros of man(7), printed from the specs as the help is.

/// `secokr-draft-kr(1)`: everything about one command.
std::string manual_of(const CommandSpec& command, std::span<const CommandSpec> commands);
/// `secokr(1)`: every command, the options that all of them take, and the exit codes.
std::string manual(std::span<const CommandSpec> commands);

}  // namespace secokr::cli
