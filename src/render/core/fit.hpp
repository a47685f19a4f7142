#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace secokr::render {

/// A finished text on a page of so many columns: a line that is too wide breaks at a blank, and goes on below its own
/// beginning. A command can be copied: one in backticks is not broken; one behind "Next: " gets a line of its own; any
/// other line that holds one stays as it is. Colours take no room. Without a width it is the text as it is.
std::string fitted(std::string_view text, std::optional<std::size_t> width);

}  // namespace secokr::render
