#pragma once
#include <array>
#include <string>
#include <string_view>

namespace secokr::base {

/// The dashes that word processors and chats put in the place of a hyphen.
inline constexpr std::array<std::string_view, 7> typographic_dashes{"–", "—", "―", "−", "‐", "‑", "‒"};

/// The text with hyphens for them.
std::string with_hyphens(std::string_view text);

/// How many bytes of dashes, hyphens among them, a text begins with; 0 where none of them is a typographic one.
std::size_t leading_typographic_dashes(std::string_view text);

}  // namespace secokr::base
