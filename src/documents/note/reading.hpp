#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/weekly_update.hpp>

#include "documents/note/fields.hpp"
#include "documents/objective/document.hpp"

namespace secokr::documents {

/// Offsets into a text.
struct TextSpan {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool empty() const { return begin == end; }
};

/// A field with where its line stands in the text.
struct PlacedField {
  NoteField field{};
  std::size_t line = 0;  ///< index
  TextSpan value{};
  std::size_t line_end = 0;  ///< of the line's content
};

/// The text below a heading, behind the heading's own line.
struct NoteSection {
  std::size_t heading = 0;  ///< where its line begins
  TextSpan text{};
};

/// A weekly note with the place of everything in it: every line that is not blank belongs to the title, a field, a
/// section or `more`. Without a marker, and restored.
struct NoteReading {
  std::string_view text{};
  bool is_objective = false;
  std::size_t title_line = 0;  ///< index
  std::size_t title_end = 0;   ///< where the line behind the title begins
  bool is_dated = false;       ///< words that name the week stand in the title
  std::optional<Day> week{};   ///< its Monday; nothing for an undated note and for words that are not understood
  std::vector<PlacedField> fields{};
  std::vector<TextSpan> more{};  ///< lines that are neither field nor section
  std::optional<NoteSection> accomplished{};
  std::optional<NoteSection> next{};
  /// What is not understood in it, and stays as text. A file is refused for it; of a note its DRI is told.
  std::vector<Problem> problems{};
  /// What only a file is refused for: words beside a value, which an edit of the note leaves where they are.
  std::vector<Problem> asides{};

  /// The values; `week` and `progress` say something only beside `week` and `has_progress`.
  WeeklyUpdate update{};
  bool has_progress = false;
};

/// Nothing when the text holds no title of a weekly note. `said_on` is the day on which a note was written. `text` must
/// outlive the reading.
std::optional<NoteReading> read_note(std::string_view text, std::optional<Day> said_on = std::nullopt);

}  // namespace secokr::documents
