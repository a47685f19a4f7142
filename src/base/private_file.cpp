#include "base/private_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "base/file_system.hpp"
#include "base/hash.hpp"
#include "base/shell.hpp"

namespace secokr::base {
namespace {

namespace fs = std::filesystem;

constexpr mode_t of_others = 0077;
constexpr unsigned private_file = 0600;

Error not_trusted(const fs::path& path, std::string reason, std::string help) {
  return {ErrorKind::local_file,
          fmt::format("cannot use the secret in {}", path.string()),
          std::move(reason),
          std::move(help),
          {}};
}

Status check_privacy(const fs::path& path, const struct stat& status) {
  if (!S_ISREG(status.st_mode)) return fail(not_trusted(path, "it is not a regular file", "name a regular file"));
  if (status.st_uid != ::geteuid())
    return fail(not_trusted(path, "it belongs to another user", "make a file of your own"));
  if ((status.st_mode & of_others) != 0)
    return fail(not_trusted(path, fmt::format("others than you may use it (mode {:04o})", status.st_mode & 07777),
                            fmt::format("`chmod 600 {}`", shell_word(path.string()))));
  return {};
}

}  // namespace

Expected<FileText> read_private_file(const fs::path& path) {
  // Non-blocking, so that a pipe in the place of a file is refused instead of waited for.
  const Descriptor file = open_file(path, O_RDONLY | O_NONBLOCK);
  if (!file.open()) return fail(file_error("read", path, errno));
  struct stat status{};
  if (::fstat(file.get(), &status) != 0) return fail(file_error("read", path, errno));
  SECOKR_CHECK(check_privacy(path, status));
  FileText read{path, {}, {}};
  if (!read_all(file.get(), read.text)) return fail(file_error("read", path, errno));
  read.hash = sha256_hex(read.text);
  return read;
}

Status make_private_folders(const fs::path& folder) {
  constexpr mode_t for_me_alone = 0700;
  if (folder.empty() || ::access(folder.c_str(), F_OK) == 0) return {};
  SECOKR_CHECK(make_private_folders(folder.parent_path()));
  if (::mkdir(folder.c_str(), for_me_alone) != 0 && errno != EEXIST)
    return fail(file_error("make the folder", folder, errno));
  return {};
}

Status replace_private_file(const fs::path& path, std::string_view text, const Expectation& expectation) {
  SECOKR_CHECK(check_expectation(path, expectation));
  SECOKR_CHECK(make_private_folders(path.parent_path()));
  // An empty file first: the bytes that follow take over its mode.
  const Descriptor made = open_file(path, O_WRONLY | O_CREAT | O_EXCL, private_file);
  if (!made.open() && errno != EEXIST) return fail(file_error("write", path, errno));
  if (!made.open() && ::access(path.c_str(), F_OK) != 0) return fail(file_error("write", path, errno));
  if (!made.open()) return replace_file(path, text, expectation);
  if (::fchmod(made.get(), private_file) != 0) return fail(file_error("write", path, errno));
  auto written = replace_file(path, text, {.hash = sha256_hex("")});
  if (!written) ::unlink(path.c_str());
  return written;
}

}  // namespace secokr::base
