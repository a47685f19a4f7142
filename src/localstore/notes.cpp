#include "localstore/notes.hpp"

#include <fmt/format.h>

#include <optional>

#include "base/text.hpp"
#include "localstore/local_tracker.hpp"

namespace secokr::localstore {

namespace {

tracker::Note note_of(const SQLite::Statement& row) {
  return {.id = row.getColumn(0).getInt64(),
          .issue = {std::string(local_project), row.getColumn(1).getInt64()},
          .body = row.getColumn(2),
          .author = row.getColumn(3),
          .created_at = instant_of(row.getColumn(4)),
          .updated_at = instant_of(row.getColumn(5))};
}

Status check_body(const std::string& body) {
  if (!base::trim(body).empty()) return {};
  return fail({.kind = ErrorKind::refused, .what = "a note cannot be empty", .help = "Write what the note should say"});
}

Expected<tracker::Note> read_note(SQLite::Database& database, long iid, long note_id) {
  auto row =
      statement(database, "SELECT id, iid, body, author, created_at, updated_at FROM notes WHERE id = ? AND iid = ?",
                note_id, iid);
  if (row.executeStep()) return note_of(row);
  return fail({.kind = ErrorKind::refused,
               .what = fmt::format("local:{} has no note {}", iid, note_id),
               .help = "Run the command again: it reads the notes anew"});
}

}  // namespace

std::vector<tracker::Note> notes_page(SQLite::Database& database, long iid, long after, int count) {
  std::vector<tracker::Note> notes;
  auto rows = statement(database,
                        "SELECT id, iid, body, author, created_at, updated_at FROM notes "
                        "WHERE iid = ? AND id > ? ORDER BY id LIMIT ?",
                        iid, after, count);
  while (rows.executeStep()) notes.push_back(note_of(rows));
  return notes;
}

Expected<tracker::Note> insert_note(const Act& act, long iid, const std::string& body) {
  SECOKR_CHECK(check_body(body));
  run(act.database, "INSERT INTO notes (iid, body, author, created_at, updated_at) VALUES (?, ?, ?, ?, ?)", iid, body,
      act.user, act.seconds(), act.seconds());
  return read_note(act.database, iid, act.database.getLastInsertRowid());
}

Expected<tracker::Note> update_note(const Act& act, long iid, long note_id, const std::string& body) {
  SECOKR_TRY(const auto present, read_note(act.database, iid, note_id));
  if (present.author != act.user)
    return fail({.kind = ErrorKind::authentication,
                 .what = fmt::format("the note {} on local:{} is not yours", note_id, iid),
                 .reason = fmt::format("@{} wrote it and you are @{}", present.author, act.user),
                 .help = "Post a note of your own"});
  SECOKR_CHECK(check_body(body));
  run(act.database, "UPDATE notes SET body = ?, updated_at = ? WHERE id = ? AND body <> ?", body, act.seconds(),
      note_id, body);
  return read_note(act.database, iid, note_id);
}

}  // namespace secokr::localstore
