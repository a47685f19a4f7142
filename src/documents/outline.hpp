#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "documents/lines.hpp"

namespace secokr::documents {

/// The shape of a text before its values are read: line indexes into `Outline::lines`, half-open ranges. One outline
/// serves reading and editing.

struct FieldLine {
  std::size_t line = 0;
  std::string_view name{};      ///< as written
  std::string_view value{};     ///< trimmed
  std::size_t value_begin = 0;  ///< offset in the text, right behind the colon
};

struct Section {
  std::size_t heading = 0;
  std::string_view name{};  ///< the heading's words
  int level = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// An objective or KR: what stands between its heading and the next part.
struct Part {
  std::optional<std::size_t> heading{};  ///< nothing in a block, or in a file without a title
  std::string_view title{};
  std::optional<int> number{};  ///< of a KR; nothing for an objective, or where a KR's heading has none
  bool is_key_result = false;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::optional<std::size_t> id_line{};
  std::string_view id{};
  std::vector<FieldLine> fields{};
  std::size_t head_end = 0;     ///< behind the last id or field line, else `begin`
  std::size_t prose_begin = 0;  ///< first and behind-last line of prose that are not blank; equal when there is none
  std::size_t prose_end = 0;
  std::vector<Section> sections{};

  /// The line behind the last one of the head and prose that is not blank: where a first section is put.
  std::size_t body_end() const;
  const Section* section(std::string_view name, int level) const;
};

struct Outline {
  std::string_view text{};
  std::vector<Line> lines{};
  std::string_view ending{};
  std::vector<std::size_t> before_title{};  ///< lines of text above the title
  std::vector<std::size_t> extra_titles{};  ///< second and further `# …`
  std::vector<Section> unknown_parts{};     ///< `## …` that are no KR
  Part objective{};
  std::vector<Part> key_results{};

  const Part* key_result(int number) const;
};

/// Level of the headings of `Dependencies` and `Milestones` in a file and in a block.
inline constexpr int k_file_section_level = 3;
inline constexpr int k_block_section_level = 2;

Outline outline_of_file(std::string_view text);
/// A block has one part and no headings of its own: `objective` holds it, whatever it is.
Outline outline_of_block(std::string_view text);

/// 16 lower-case hex digits.
bool valid_id(std::string_view id);

}  // namespace secokr::documents
