#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "documents/grammar/lines.hpp"

namespace secokr::documents {

/// `- NAME: value` as people write it: with another bullet or a number, a bold name, no blank behind the colon.
struct FieldShape {
  enum class Bullet {
    list,    ///< `-`, `*`, `+` or `1.`
    pasted,  ///< a dash or dot that a word processor makes of it: – — − •
    none,
  };
  std::string_view name{};      ///< without emphasis; empty when the line is no field
  std::size_t value_begin = 0;  ///< behind the colon and the emphasis that it closes
  std::string_view value{};     ///< trimmed, without emphasis
  Bullet bullet = Bullet::none;
  bool spaced = false;  ///< blanks stand behind the bullet and the colon, as Markdown wants them
};
FieldShape field_shape(std::string_view line);
/// The dashes and dots of `Bullet::pasted`.
std::span<const std::string_view> pasted_bullets();

/// How sure it is that a name is that of a field of an objective or a key result.
enum class FieldCertainty { foreign, near, known };
struct KnownName {
  FieldCertainty certainty = FieldCertainty::foreign;
  std::string_view name{};  ///< the canonical one of a known field
};
KnownName known_name(std::string_view written);

/// True for a line that lists one of our fields: "- DRI: @name".
bool is_listed_field(const Line& line);
/// True for one of our fields in another shape: "| State | active |", "State = active".
bool is_misshapen_field(const Line& line);

/// True for a line whose first words are a name, however it is decorated: "| Reference | R |".
bool begins_with_words(std::string_view line, std::string_view name);

/// True for a line that claims to be an id's: `<!-- secokr:id … -->`.
bool looks_like_id(std::string_view line);

/// The next line of a part's head at or behind `at`, past blank lines and comments: an id's or a field's; nothing where
/// prose, a section or the end comes next. A list of fields stands above the first paragraph. Behind a blank line one
/// begins only where a name in it is that of a field, so that a list of other things is prose. `behind_field` says that
/// `at` is the line below a field's.
std::optional<std::size_t> next_head_line(const std::vector<Line>& lines, std::size_t at, std::size_t end,
                                          bool behind_field);

}  // namespace secokr::documents
