#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/weekly_update.hpp>

#include "documents/objective/document.hpp"
#include "domain/objective/okr_kind.hpp"

namespace secokr::documents {

struct NoteIdentity {
  std::string kind = "kr";  ///< "kr" or "objective"
  std::string id{};         ///< the KR's or objective's
};

/// The note of PROCESS.md 6 with its marker as the last line (FORMATS.md 3). Typed text is neutralised (U6), bullets
/// are kept; an empty part gives a lone `-`.
std::string render_weekly_note(const WeeklyUpdate& update, const NoteIdentity& identity);

/// The note once it says `wanted` in place of `before`, what was read from it. One that secokr wrote and nobody changed
/// is written anew; of any other only the values and texts change that differ, and every other word stays where it
/// stands. Its marker keeps the sum of what secokr wrote, so that it still tells that a person wrote there too.
std::string edit_weekly_note(std::string_view body, const WeeklyUpdate& before, const WeeklyUpdate& wanted,
                             const NoteIdentity& identity);

/// What every note about one KR or objective and week carries: its marker up to the week (U1); empty without a marker.
std::string purpose_of_note(std::string_view note);

/// The note as people see it, not neutralised and without a marker: what an editor shows. A progress, value or health
/// that is not known is left open (`Progress: %`), which reads as not given.
std::string weekly_text(const WeeklyUpdate& update, bool has_progress, std::string_view kind = "kr");

struct ParsedNote {
  WeeklyUpdate update{};
  std::optional<NoteIdentity> identity{};  ///< from the marker; nothing for a note written by hand
  bool intact = false;                     ///< the marker's sum matches: nobody but secokr wrote there
  bool has_week = true;             ///< else its title names a week that is not understood, and it counts for none
  bool has_progress = false;        ///< else `update.progress` says nothing
  bool has_milestones = false;      ///< says which are at risk, or that none is
  std::vector<Problem> problems{};  ///< what is not understood in it, and stays as text
};

/// Reads a note in today's shape, with or without marker, or in one of the two older ones (PROCESS.md 6), however a
/// person wrote or extended it; `note_day` dates an undated one. Nothing when it is no weekly update.
std::optional<ParsedNote> parse_weekly_note(std::string_view body, Day note_day);

}  // namespace secokr::documents
