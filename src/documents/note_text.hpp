#pragma once
#include <string>
#include <string_view>

namespace secokr::documents {

/// What a DRI typed, as a note has it: bullets, their continuation lines, tables, quotes and closed code fences stay,
/// every other line becomes a bullet. Line ends become "\n", white space around goes; nothing but "-" is empty.
/// Applying it twice changes nothing more.
std::string bulleted(std::string_view typed);

}  // namespace secokr::documents
