#include "cli/core/version.hpp"

#include "cli/core/context.hpp"
#include "cli/core/registry.hpp"

namespace secokr::cli {

CommandSpec version_command() {
  return {
      .path = "version",
      .group = groups::tool,
      .summary = "Print the version",
      .bind = [](OptionBinder&) -> Runner {
        return [](Context& context) -> Expected<int> {
          print_version(context);
          return 0;
        };
      },
  };
}

}  // namespace secokr::cli
