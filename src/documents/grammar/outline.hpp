#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "documents/grammar/headings.hpp"
#include "documents/grammar/lines.hpp"

namespace secokr::documents {

/// The shape of a text before its values are read: line indexes into `Outline::lines`, half-open ranges. One outline
/// serves reading and editing.

struct FieldLine {
  std::size_t line = 0;
  std::string_view name{};      ///< canonical where it is certain, else as written
  std::string_view value{};     ///< trimmed
  std::size_t value_begin = 0;  ///< offset in the text, right behind the colon
  bool pasted = false;          ///< a word processor's dash or dot stands for the bullet
};

struct Section {
  std::size_t heading = 0;
  HeadingKind kind = HeadingKind::other;
  std::string_view name{};  ///< the heading's words
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// An objective or KR: what stands between its heading and the next part.
struct Part {
  std::optional<std::size_t> heading{};  ///< nothing in a block, or in a file without a title
  std::string_view title{};
  std::optional<int> number{};   ///< of a KR; nothing for an objective, or where a KR's heading has none
  std::size_t number_begin = 0;  ///< offsets of its digits in the text
  std::size_t number_end = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::optional<std::size_t> id_line{};
  std::string_view id{};
  std::vector<FieldLine> fields{};
  std::size_t head_end = 0;     ///< behind the last id or field line, else `begin`
  std::size_t prose_begin = 0;  ///< first and behind-last line of prose that are not blank; equal when there is none
  std::size_t prose_end = 0;
  std::vector<std::size_t> between{};  ///< lines of text above or between the fields, which is none of them
  std::vector<Section> sections{};

  /// The line behind the last one of the head and prose that is not blank: where a first section is put.
  std::size_t body_end() const;
  const Section* section(HeadingKind kind) const;
};

struct Outline {
  std::string_view text{};
  std::vector<Line> lines{};
  std::string_view ending{};
  std::vector<std::size_t> before_title{};  ///< lines of text above the title
  std::vector<std::size_t> extra_titles{};  ///< second and further `# …`
  std::vector<Section> unknown_parts{};     ///< `## …` that are no KR
  std::optional<std::size_t> untitled{};    ///< in a file without a title: the line of text that may be it
  std::optional<std::size_t> unclosed{};    ///< the line that opens a code fence or a comment that is never closed
  Part objective{};
  std::vector<Part> key_results{};

  const Part* key_result(int number) const;
};

Outline outline_of_file(std::string_view text);
/// The field of a part that has none in its head, and two in a row in its prose.
std::optional<std::size_t> fields_below_text(const Outline& outline, const Part& part);
/// A block has one part and no headings of its own: `objective` holds it, whatever it is.
Outline outline_of_block(std::string_view text);

/// 16 lower-case hex digits.
bool valid_id(std::string_view id);

}  // namespace secokr::documents
