#pragma once
#include <string>

#include <secokr/weekly_update.hpp>

#include "documents/note/reading.hpp"

namespace secokr::documents {

/// The text of a note that says `wanted` where it said `before`: what is equal in both stays byte for byte, and so does
/// every word that is none of a value or text that changed. A risk that is over stays as a person's words.
std::string edit_note_text(const NoteReading& note, const WeeklyUpdate& before, const WeeklyUpdate& wanted);

}  // namespace secokr::documents
