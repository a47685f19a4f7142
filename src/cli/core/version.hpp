#pragma once
#include <string_view>

namespace secokr::cli {

class Context;

/// "0.1.0".
std::string_view version();
/// What `version` and `--version` print, in the format that was asked for.
void print_version(Context& context);

}  // namespace secokr::cli
