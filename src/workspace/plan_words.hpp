#pragma once
#include <filesystem>
#include <string>

#include <secokr/error.hpp>

#include "tracker/change/change_set.hpp"

namespace secokr::workspace {

/// Whether a plan that is read back does what it shows, and no more: people approve what they read, and whoever can
/// write a plan can also write its checksums. The words of each change are derived from its payload anew and compared,
/// those of a file from the file below `root` that the change expects to find. Error local_file that names every
/// difference.
Status check_plan_words(const tracker::ChangeSet& set, const std::filesystem::path& root, const std::string& name);

}  // namespace secokr::workspace
