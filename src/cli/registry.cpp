#include "cli/registry.hpp"

#include <array>

#include "cli/commands/commands.hpp"

namespace secokr::cli {

std::span<const std::string_view> all_groups() {
  static constexpr std::array all{groups::start, groups::plan,   groups::publish,
                                  groups::run,   groups::report, groups::tool};
  return all;
}

const std::vector<CommandSpec>& all_commands() {
  // In the order of the overview.
  static const std::vector<CommandSpec> commands{
      init_command(),
      calendar_command(),
      help_command(),
      version_command(),
  };
  return commands;
}

}  // namespace secokr::cli
