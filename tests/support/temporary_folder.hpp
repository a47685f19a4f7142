#pragma once
#include <filesystem>
#include <string>
#include <string_view>

namespace secokr::test {

/// A fresh folder that is removed with everything in it (also read-only parts) when the value goes.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return m_path; }
  std::filesystem::path operator/(std::string_view name) const { return m_path / name; }

 private:
  std::filesystem::path m_path;
};

std::string read(const std::filesystem::path& path);
void write(const std::filesystem::path& path, std::string_view text);

}  // namespace secokr::test
