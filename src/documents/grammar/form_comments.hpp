#pragma once
#include <string>
#include <string_view>

namespace secokr::documents {

/// What becomes of the lines of a comment that is taken out.
enum class EmptiedLines { stay, go };

/// The text without the comments of a form that it was written in, which tell how to fill it in. Where the emptied
/// lines stay, all others keep their numbers.
std::string without_comments_of(std::string_view text, std::string_view form, EmptiedLines lines);

/// True for a comment, from its first line to its last one, of secokr's own form of an objective file.
bool is_comment_of_own_form(std::string_view comment);

}  // namespace secokr::documents
