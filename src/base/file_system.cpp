#include "base/file_system.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace secokr::base {

namespace fs = std::filesystem;

bool Descriptor::close() {
  if (m_value < 0) return true;
  return ::close(std::exchange(m_value, -1)) == 0 || errno == EINTR;
}

Descriptor open_file(const fs::path& path, int flags, unsigned mode) {
  int descriptor = -1;
  do descriptor = ::open(path.c_str(), flags | O_CLOEXEC, mode);
  while (descriptor < 0 && errno == EINTR);
  return Descriptor{descriptor};
}

Descriptor open_in(const Descriptor& folder, const std::string& name, int flags, unsigned mode) {
  int descriptor = -1;
  do descriptor = ::openat(folder.get(), name.c_str(), flags | O_CLOEXEC, mode);
  while (descriptor < 0 && errno == EINTR);
  return Descriptor{descriptor};
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    if (written == 0) {
      errno = EIO;
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool read_all(int descriptor, std::string& bytes) {
  std::array<char, 65536> part{};
  while (true) {
    const ssize_t got = ::read(descriptor, part.data(), part.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return false;
    if (got == 0) return true;
    bytes.append(part.data(), static_cast<std::size_t>(got));
  }
}

namespace {

struct Explanation {
  int error_number;
  std::string_view reason;
  std::string_view help;
};

constexpr std::array explanations{
    Explanation{ENOSPC, "the disk is full", "free some space and run the command again"},
    Explanation{EDQUOT, "the disk quota is used up", "free some space and run the command again"},
    Explanation{EFBIG, "the file would be larger than the system allows",
                "raise the limit on file sizes (`ulimit -f`)"},
    Explanation{EACCES, "it or its folder is read-only for you, or may not be entered",
                "check the permissions with `ls -l` and correct them"},
    Explanation{EPERM, "the system does not permit it", "check the permissions with `ls -l` and `lsattr`"},
    Explanation{EROFS, "the file system is read-only", "work in a folder that can be written to"},
    Explanation{EISDIR, "it is a folder", "move the folder away, or name a file"},
    Explanation{ENOTDIR, "a part of its path is a file where a folder should be", "move that file away"},
    Explanation{ENOENT, "it does not exist", "check the path"},
    Explanation{ELOOP, "its symbolic links lead in a circle", "correct the links"},
    Explanation{ENAMETOOLONG, "its name is too long", "choose a shorter name"},
    Explanation{EMFILE, "too many files are open", "raise the limit (`ulimit -n`)"},
    Explanation{ENFILE, "too many files are open in the system", "run the command again later"},
    Explanation{EIO, "the disk reports an error", "check the disk before you go on"},
    Explanation{ENOLCK, "its file system knows no locks", "work in a folder on a local disk"},
    Explanation{ETXTBSY, "a running program uses it", "end the program and run the command again"},
};

}  // namespace

Error file_error(std::string_view act, const fs::path& path, int error_number) {
  Error error{ErrorKind::local_file, fmt::format("cannot {} {}", act, path.string()), {}, {}, {}};
  for (const auto& known : explanations) {
    if (known.error_number != error_number) continue;
    error.reason = known.reason;
    error.help = known.help;
    return error;
  }
  error.reason = fmt::format("the system says: {}", std::generic_category().message(error_number));
  return error;
}

Status make_folders_for(const fs::path& path) {
  const fs::path folder = path.parent_path();
  if (folder.empty()) return {};
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (!failed) return {};
  // The library gives ENOTDIR or EEXIST for a file in the way, by the depth at which it stands.
  const bool in_the_way = failed.value() == EEXIST;
  return fail(file_error("make the folder", folder, in_the_way ? ENOTDIR : failed.value()));
}

}  // namespace secokr::base
