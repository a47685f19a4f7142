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

/// What every note about one KR or objective and week carries: its marker up to the sum (U1); empty without a marker.
std::string purpose_of_note(std::string_view note);

/// The note as people see it, not defused and without a marker: what an editor shows. A progress, value or health that
/// is not known is left open (`Progress: %`), which reads as not given.
std::string weekly_text(const WeeklyUpdate& update, bool has_progress, std::string_view kind = "kr");

struct ParsedNote {
  WeeklyUpdate update{};
  std::optional<NoteIdentity> identity{};  ///< from the marker; nothing for a note written by hand
  bool intact = false;                     ///< the marker's sum matches
  bool has_progress = false;               ///< the oldest shape has none: then `update.progress` says nothing
};

/// Reads a note in today's shape, with or without marker, or in one of the two older ones (PROCESS.md 6); `note_day`
/// dates an undated one. Nothing when it is no weekly update.
std::optional<ParsedNote> parse_weekly_note(std::string_view body, Day note_day);

}  // namespace secokr::documents
