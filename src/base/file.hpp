#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include <secokr/error.hpp>

namespace secokr::base {

/// What stood in a file when it was read, so that a later write can refuse to overwrite somebody else's change.
struct FileText {
  std::filesystem::path path{};
  std::string text{};
  std::string hash{};  ///< `sha256_hex(text)`
};

/// Reads a whole regular file of text. Error: local_file, also for one in UTF-16 or UTF-32.
Expected<FileText> read_file(const std::filesystem::path& path);
/// The same for bytes of any kind.
Expected<FileText> read_bytes(const std::filesystem::path& path);
/// Error local_file, where the text called `name` is in UTF-16 or UTF-32: every reader of secokr takes UTF-8.
Status require_utf8(std::string_view text, const std::string& name);

/// Where a file of a workspace lies, `path` relative to its root. Error local_file when the path is absolute or leaves
/// the root, by `..` or by a symbolic link; `act` is what was not done: "read", "written".
Expected<std::filesystem::path> path_below(const std::filesystem::path& root, const std::filesystem::path& path,
                                           std::string_view act);

/// What a write expects to find.
struct Expectation {
  bool absent = false;                ///< the file must not exist
  std::optional<std::string> hash{};  ///< the file must still have this sha256; nothing = anything goes
  friend bool operator==(const Expectation&, const Expectation&) = default;
};

/// Replaces a file atomically: same folder, fsync, rename, folder fsync; the mode and a symbolic link to the file are
/// kept. Folders on the way are made. Errors: local_file — for a failed expectation ("changed since it was read"), a
/// read-only folder, a full disk; whatever happens the old bytes stay or the new ones are all there.
Status replace_file(const std::filesystem::path& path, std::string_view text, const Expectation& expectation = {});

/// True when the expectation holds now. Error: local_file, as `replace_file` would give it.
Status check_expectation(const std::filesystem::path& path, const Expectation& expectation);

/// Whether `replace_file` may write there, as far as permissions tell: the file and its folder, or where they do not
/// exist yet the folder that they would be made in. Nothing is changed. Error: local_file, as `replace_file` would give
/// it.
Status check_writable(const std::filesystem::path& path);

class Descriptor;

/// An exclusive advisory lock on a file, held until destroyed.
class FileLock {
 public:
  /// `file` is open for writing; the number of this process is written into it, for whoever waits. Error: local_file,
  /// after about two seconds, naming who holds it where known.
  static Expected<FileLock> hold(Descriptor file, const std::filesystem::path& path);
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int descriptor) : m_descriptor(descriptor) {}
  int m_descriptor = -1;
};

}  // namespace secokr::base
