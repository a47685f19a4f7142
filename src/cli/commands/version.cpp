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
      if (context.json())
        context.print_json({{"version", std::string{version()}}});
      else
        context.print(version_line());
      return 0;
    };
  };
  return spec;
}

}  // namespace secokr::cli
