#pragma once
#include <filesystem>
#include <string>
#include <string_view>

namespace secokr::test {

/// Everywhere, if anywhere.
std::string replaced(std::string text, std::string_view from, std::string_view to);
/// The first one, which must stand there: throws std::runtime_error with the text where it does not.
std::string edited(std::string text, std::string_view from, std::string_view to);
/// `edited`, of a file.
void edit_file(const std::filesystem::path& path, std::string_view from, std::string_view to);

}  // namespace secokr::test
