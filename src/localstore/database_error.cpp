#include "localstore/database_error.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

namespace secokr::localstore {

namespace {

struct Meaning {
  ErrorKind kind = ErrorKind::local_file;
  const char* what = nullptr;
  const char* help = nullptr;  ///< `{0}` is the database's path
};

Meaning meaning_of(int code) {
  switch (code) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
    case SQLITE_ERROR:  // our statements fail only on a schema that somebody changed
      return {.what = "is damaged",
              .help =
                  "Restore a copy of it, or move it away with `mv '{0}' '{0}.damaged'` to start over with an empty "
                  "local tracker"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {.what = "is in use by another secokr", .help = "Wait until the other one has ended and try again"};
    case SQLITE_FULL:
      return {.what = "could not be written: the disk is full", .help = "Free some space and run the command again"};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return {
          .what = "is read-only",
          .help = "Make the file and its folder writable for you, or work on a copy of the workspace with `-C DIR`"};
    case SQLITE_CANTOPEN:
      return {.what = "cannot be opened", .help = "Check that its folder exists and that you may read and write there"};
    case SQLITE_IOERR:
      return {.what = "could not be read or written",
              .help = "Check the disk and the space left on it, then run the command again"};
    case SQLITE_TOOBIG:
      return {.kind = ErrorKind::refused, .what = "cannot hold so long a text", .help = "Shorten the text"};
    default:
      return {.kind = ErrorKind::bug, .what = "failed", .help = "Please report this"};
  }
}

}  // namespace

Error database_error(const SQLite::Exception& exception, const std::filesystem::path& database) {
  const Meaning meaning = meaning_of(exception.getErrorCode());
  return {.kind = meaning.kind,
          .what = fmt::format("the local tracker `{}` {}", database.string(), meaning.what),
          .reason = fmt::format("SQLite: {}", exception.what()),
          .help = fmt::format(fmt::runtime(meaning.help), database.string())};
}

}  // namespace secokr::localstore
