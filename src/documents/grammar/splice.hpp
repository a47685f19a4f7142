#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "documents/grammar/outline.hpp"

namespace secokr::documents {

/// One edit of a text: the bytes [begin, end) become `replacement`.
struct Splice {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string replacement{};
};

std::string spliced(std::string_view text, const Splice& splice);

// Edits of whole lines by index. New lines take the line ending of their neighbour above; a text without a final
// newline stays without one.

/// `lines` ("\n" between them, none at the end) in place of the lines [begin, end).
Splice replace_lines(const Outline& outline, std::size_t begin, std::size_t end, std::string_view lines);
/// Puts lines in front of the line `at` (or at the end of the text), with a blank line on each asked side unless one
/// stands there.
Splice insert_lines(const Outline& outline, std::size_t at, std::string_view lines, bool blank_before,
                    bool blank_after);
/// Behind the last line of a section that is not blank.
std::size_t content_end(const Outline& outline, const Section& section);
/// A new item at the end of a list; it takes the place of a word that says that there is none. `raw` is the text that
/// is edited, line for line the same as `read`, in which the section was found.
Splice append_item(const Outline& read, const Outline& raw, const Section& section, std::string_view item);
/// Takes the lines [begin, end) away.
Splice remove_lines(const Outline& outline, std::size_t begin, std::size_t end);

}  // namespace secokr::documents
