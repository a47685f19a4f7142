#pragma once
#include <string>
#include <string_view>

namespace secokr::documents {

/// Prose as it can stand in a file or block without being read as structure: a line that would be a heading of level 1
/// to 3, an unclosed code fence or comment, an id, or (first in the prose) a field gets a backslash. Line ends become
/// "\n", white space around goes.
std::string escape_prose(std::string_view prose);
/// The prose that `escape_prose` was given, normalised as said there.
std::string unescape_prose(std::string_view text);

/// `NAME` of a line `- NAME: value`, with where its value begins (behind the colon). Empty when it is no field line.
struct FieldShape {
  std::string_view name{};
  std::size_t value_begin = 0;
};
FieldShape field_shape(std::string_view line);

/// True for a line that claims to be an id's: `<!-- secokr:id … -->`.
bool looks_like_id(std::string_view line);

}  // namespace secokr::documents
