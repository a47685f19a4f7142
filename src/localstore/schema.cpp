#include "localstore/schema.hpp"

#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>

#include <array>
#include <system_error>

#include "domain/commands.hpp"
#include "localstore/database_error.hpp"

namespace secokr::localstore {

namespace fs = std::filesystem;

namespace {

constexpr int our_application_id = 0x534b4f52;  // "SKOR"

// Step n takes a database of version n to n + 1. A published step is never changed: a new one is added.
constexpr std::array steps = {
    R"sql(
      CREATE TABLE issues (
        iid INTEGER PRIMARY KEY AUTOINCREMENT,
        marker TEXT,
        title TEXT NOT NULL,
        description TEXT NOT NULL,
        opened INTEGER NOT NULL CHECK (opened IN (0, 1)),
        confidential INTEGER NOT NULL CHECK (confidential IN (0, 1)),
        due TEXT,
        author TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL
      );
      CREATE UNIQUE INDEX issues_by_marker ON issues (marker) WHERE marker IS NOT NULL;

      CREATE TABLE assignees (
        iid INTEGER NOT NULL REFERENCES issues (iid),
        username TEXT NOT NULL,
        position INTEGER NOT NULL,
        PRIMARY KEY (iid, username)
      ) WITHOUT ROWID;

      CREATE TABLE labels (
        name TEXT PRIMARY KEY,
        color TEXT NOT NULL,
        description TEXT NOT NULL
      ) WITHOUT ROWID;

      CREATE TABLE issue_labels (
        iid INTEGER NOT NULL REFERENCES issues (iid),
        label TEXT NOT NULL REFERENCES labels (name),
        PRIMARY KEY (iid, label)
      ) WITHOUT ROWID;
      CREATE INDEX issue_labels_by_label ON issue_labels (label, iid);

      CREATE TABLE links (
        id INTEGER PRIMARY KEY,
        low INTEGER NOT NULL REFERENCES issues (iid),
        high INTEGER NOT NULL REFERENCES issues (iid),
        type TEXT NOT NULL CHECK (type IN ('relates_to', 'blocks', 'is_blocked_by')),
        UNIQUE (low, high),
        CHECK (low < high)
      );
      CREATE INDEX links_by_high ON links (high);

      CREATE TABLE notes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        iid INTEGER NOT NULL REFERENCES issues (iid),
        body TEXT NOT NULL,
        author TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL
      );
      CREATE INDEX notes_by_issue ON notes (iid, id);

      CREATE TABLE events (
        id INTEGER PRIMARY KEY,
        iid INTEGER NOT NULL REFERENCES issues (iid),
        field TEXT NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        user TEXT NOT NULL,
        at INTEGER NOT NULL
      );
      CREATE INDEX events_by_issue ON events (iid, id);
    )sql",
};
constexpr int newest_version = static_cast<int>(steps.size());

int number(SQLite::Database& database, const char* query) { return database.execAndGet(query).getInt(); }

/// The version of a database of ours, 0 for an empty one.
Expected<int> version_of(SQLite::Database& database, const fs::path& path) {
  const int application_id = number(database, "PRAGMA application_id");
  const int version = number(database, "PRAGMA user_version");
  const bool empty = application_id == 0 && version == 0 && number(database, "SELECT count(*) FROM sqlite_schema") == 0;
  if (empty) return 0;
  if (application_id != our_application_id || version < 1)
    return fail({.kind = ErrorKind::local_file,
                 .what = fmt::format("`{}` is not a local tracker of secokr", path.string()),
                 .reason = "It is a database of another program",
                 .help = "Move it away, or work in another folder with `-C DIR`; it was not changed"});
  if (version > newest_version)
    return fail(
        {.kind = ErrorKind::local_file,
         .what = fmt::format("the local tracker `{}` was written by a newer secokr", path.string()),
         .reason = fmt::format("Its schema has version {}, this secokr knows version {}", version, newest_version),
         .help = "Install the newer secokr; the file was not changed"});
  return version;
}

Status migrate(SQLite::Database& database, const fs::path& path) {
  SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
  // Read again under the lock: another secokr may have done it meanwhile.
  SECOKR_TRY(const int version, version_of(database, path));
  for (auto step = static_cast<std::size_t>(version); step < steps.size(); ++step) database.exec(steps[step]);
  database.exec(
      fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", our_application_id, newest_version));
  transaction.commit();
  return {};
}

Status make_folder(const LocalTrackerOptions& options) {
  std::error_code error;
  if (!options.create) {
    if (fs::exists(options.database, error)) return {};
    return fail({.kind = ErrorKind::local_file,
                 .what = fmt::format("there is no local tracker at `{}`", options.database.string()),
                 .reason = error ? error.message() : std::string(),
                 .help = fmt::format("Run this in a workspace, name one with `-C DIR`, or begin one with `{}`",
                                     command::init)});
  }
  fs::create_directories(options.database.parent_path(), error);
  if (!error || options.database.parent_path().empty()) return {};
  return fail({.kind = ErrorKind::local_file,
               .what = fmt::format("the folder `{}` of the local tracker cannot be made",
                                   options.database.parent_path().string()),
               .reason = error.message(),
               .help = "Check that you may write there, or work in another folder with `-C DIR`"});
}

}  // namespace

Expected<SQLite::Database> open_empty_database(const LocalTrackerOptions& options) {
  return guarded(options.database, [&]() -> Expected<SQLite::Database> {
    SQLite::Database database(":memory:", SQLite::OPEN_READWRITE);
    SECOKR_CHECK(migrate(database, options.database));
    return database;
  });
}

Expected<SQLite::Database> open_database(const LocalTrackerOptions& options) {
  SECOKR_CHECK(make_folder(options));
  return guarded(options.database, [&]() -> Expected<SQLite::Database> {
    const int flags = SQLite::OPEN_READWRITE | (options.create ? SQLite::OPEN_CREATE : 0);
    SQLite::Database database(options.database.string(), flags, static_cast<int>(options.busy_timeout.count()));
    SECOKR_TRY(const int version, version_of(database, options.database));
    if (version < newest_version) SECOKR_CHECK(migrate(database, options.database));
    // FULL: what was acknowledged is on the disk, also after a power cut. The rollback journal stays the default (ADR
    // 1).
    database.exec("PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF");
    if (options.max_pages > 0) database.exec(fmt::format("PRAGMA max_page_count = {}", options.max_pages));
    return database;
  });
}

}  // namespace secokr::localstore
