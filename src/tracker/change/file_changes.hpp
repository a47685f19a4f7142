#pragma once
#include <filesystem>
#include <string>

#include <secokr/error.hpp>

#include "tracker/change/change_set.hpp"

namespace secokr::tracker {

/// Whether this very text stands there.
bool holds(const std::filesystem::path& path, const std::string& text);

/// Whether the write could be done now: its expectation holds and the place can be written to, or the text stands there
/// already. Error: local_file.
Status can_write(const std::filesystem::path& path, const std::string& text, const base::Expectation& expectation);

/// `unchanged` when the file holds the text already.
Expected<Outcome> write_text(const std::filesystem::path& path, const std::string& text,
                             const base::Expectation& expectation);

/// Adds one line at the end, with the file's own line ending and never inside somebody's unfinished line; begins the
/// file with the heading where it is new. `unchanged` when the line stands there. No line that others add meanwhile is
/// lost.
Expected<Outcome> append_line(const std::filesystem::path& path, const std::string& line, const std::string& heading);

}  // namespace secokr::tracker
