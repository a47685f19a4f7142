#pragma once
#include <string>

#include "base/file.hpp"
#include "tracker/change_set.hpp"

namespace secokr::workspace {

/// The change that writes a file of the workspace, `path` relative to its root. `before` is the file as read, null for
/// a new one: the write is refused where that is no longer what stands there. Its fields show the lines that differ
/// ("line 12").
tracker::Change write_file(const std::string& path, const base::FileText* before, std::string text);

}  // namespace secokr::workspace
