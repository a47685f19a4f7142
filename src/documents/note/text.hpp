#pragma once
#include <string>
#include <string_view>

namespace secokr::documents {

/// What a DRI typed, as a section of a note has it: bullets, their continuation lines, headings of their own, tables,
/// quotes and closed code fences stay, every other line becomes a bullet. Line ends become "\n", white space around
/// goes; nothing but "-" is empty. Applying it twice changes nothing more.
std::string bulleted(std::string_view typed);

/// What stands between a note's fields and its sections: as typed, but that a code fence which is never closed opens
/// none, and a line that would be a heading or field of the note is none. Applying it twice changes nothing more.
std::string settled(std::string_view typed);

/// `- x`, `* x`, `+ x`, `1. x`, `1) x`, also indented, or a lone mark.
bool is_list_item(std::string_view line);
bool is_table_or_quote(std::string_view line);

}  // namespace secokr::documents
