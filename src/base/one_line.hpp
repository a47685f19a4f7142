#pragma once
#include <string>
#include <string_view>

namespace secokr::base {

/// A text on one line: line breaks become blanks, white space around goes.
std::string one_line(std::string_view text);

}  // namespace secokr::base
