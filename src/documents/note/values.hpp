#pragma once
#include <string_view>

#include "documents/note/fields.hpp"

namespace secokr::documents {

/// Reads the words behind the field's name by its kind: what they say, what of them is no value (`rest`), or why they
/// are none. `begin` and `end` are narrowed to what was understood.
void read_note_value(std::string_view value, NoteField& field);

}  // namespace secokr::documents
