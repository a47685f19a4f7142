#pragma once
#include <optional>
#include <string>
#include <string_view>

#include <secokr/weekly_update.hpp>

namespace secokr::documents {

struct NoteIdentity {
  std::string kind = "kr";  ///< "kr" or "objective"
  std::string id{};         ///< the KR's or objective's
};

/// The note of PROCESS.md 6 with its marker as the last line (FORMATS.md 3). Typed text is defused (U6), bullets are
/// kept; an empty part gives a lone `-`.
std::string render_weekly_note(const WeeklyUpdate& update, const NoteIdentity& identity);

struct ParsedNote {
  WeeklyUpdate update{};
  std::optional<NoteIdentity> identity{};  ///< from the marker; nothing for a note written by hand
  bool intact = false;                     ///< the marker's sum matches
};

/// Reads a note in today's shape, with or without marker; `note_day` dates an undated one. Nothing when it is no weekly
/// update.
std::optional<ParsedNote> parse_weekly_note(std::string_view body, Day note_day);

}  // namespace secokr::documents
