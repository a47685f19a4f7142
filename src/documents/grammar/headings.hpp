#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

namespace secokr::documents {

/// What a line is to the structure of a file or block.
enum class HeadingKind {
  none,               ///< no heading
  other,              ///< a heading that the grammar does not know
  key_result,         ///< of a key result; without a number where it is not clear
  dependencies,       ///< of that list
  milestones,         ///< of that list
  key_results,        ///< "Key results" alone
  like_key_result,    ///< means a key result and is not written so that its number is certain
  like_dependencies,  ///< means the list and is not written so that it is certain
  like_milestones,
};

/// A heading as people write it. `## KR1: title` and `### Dependencies` are read in any level, with a colon or `#`
/// behind them, in bold, behind an emoji or a number, in the singular, and as `Key Result 1`, `KR-1`, `[KR1]`,
/// `O1-KR1`.
struct HeadingLine {
  HeadingKind kind = HeadingKind::none;
  int level = 0;                 ///< 0 for a line that is bold as a whole and so looks like one
  std::size_t text_begin = 0;    ///< where its words begin
  std::optional<int> number{};   ///< of a key result
  std::size_t number_begin = 0;  ///< of its digits
  std::size_t number_end = 0;
  std::string_view title{};  ///< of a key result

  /// True for what Markdown shows as a heading.
  bool is_heading() const { return level > 0; }
};

/// Reads one line that stands outside of code and comments.
HeadingLine heading_line(std::string_view line);

/// True for a line that no prose can hold as it is: a heading of level 1 to 3, and whatever means a key result or a
/// list.
bool is_structure(std::string_view line);

}  // namespace secokr::documents
