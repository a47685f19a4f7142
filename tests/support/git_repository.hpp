#pragma once
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/environment.hpp"

namespace secokr::test {

/// Real git in a folder, without any configuration but the repository's own. Commits are made by one person, at the
/// moment that is given (`2027-01-04T12:00:00Z`, or seconds since 1970 and a zone: `1799064000 +0000`).
class GitRepository {
 public:
  explicit GitRepository(std::filesystem::path folder) : m_folder(std::move(folder)) {}

  /// What git prints, without the last line's end. Throws std::runtime_error with git's words where it fails.
  std::string run(const std::vector<std::string>& words, const std::string& moment = "2027-01-04T12:00:00Z") const;
  void init() const { run({"init", "-q"}); }
  /// Everything that there is; gives the new commit's hash.
  std::string commit_all(const std::string& moment) const;
  const std::filesystem::path& folder() const { return m_folder; }

  /// For a program that is to read the repository.
  static base::Environment environment();

 private:
  std::filesystem::path m_folder;
};

}  // namespace secokr::test
