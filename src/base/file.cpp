#include "base/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <system_error>

#include "base/file_system.hpp"
#include "base/hash.hpp"

namespace secokr::base {

namespace fs = std::filesystem;

namespace {

Error not_a_file(std::string_view act, const fs::path& path, mode_t mode) {
  if (S_ISDIR(mode)) return file_error(act, path, EISDIR);
  return {ErrorKind::local_file,
          fmt::format("cannot {} {}", act, path.string()),
          "it is not a regular file",
          "name a regular file",
          {}};
}

/// The file that a chain of symbolic links leads to, whether it exists or not.
Expected<fs::path> follow_links(fs::path path) {
  constexpr int most_links = 40;  // as the kernel allows
  for (int links = 0; links <= most_links; ++links) {
    std::error_code failed;
    const fs::path next = fs::read_symlink(path, failed);
    if (failed) return path;
    path = path.parent_path() / next;
  }
  return fail(file_error("write", path, ELOOP));
}

/// The new bytes beside the file that they will replace; removed unless they took its place.
class TemporaryFile {
 public:
  static Expected<TemporaryFile> make(const fs::path& target, unsigned mode) {
    static std::atomic<unsigned> counter{0};
    constexpr int attempts = 1000;
    for (int attempt = 0; attempt < attempts; ++attempt) {
      TemporaryFile made;
      // Short and of its own, so that a long name still fits and nothing takes it for an objective file.
      made.m_path = target.parent_path() / fmt::format(".secokr-{}-{}", ::getpid(), counter++);
      made.m_file = open_file(made.m_path, O_WRONLY | O_CREAT | O_EXCL, mode);
      if (made.m_file.open()) return made;
      const int failed = errno;
      made.m_path.clear();
      if (failed != EEXIST) return fail(file_error("write", target, failed));
    }
    return fail(file_error("write", target, EEXIST));
  }

  TemporaryFile(TemporaryFile&& other) noexcept
      : m_path(std::exchange(other.m_path, {})), m_file(std::move(other.m_file)) {}
  TemporaryFile& operator=(TemporaryFile&&) = delete;
  ~TemporaryFile() {
    if (!m_path.empty()) ::unlink(m_path.c_str());
  }

  /// False with errno set.
  bool fill(std::string_view text, const struct stat* like) {
    if (like != nullptr) {
      // Giving a file away needs rights that most users do not have; then it belongs to whoever wrote it, as with every
      // editor.
      if (::fchown(m_file.get(), like->st_uid, like->st_gid) != 0 &&
          ::fchown(m_file.get(), static_cast<uid_t>(-1), like->st_gid) != 0)
        errno = 0;
      if (::fchmod(m_file.get(), like->st_mode & 07777) != 0) return false;
    }
    return write_all(m_file.get(), text) && ::fsync(m_file.get()) == 0 && m_file.close();
  }

  bool take_place_of(const fs::path& target, bool must_be_absent) {
    if (must_be_absent) {
      if (::renameat2(AT_FDCWD, m_path.c_str(), AT_FDCWD, target.c_str(), RENAME_NOREPLACE) == 0) return placed();
      if (errno != EINVAL && errno != ENOSYS)
        return false;  // else this file system cannot, and the check before must do
    }
    return ::rename(m_path.c_str(), target.c_str()) == 0 && placed();
  }

 private:
  TemporaryFile() = default;
  bool placed() {
    m_path.clear();
    return true;
  }
  fs::path m_path{};
  Descriptor m_file{};
};

Error exists_already(const fs::path& path) {
  return {ErrorKind::local_file,
          fmt::format("{} exists already", path.string()),
          "a new file was to be written there",
          "move it away, or choose another name",
          {}};
}

/// Check and rename, with every other secokr kept out of the folder for the moment between them.
Status put_in_place(TemporaryFile& temporary, const fs::path& path, const fs::path& target,
                    const Expectation& expectation) {
  const fs::path parent = target.parent_path();
  const Descriptor folder = open_file(parent.empty() ? "." : parent, O_RDONLY | O_DIRECTORY);
  if (folder.open()) {
    while (::flock(folder.get(), LOCK_EX) != 0 && errno == EINTR) {
    }
  }
  SECOKR_CHECK(check_expectation(path, expectation));
  if (!temporary.take_place_of(target, expectation.absent))
    return fail(errno == EEXIST ? exists_already(path) : file_error("write", path, errno));
  // Some file systems cannot sync a folder and say EINVAL; there the rename is as durable as it gets.
  if (folder.open() && ::fsync(folder.get()) != 0 && errno != EINVAL) return fail(file_error("write", path, errno));
  return {};
}

}  // namespace

Expected<FileText> read_file(const fs::path& path) {
  // Non-blocking, so that a pipe in the place of a file is refused instead of waited for.
  const Descriptor file = open_file(path, O_RDONLY | O_NONBLOCK);
  if (!file.open()) return fail(file_error("read", path, errno));
  struct stat status{};
  if (::fstat(file.get(), &status) != 0) return fail(file_error("read", path, errno));
  if (!S_ISREG(status.st_mode)) return fail(not_a_file("read", path, status.st_mode));
  FileText read{path, {}, {}};
  if (!read_all(file.get(), read.text)) return fail(file_error("read", path, errno));
  read.hash = sha256_hex(read.text);
  return read;
}

Status check_expectation(const fs::path& path, const Expectation& expectation) {
  if (!expectation.absent && !expectation.hash) return {};
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0) {
    if (errno != ENOENT && errno != ENOTDIR) return fail(file_error("read", path, errno));
    if (!expectation.hash) return {};
    return fail({ErrorKind::local_file,
                 fmt::format("{} is gone since it was read", path.string()),
                 "something else removed or renamed it meanwhile",
                 "look at the folder, then run the command again",
                 {}});
  }
  if (expectation.absent) return fail(exists_already(path));
  SECOKR_TRY(const FileText now, read_file(path));
  if (now.hash == *expectation.hash) return {};
  return fail({ErrorKind::local_file,
               fmt::format("{} changed since it was read", path.string()),
               "something else wrote to it meanwhile, and its change would be lost",
               "look at the change, then run the command again",
               {}});
}

Status check_writable(const fs::path& path) {
  SECOKR_TRY(const fs::path target, follow_links(path));
  if (::access(target.c_str(), W_OK) != 0 && errno != ENOENT && errno != ENOTDIR)
    return fail(file_error("write", path, errno));
  fs::path folder = target.parent_path();
  std::error_code absent;
  while (!folder.empty() && !fs::exists(folder, absent) && folder != folder.parent_path())
    folder = folder.parent_path();
  if (folder.empty()) folder = ".";
  if (!fs::is_directory(folder, absent)) return fail(file_error("make the folder", target.parent_path(), ENOTDIR));
  if (::access(folder.c_str(), W_OK | X_OK) != 0) return fail(file_error("write", path, errno));
  return {};
}

Status replace_file(const fs::path& path, std::string_view text, const Expectation& expectation) {
  SECOKR_CHECK(check_expectation(path, expectation));
  SECOKR_TRY(const fs::path target, follow_links(path));
  SECOKR_CHECK(make_folders_for(target));

  struct stat before{};
  const bool exists = ::stat(target.c_str(), &before) == 0;
  if (!exists && errno != ENOENT) return fail(file_error("write", path, errno));
  if (exists && !S_ISREG(before.st_mode)) return fail(not_a_file("write", path, before.st_mode));
  // A rename would pass over a file's own write protection; whoever set it meant it.
  if (exists && ::access(target.c_str(), W_OK) != 0) return fail(file_error("write", path, errno));

  constexpr unsigned new_file = 0666;  // less the umask
  constexpr unsigned private_file = 0600;
  SECOKR_TRY(TemporaryFile temporary, TemporaryFile::make(target, exists ? private_file : new_file));
  if (!temporary.fill(text, exists ? &before : nullptr)) return fail(file_error("write", path, errno));
  return put_in_place(temporary, path, target, expectation);
}

}  // namespace secokr::base
