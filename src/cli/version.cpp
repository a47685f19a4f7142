#include "cli/version.hpp"

#include <fmt/format.h>

namespace secokr::cli {

std::string_view version() { return SECOKR_VERSION; }

std::string version_line() { return fmt::format("secokr {}\n", version()); }

}  // namespace secokr::cli
