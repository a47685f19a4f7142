#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include <sys/stat.h>

#include <secokr/error.hpp>

#include "base/file_system.hpp"

namespace secokr::base {

/// The new bytes beside the file that they will replace, in a folder that is held open; removed unless they took its
/// place. What `replace_file` and `StateFolder` share.
class Replacement {
 public:
  /// `folder` must outlive it; `shown` is the file's path, for errors.
  static Expected<Replacement> make(const Descriptor& folder, const std::filesystem::path& shown, unsigned mode);
  Replacement(Replacement&& other) noexcept
      : m_folder(other.m_folder), m_name(std::exchange(other.m_name, {})), m_file(std::move(other.m_file)) {}
  Replacement& operator=(Replacement&&) = delete;
  ~Replacement();

  /// Writes them down to the disk, with the owner and mode of `like` where it is given. False with errno set.
  bool fill(std::string_view text, const struct stat* like);
  /// False with errno set: EEXIST where the place must be free and is not.
  bool take_place_of(const std::string& name, bool must_be_absent);

 private:
  explicit Replacement(int folder) : m_folder(folder) {}
  int m_folder;
  std::string m_name{};
  Descriptor m_file{};
};

/// False with errno set. Some file systems cannot sync a folder and say EINVAL; there a rename is as durable as it
/// gets.
bool sync_folder(const Descriptor& folder);
/// Keeps every other secokr out of the folder until the descriptor is closed.
void hold_folder(const Descriptor& folder);

}  // namespace secokr::base
