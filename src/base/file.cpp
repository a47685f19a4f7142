#include "base/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "base/file_system.hpp"
#include "base/hash.hpp"
#include "base/replacement.hpp"
#include "base/text.hpp"

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

constexpr int most_links = 40;  // as the kernel allows

/// The file that a chain of symbolic links leads to, whether it exists or not.
Expected<fs::path> follow_links(fs::path path) {
  for (int links = 0; links <= most_links; ++links) {
    std::error_code failed;
    const fs::path next = fs::read_symlink(path, failed);
    if (failed) return path;
    path = path.parent_path() / next;
  }
  return fail(file_error("write", path, ELOOP));
}

/// The first symbolic link on a path whose existing part is canonical: one that leads to nothing.
std::optional<fs::path> past_link(const fs::path& path) {
  fs::path walked;
  for (auto part = path.begin(); part != path.end(); ++part) {
    walked /= *part;
    std::error_code failed;
    if (!fs::is_symlink(fs::symlink_status(walked, failed))) continue;
    fs::path next = walked.parent_path() / fs::read_symlink(walked, failed);
    while (++part != path.end()) next /= *part;
    return next;
  }
  return std::nullopt;
}

/// Where a path leads, whether anything stands there or not: what is written goes through a link to nothing, too.
/// Nothing where links lead in a circle.
std::optional<fs::path> whole_path(fs::path path) {
  for (int links = 0; links <= most_links; ++links) {
    std::error_code failed;
    path = fs::weakly_canonical(path, failed);
    if (failed) return std::nullopt;
    auto next = past_link(path);
    if (!next) return path;
    path = *std::move(next);
  }
  return std::nullopt;
}

Error exists_already(const fs::path& path) {
  return {ErrorKind::local_file,
          fmt::format("{} exists already", path.string()),
          "a new file was to be written there",
          "move it away, or choose another name",
          {}};
}

/// Check and rename, with every other secokr kept out of the folder for the moment between them.
Status put_in_place(Replacement& replacement, const Descriptor& folder, const fs::path& path, const fs::path& target,
                    const Expectation& expectation) {
  hold_folder(folder);
  SECOKR_CHECK(check_expectation(path, expectation));
  if (!replacement.take_place_of(target.filename().string(), expectation.absent))
    return fail(errno == EEXIST ? exists_already(path) : file_error("write", path, errno));
  if (!sync_folder(folder)) return fail(file_error("write", path, errno));
  return {};
}

}  // namespace

Status require_utf8(std::string_view text, const std::string& name) {
  const std::string_view encoding = foreign_encoding(text);
  if (encoding.empty()) return {};
  return fail({.kind = ErrorKind::local_file,
               .what = fmt::format("{} is in {}", name, encoding),
               .reason = "secokr reads text in UTF-8",
               .help = fmt::format("Save it as UTF-8, in the editor or with iconv -f {} -t UTF-8", encoding)});
}

Expected<FileText> read_file(const fs::path& path) {
  SECOKR_TRY(FileText read, read_bytes(path));
  SECOKR_CHECK(require_utf8(read.text, path.string()));
  return read;
}

Expected<FileText> read_bytes(const fs::path& path) {
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

Expected<fs::path> path_below(const fs::path& root, const fs::path& path, std::string_view act) {
  const auto refuse = [&] {
    return fail({.kind = ErrorKind::local_file,
                 .what = fmt::format("`{}` lies outside the workspace and was not {}", path.string(), act),
                 .reason = "secokr stays below the folder that holds `secokr.toml`",
                 .help = "Use a path inside the workspace, without `..` and without a symbolic link that leaves it"});
  };
  if (path.empty() || path.is_absolute()) return refuse();
  const auto whole_root = whole_path(root.empty() ? fs::path(".") : root);
  const auto whole = whole_root ? whole_path(*whole_root / path) : std::nullopt;
  if (!whole) return refuse();
  const fs::path inside = whole->lexically_relative(*whole_root);
  if (inside.empty() || inside == "." || *inside.begin() == "..") return refuse();
  return *whole_root / path.lexically_normal();
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
  SECOKR_TRY(const FileText now, read_bytes(path));
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
  const fs::path parent = target.parent_path();
  Descriptor folder = open_file(parent.empty() ? "." : parent, O_RDONLY | O_DIRECTORY);
  // One that may be written to and not be listed can be neither held nor synced.
  if (!folder.open() && errno == EACCES) folder = open_file(parent.empty() ? "." : parent, O_PATH | O_DIRECTORY);
  if (!folder.open()) return fail(file_error("write", path, errno));
  SECOKR_TRY(Replacement replacement, Replacement::make(folder, path, exists ? private_file : new_file));
  if (!replacement.fill(text, exists ? &before : nullptr)) return fail(file_error("write", path, errno));
  return put_in_place(replacement, folder, path, target, expectation);
}

}  // namespace secokr::base
