#include "base/state_folder.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <memory>

#include "base/hash.hpp"
#include "base/private_file.hpp"
#include "base/replacement.hpp"
#include "base/shell.hpp"

namespace secokr::base {
namespace {

namespace fs = std::filesystem;

constexpr mode_t k_own_folder = 0700;
constexpr unsigned k_own_file = 0600;

Error not_used(const fs::path& path, std::string reason) {
  const std::string word = shell_word(path.string());
  return {.kind = ErrorKind::local_file,
          .what = fmt::format("{} is not used", path.string()),
          .reason = std::move(reason),
          .help = fmt::format("find out who put it there, then move it away: mv {} {}", word,
                              shell_word(path.string() + ".aside"))};
}

/// Why what stands there cannot be what this machine keeps for this user; nothing where it can.
std::optional<std::string> fault_of(const struct stat& status, bool is_folder) {
  if (S_ISLNK(status.st_mode)) return "it is a symbolic link, and what this machine keeps stands nowhere else";
  if (S_ISDIR(status.st_mode) != is_folder) return is_folder ? "it is a file where a folder belongs" : "it is a folder";
  if (S_ISFIFO(status.st_mode)) return "it is a named pipe";
  if (S_ISSOCK(status.st_mode)) return "it is a socket";
  if (!is_folder && !S_ISREG(status.st_mode)) return "it is a device";
  if (status.st_uid != ::geteuid()) return "it belongs to another user";
  if (!is_folder && status.st_nlink > 1) return "it has a second name somewhere else (a hard link)";
  return std::nullopt;
}

Error bad_name(const std::string& name) {
  return {.kind = ErrorKind::bug, .what = fmt::format("`{}` is no file's name", name), .help = "Please report this"};
}

bool is_name(const std::string& name) {
  return !name.empty() && name != "." && name != ".." && name.find('/') == std::string::npos &&
         name.find('\0') == std::string::npos;
}

/// One part of the way; not open where there is none and `make` is false.
Expected<Descriptor> enter(const Descriptor& at, const std::string& name, const fs::path& shown, bool make) {
  if (make && ::mkdirat(at.get(), name.c_str(), k_own_folder) != 0 && errno != EEXIST)
    return fail(file_error("make the folder", shown, errno));
  struct stat status{};
  if (::fstatat(at.get(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
    if (errno == ENOENT && !make) return Descriptor{};
    return fail(file_error("read", shown, errno));
  }
  if (auto fault = fault_of(status, true)) return fail(not_used(shown, *std::move(fault)));
  Descriptor folder = open_in(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  if (!folder.open() || ::fstat(folder.get(), &status) != 0) return fail(file_error("read", shown, errno));
  if (auto fault = fault_of(status, true)) return fail(not_used(shown, *std::move(fault)));
  return folder;
}

Status check_now(const FileText* present, const fs::path& path, const Expectation& expectation) {
  const auto says = [&](const char* what, const char* reason) {
    return fail({.kind = ErrorKind::local_file,
                 .what = fmt::format(fmt::runtime(what), path.string()),
                 .reason = reason,
                 .help = "look at it, then run the command again"});
  };
  if (expectation.absent && present != nullptr) return says("{} exists already", "a new file was to be written there");
  if (!expectation.hash) return {};
  if (present == nullptr) return says("{} is gone since it was read", "something else removed it meanwhile");
  if (present->hash != *expectation.hash)
    return says("{} changed since it was read", "something else wrote to it meanwhile, and its change would be lost");
  return {};
}

constexpr off_t k_largest = off_t{8} << 20;

/// What is kept are texts that people typed, and lists of them.
Expected<FileText> text_in(const Descriptor& file, const fs::path& path) {
  struct stat status{};
  if (::fstat(file.get(), &status) == 0 && status.st_size > k_largest)
    return fail({.kind = ErrorKind::local_file,
                 .what = fmt::format("{} is larger than 8 MiB, and was not read", path.string()),
                 .reason = "secokr keeps nothing of that size there",
                 .help = fmt::format("look at it, then remove it: rm {}", shell_word(path.string()))});
  FileText read{path, {}, {}};
  if (!read_all(file.get(), read.text)) return fail(file_error("read", path, errno));
  read.hash = sha256_hex(read.text);
  return read;
}

/// The process that was to put `name`, the file of a `Replacement`, in its place; 0 for other names.
pid_t writer_of(std::string_view name) {
  constexpr std::string_view begin = ".secokr-";
  if (!name.starts_with(begin)) return 0;
  name.remove_prefix(begin.size());
  pid_t writer = 0;
  const auto [end, failed] = std::from_chars(name.data(), name.data() + name.size(), writer);
  return failed == std::errc{} && end != name.data() + name.size() && *end == '-' && writer > 0 ? writer : 0;
}

/// What a run that was killed left half written. This machine alone writes here.
void remove_leftovers(const Descriptor& folder) {
  const auto close = [](DIR* listing) { ::closedir(listing); };
  const int again = ::openat(folder.get(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const std::unique_ptr<DIR, decltype(close)> listing(again < 0 ? nullptr : ::fdopendir(again), close);
  if (!listing) {
    if (again >= 0) ::close(again);
    return;
  }
  while (const dirent* entry = ::readdir(listing.get()))
    if (const pid_t writer = writer_of(entry->d_name); writer > 0 && ::kill(writer, 0) != 0 && errno == ESRCH)
      ::unlinkat(folder.get(), entry->d_name, 0);
}

}  // namespace

Expected<Descriptor> StateFolder::open(bool make) const {
  if (make) SECOKR_CHECK(make_private_folders(m_anchor));
  Descriptor at = open_file(m_anchor.empty() ? "." : m_anchor, O_RDONLY | O_DIRECTORY);
  if (!at.open() && errno == EACCES) at = open_file(m_anchor.empty() ? "." : m_anchor, O_PATH | O_DIRECTORY);
  if (!at.open()) {
    if (errno == ENOENT && !make) return Descriptor{};
    return fail(file_error("read", m_anchor, errno));
  }
  fs::path shown = m_anchor;
  for (const fs::path& part : m_below) {
    shown /= part;
    if (!is_name(part.string())) return fail(bad_name(part.string()));
    SECOKR_TRY(at, enter(at, part.string(), shown, make));
    if (!at.open()) return Descriptor{};
  }
  return at;
}

/// Not open where there is none.
Expected<Descriptor> StateFolder::open_own(const Descriptor& folder, const std::string& name, int flags) const {
  if (!is_name(name)) return fail(bad_name(name));
  struct stat status{};
  if (::fstatat(folder.get(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0) {
    // Looked at before it is opened: to open a device may do something already.
    if (auto fault = fault_of(status, false)) return fail(not_used(path_of(name), *std::move(fault)));
  } else if (errno != ENOENT) {
    return fail(file_error("read", path_of(name), errno));
  } else if ((flags & O_CREAT) == 0) {
    return Descriptor{};
  }
  // Non-blocking, so that a pipe that takes its place now is refused instead of waited for.
  Descriptor file = open_in(folder, name, flags | O_NOFOLLOW | O_NONBLOCK, k_own_file);
  if (!file.open()) {
    if (errno == ENOENT) return Descriptor{};
    return fail(file_error((flags & O_ACCMODE) == O_RDONLY ? "read" : "write", path_of(name), errno));
  }
  if (::fstat(file.get(), &status) != 0) return fail(file_error("read", path_of(name), errno));
  if (auto fault = fault_of(status, false)) return fail(not_used(path_of(name), *std::move(fault)));
  return file;
}

Status StateFolder::refuse_foreign(const std::string& name) const {
  if (!m_is_foreign) return {};
  SECOKR_TRY(const bool foreign, m_is_foreign((m_below / name).generic_string()));
  if (!foreign) return {};
  const std::string word = shell_word(path_of(name).string());
  return fail({.kind = ErrorKind::local_file,
               .what = fmt::format("{} is not used", path_of(name).string()),
               .reason = "it came with the repository (git tracks it), and what this machine keeps does not",
               .help = fmt::format(
                   "look at it, then remove it: git rm -f {} (where it is yours, git rm --cached keeps it)", word)});
}

Expected<std::optional<FileText>> StateFolder::read(const std::string& name) const {
  SECOKR_TRY(const Descriptor folder, open(false));
  if (!folder.open()) return std::nullopt;
  SECOKR_TRY(const Descriptor file, open_own(folder, name, O_RDONLY));
  if (!file.open()) return std::nullopt;
  SECOKR_CHECK(refuse_foreign(name));
  SECOKR_TRY(FileText text, text_in(file, path_of(name)));
  return std::optional{std::move(text)};
}

Status StateFolder::write(const std::string& name, std::string_view text, const Expectation& expectation) const {
  SECOKR_TRY(const Descriptor folder, open(true));
  SECOKR_CHECK(refuse_foreign(name));
  remove_leftovers(folder);
  SECOKR_TRY(Replacement replacement, Replacement::make(folder, path_of(name), k_own_file));
  if (!replacement.fill(text, nullptr)) return fail(file_error("write", path_of(name), errno));
  hold_folder(folder);
  SECOKR_TRY(const Descriptor file, open_own(folder, name, O_RDONLY));
  std::optional<FileText> present;
  if (file.open()) {
    SECOKR_TRY(present, text_in(file, path_of(name)));
  }
  SECOKR_CHECK(check_now(present ? &*present : nullptr, path_of(name), expectation));
  if (!replacement.take_place_of(name, expectation.absent)) return fail(file_error("write", path_of(name), errno));
  if (!sync_folder(folder)) return fail(file_error("write", path_of(name), errno));
  return {};
}

Status StateFolder::remove(const std::string& name, const std::string& hash) const {
  SECOKR_TRY(const Descriptor folder, open(false));
  if (!folder.open()) return {};
  if (!is_name(name)) return fail(bad_name(name));
  if (!hash.empty()) {
    hold_folder(folder);
    SECOKR_TRY(const Descriptor file, open_own(folder, name, O_RDONLY));
    if (!file.open()) return {};
    SECOKR_TRY(const FileText now, text_in(file, path_of(name)));
    if (now.hash != hash) return {};
  }
  if (::unlinkat(folder.get(), name.c_str(), 0) != 0 && errno != ENOENT)
    return fail(file_error("remove", path_of(name), errno));
  return {};
}

Expected<std::vector<std::string>> StateFolder::names() const {
  std::vector<std::string> names;
  SECOKR_TRY(Descriptor folder, open(false));
  if (!folder.open()) return names;
  const auto close = [](DIR* listing) { ::closedir(listing); };
  const std::unique_ptr<DIR, decltype(close)> listing(::fdopendir(folder.get()), close);
  if (!listing) return fail(file_error("read", path(), errno));
  (void)folder.release();
  errno = 0;
  while (const dirent* entry = ::readdir(listing.get())) {
    if (is_name(entry->d_name)) names.emplace_back(entry->d_name);
    errno = 0;
  }
  if (errno != 0) return fail(file_error("read", path(), errno));
  std::ranges::sort(names);
  return names;
}

Status StateFolder::check(const std::string& name) const {
  SECOKR_TRY(const Descriptor folder, open(false));
  if (!folder.open()) return {};
  if (!is_name(name)) return fail(bad_name(name));
  // Not opened: closing a descriptor would end the locks that the library holds.
  struct stat status{};
  if (::fstatat(folder.get(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0)
    return errno == ENOENT ? Status{} : Status(fail(file_error("read", path_of(name), errno)));
  if (auto fault = fault_of(status, false)) return fail(not_used(path_of(name), *std::move(fault)));
  return refuse_foreign(name);
}

Status StateFolder::make() const {
  SECOKR_TRY(const Descriptor folder, open(true));
  return {};
}

Expected<FileLock> StateFolder::lock(const std::string& name) const {
  SECOKR_TRY(const Descriptor folder, open(true));
  SECOKR_TRY(Descriptor file, open_own(folder, name, O_RDWR | O_CREAT));
  if (!file.open()) return fail(file_error("lock", path_of(name), ENOENT));
  return FileLock::hold(std::move(file), path_of(name));
}

}  // namespace secokr::base
