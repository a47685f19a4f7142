#pragma once
#include <filesystem>

namespace secokr::test {

/// The project's folder. Only one body knows it, so that every other is compiled alike wherever the project stands.
std::filesystem::path source_folder();
/// What tests read: recorded answers, sample workspaces and files.
std::filesystem::path data_folder();

}  // namespace secokr::test
