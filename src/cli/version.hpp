#pragma once
#include <string>
#include <string_view>

namespace secokr::cli {

/// "0.1.0".
std::string_view version();
/// "secokr 0.1.0" and a line feed.
std::string version_line();

}  // namespace secokr::cli
