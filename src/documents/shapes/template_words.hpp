#pragma once
#include <string>
#include <string_view>

namespace secokr::documents {

// Lines of the templates that leaders fill in.

/// Back-ticks mark what a template wants filled in; people write between them, or take them away.
std::string without_ticks(std::string_view text);
/// A part of a milestone's line: what stands behind its name ("DRI:"), up to the next one.
std::string milestone_part(std::string_view line, std::string_view name);
/// True where words of a milestone's line would be lost: in front of the description, or behind a name that stands
/// there a second time.
bool says_more_than_milestone(std::string_view line);

}  // namespace secokr::documents
