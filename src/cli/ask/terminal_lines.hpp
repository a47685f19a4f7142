#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

namespace secokr::cli {

/// Where the cursor stands a line further up or down, in its column; nothing at the first line and the last.
std::optional<std::size_t> moved_by_a_line(std::wstring_view text, std::size_t cursor, bool up);

}  // namespace secokr::cli
