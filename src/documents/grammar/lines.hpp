#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/one_line.hpp"

namespace secokr::documents {

/// A line of a text with its ending: "\n", "\r\n" or "\r" as in CommonMark, or nothing on the last one. Offsets are
/// into the text.
struct Line {
  std::size_t begin = 0;
  std::size_t end = 0;   ///< of the content
  std::size_t next = 0;  ///< behind the ending
  std::string_view text{};
  bool opaque = false;  ///< in or around a code fence or an HTML comment: no heading, field or list item
  bool inside = false;  ///< opaque, and not the line that opens the fence or comment

  bool blank() const;
};

/// The lines of a text; a leading byte order mark belongs to none. An empty text has none, and a final line ending
/// begins none.
std::vector<Line> lines_of(std::string_view text);

/// The index of the line that opens a code fence or a comment that is never closed: all behind it is opaque.
std::optional<std::size_t> unclosed_block(const std::vector<Line>& lines);

/// The line ending that a text uses first; "\n" where it uses none.
std::string_view ending_of(std::string_view text);

/// Every line ending made "\n".
std::string with_newlines(std::string_view text);

using base::one_line;

/// Level of a heading line (`## x` is 2), 0 for others. `text_begin` is where the heading's words begin.
struct Heading {
  int level = 0;
  std::size_t text_begin = 0;
};
Heading heading_of(std::string_view line);

/// Finds the ends of code fences and HTML comments. It remembers what is never closed, so that a hostile text takes
/// linear time.
class BlockFinder {
 public:
  explicit BlockFinder(const std::vector<Line>& lines) : m_lines(lines) {}
  static bool opens(std::string_view line);
  static bool opens_fence(std::string_view line);
  static bool opens_comment(std::string_view line);
  /// The index behind the block that the line opens; nothing when it opens none or is never closed.
  std::optional<std::size_t> end_of_block(std::size_t index);

 private:
  std::optional<std::size_t> end_of_fence(std::size_t index, char mark, std::size_t length);
  const std::vector<Line>& m_lines;
  bool m_comment_hopeless = false;
  std::array<std::size_t, 2> m_fence_hopeless{static_cast<std::size_t>(-1), static_cast<std::size_t>(-1)};
};

}  // namespace secokr::documents
