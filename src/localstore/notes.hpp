#pragma once
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "localstore/statement.hpp"
#include "tracker/port/issue.hpp"

namespace secokr::localstore {

/// Up to `count` notes of an issue after the one with the id `after`, oldest first.
std::vector<tracker::Note> notes_page(SQLite::Database& database, long iid, long after, int count);

/// Error refused: an empty note.
Expected<tracker::Note> insert_note(const Act& act, long iid, const std::string& body);

/// Errors: refused when the issue has no such note or the text is empty, authentication when somebody else wrote it.
Expected<tracker::Note> update_note(const Act& act, long iid, long note_id, const std::string& body);

}  // namespace secokr::localstore
