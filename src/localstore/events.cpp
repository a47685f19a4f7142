#include "localstore/events.hpp"

namespace secokr::localstore {

void record_event(const Act& act, long iid, const std::string& field, const std::string& before,
                  const std::string& after) {
  run(act.database, "INSERT INTO events (iid, field, before, after, user, at) VALUES (?, ?, ?, ?, ?, ?)", iid, field,
      before, after, act.user, act.seconds());
}

std::vector<tracker::Event> events_of_issue(SQLite::Database& database, long iid) {
  std::vector<tracker::Event> events;
  auto rows = statement(database, "SELECT field, before, after, user, at FROM events WHERE iid = ? ORDER BY id", iid);
  while (rows.executeStep())
    events.push_back({.field = rows.getColumn(0),
                      .before = rows.getColumn(1),
                      .after = rows.getColumn(2),
                      .user = rows.getColumn(3),
                      .at = instant_of(rows.getColumn(4))});
  return events;
}

}  // namespace secokr::localstore
