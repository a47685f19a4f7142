#include "cli/core/version.hpp"

#include <fmt/format.h>

#include "cli/core/context.hpp"

namespace secokr::cli {

std::string_view version() { return SECOKR_VERSION; }

void print_version(Context& context) {
  if (context.json())
    context.print_json({{"version", std::string{version()}}});
  else
    context.print(fmt::format("secokr {}\n", version()));
}

}  // namespace secokr::cli
