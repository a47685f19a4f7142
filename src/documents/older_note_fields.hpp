#pragma once
#include <string_view>

#include <secokr/weekly_update.hpp>

namespace secokr::documents {

/// Reads what stands above the first section of an older note (PROCESS.md 6): `Status: :warning: …` and `Percentage
/// complete: 40%`, or a line `On Schedule`, `Behind Schedule` or `At Risk`. A template that nobody filled in, which
/// names every status, says nothing.
void read_older_note_fields(std::string_view text, WeeklyUpdate& update, bool& has_progress);

}  // namespace secokr::documents
