#include "cli/version.hpp"

#include "cli/commands/commands.hpp"
#include "cli/context.hpp"
#include "cli/registry.hpp"

namespace secokr::cli {

CommandSpec version_command() {
  CommandSpec spec;
  spec.path = "version";
  spec.group = groups::tool;
  spec.summary = "Print the version";
  spec.bind = [](OptionBinder&) -> Runner {
    return [](Context& context) -> Expected<int> {
      print_version(context);
      return 0;
    };
  };
  return spec;
}

}  // namespace secokr::cli
