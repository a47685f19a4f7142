#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

namespace secokr::config {

/// The deepest nesting that a configuration may have: parts of one dotted key, and brackets within brackets. What the
/// parser builds is a tree, and it walks and frees it by recursion.
inline constexpr std::size_t deepest_nesting = 32;

/// The line (from 1) at which a TOML text nests deeper than that. The text need not be valid.
std::optional<std::size_t> too_deep_at(std::string_view text);

}  // namespace secokr::config
