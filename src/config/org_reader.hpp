#pragma once
#include <string>
#include <vector>

#include <secokr/error.hpp>
#include <secokr/org.hpp>

#include "config/toml_file.hpp"

namespace secokr::config {

/// Reads the `[[area]]`, `[[team]]` and `[[person]]` of a file into an Org and checks that they fit together; every
/// problem is a note with its line. A person without a level has the one that their role gives.
Org read_org(const TomlFile& file, std::vector<ErrorNote>& notes);

}  // namespace secokr::config
