#include "cli/core/version.hpp"

#include "cli/core/context.hpp"
#include "cli/core/registry.hpp"

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
