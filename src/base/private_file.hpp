#pragma once
#include <filesystem>
#include <string_view>

#include <secokr/error.hpp>

#include "base/file.hpp"

namespace secokr::base {

/// Reads a file that holds a secret. Error local_file also when it belongs to somebody else, or when others may read or
/// write it (help: the `chmod` to type); its text is in no error.
Expected<FileText> read_private_file(const std::filesystem::path& path);

/// `replace_file` for a secret: a new file has mode 0600 whatever the umask, from its first byte; folders that are made
/// on the way have mode 0700.
Status replace_private_file(const std::filesystem::path& path, std::string_view text,
                            const Expectation& expectation = {});

/// Makes the folder and those above it that are missing, for this user alone (mode 0700). Error: local_file.
Status make_private_folders(const std::filesystem::path& folder);

}  // namespace secokr::base
