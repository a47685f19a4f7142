#pragma once
#include <string_view>

#include <secokr/quarter.hpp>

#include "cli/core/context.hpp"

namespace secokr::cli {

/// The first line of a text output, `FY28-Q1 · what`; nothing for other formats.
void print_heading(Context& context, Quarter quarter, std::string_view what);

}  // namespace secokr::cli
