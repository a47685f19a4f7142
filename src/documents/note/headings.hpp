#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <secokr/day.hpp>

#include "documents/grammar/lines.hpp"

namespace secokr::documents {

enum class NotePart { none, title, accomplished, next };

/// What a line says as a heading of a weekly note (PROCESS.md 6), today's and the older ones', however it is marked:
/// another level, a colon or `#` behind it, bold, underlined, an emoji.
struct NoteHeading {
  NotePart part = NotePart::none;
  std::size_t lines = 1;       ///< 2 for an underlined one
  std::size_t text_begin = 0;  ///< in the line: where text begins that stands behind the heading's colon; 0 for none
  std::string nearest{};       ///< of a heading that is none of a note's, and nearly one: how that is spelled

  // Of a title:
  bool is_objective = false;
  bool is_dated = false;      ///< words that name its week stand there; else it is undated, like `YYYY-MM-DD`
  std::optional<Day> week{};  ///< its Monday; nothing where the words have no reading or more than one
  std::string week_words{};   ///< as they stand there
  std::string more{};         ///< the words beside the date
};

/// The heading at `lines[index]`. A line outside of code; `said_on` is the day on which the note was written.
NoteHeading note_heading(std::span<const Line> lines, std::size_t index, std::optional<Day> said_on = std::nullopt);

/// True for a line of text that a reader would take for a heading of a note or for nearly one.
bool reads_as_note_heading(std::string_view line);

std::string_view heading_text(NotePart part);  ///< of the two sections

}  // namespace secokr::documents
