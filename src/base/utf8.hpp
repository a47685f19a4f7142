#pragma once
#include <string>
#include <string_view>

namespace secokr::base {

/// The characters of a text, U+FFFD for each byte that is none.
std::u32string code_points(std::string_view text);
std::string utf8_of(std::u32string_view characters);

}  // namespace secokr::base
