#pragma once
#include "cli/command_spec.hpp"

// One line for each command file of this folder; the registry lists them in the order of the overview.
namespace secokr::cli {

CommandSpec help_command();
CommandSpec version_command();

}  // namespace secokr::cli
