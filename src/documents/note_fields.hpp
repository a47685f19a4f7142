#pragma once
#include <string>
#include <string_view>

#include <secokr/weekly_update.hpp>

namespace secokr::documents {

/// `Progress: 40% · Value: 78 % · Health: On Track · Milestones at risk: 2, 3`, and where there is one the line `Risk:
/// …`. Ends in a line end. The progress has at most one decimal and is never rounded up over a bar.
std::string note_fields_text(const WeeklyUpdate& update);

/// The same for an editor: what is not known yet is left open, `Progress: % · Value: % · Health:`.
std::string open_note_fields_text(const WeeklyUpdate& update, bool has_progress);

/// Reads those lines in any order and case; what it does not know it leaves. `has_progress` becomes true where a
/// progress stands there.
void read_note_fields(std::string_view text, WeeklyUpdate& update, bool& has_progress);

/// `40%`, `40 %` or `40`, kept within 0..100; false for anything else.
bool read_note_progress(std::string_view text, WeeklyUpdate& update);

}  // namespace secokr::documents
