#include "base/replacement.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>

namespace secokr::base {

Expected<Replacement> Replacement::make(const Descriptor& folder, const std::filesystem::path& shown, unsigned mode) {
  static std::atomic<unsigned> counter{0};
  constexpr int attempts = 1000;
  for (int attempt = 0; attempt < attempts; ++attempt) {
    Replacement made(folder.get());
    // Short and of its own, so that a long name still fits and nothing takes it for an objective file.
    made.m_name = fmt::format(".secokr-{}-{}", ::getpid(), counter++);
    made.m_file = open_in(folder, made.m_name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode);
    if (made.m_file.open()) return made;
    const int failed = errno;
    made.m_name.clear();
    if (failed != EEXIST) return fail(file_error("write", shown, failed));
  }
  return fail(file_error("write", shown, EEXIST));
}

Replacement::~Replacement() {
  if (!m_name.empty()) ::unlinkat(m_folder, m_name.c_str(), 0);
}

bool Replacement::fill(std::string_view text, const struct stat* like) {
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

bool Replacement::take_place_of(const std::string& name, bool must_be_absent) {
  if (must_be_absent) {
    if (::renameat2(m_folder, m_name.c_str(), m_folder, name.c_str(), RENAME_NOREPLACE) == 0) {
      m_name.clear();
      return true;
    }
    if (errno != EINVAL && errno != ENOSYS) return false;  // else this file system cannot, and the check before must do
  }
  if (::renameat(m_folder, m_name.c_str(), m_folder, name.c_str()) != 0) return false;
  m_name.clear();
  return true;
}

bool sync_folder(const Descriptor& folder) { return ::fsync(folder.get()) == 0 || errno == EINVAL || errno == EBADF; }

void hold_folder(const Descriptor& folder) {
  while (::flock(folder.get(), LOCK_EX) != 0 && errno == EINTR) {
  }
}

}  // namespace secokr::base
