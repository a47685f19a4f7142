#pragma once
#include <string>
#include <string_view>

namespace secokr::documents {

/// Prose as it can stand in a file or block, behind a blank line, without being read as structure: a line that
/// `is_structure`, an unclosed code fence or comment, an id, or (first in the prose) a field gets a backslash. Line
/// ends become "\n", white space around goes.
std::string escape_prose(std::string_view prose);
/// The prose that `escape_prose` was given, normalised as said there.
std::string unescape_prose(std::string_view text);

}  // namespace secokr::documents
