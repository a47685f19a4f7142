#pragma once
#include <string>

#include "base/file.hpp"
#include "tracker/change/change_set.hpp"

namespace secokr::workspace {

/// How a written file shows what it changes.
enum class Shows {
  lines,  ///< each line that differs, as a field "line 12": for files that people write
  whole,  ///< one field "text": for files that secokr writes
};

/// The change that writes a file of the workspace, `path` relative to its root. `before` is the file as read, null for
/// a new one (which always shows whole): the write is refused where that is no longer what stands there.
tracker::Change write_file(const std::string& path, const base::FileText* before, std::string text,
                           Shows shows = Shows::lines);

}  // namespace secokr::workspace
