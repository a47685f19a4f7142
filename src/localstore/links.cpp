#include "localstore/links.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "localstore/local_tracker.hpp"

namespace secokr::localstore {

using tracker::LinkType;

namespace {

LinkType reversed(LinkType type) {
  switch (type) {
    case LinkType::blocks:
      return LinkType::is_blocked_by;
    case LinkType::is_blocked_by:
      return LinkType::blocks;
    case LinkType::relates_to:
      break;
  }
  return LinkType::relates_to;
}

LinkType type_of(const std::string& name) {
  if (name == "blocks") return LinkType::blocks;
  return name == "is_blocked_by" ? LinkType::is_blocked_by : LinkType::relates_to;
}

}  // namespace

std::vector<tracker::Link> links_of_issue(SQLite::Database& database, long iid) {
  const auto ref = [](long number) { return tracker::IssueRef{std::string(local_project), number}; };
  std::vector<tracker::Link> links;
  auto rows = statement(database, "SELECT low, high, type FROM links WHERE low = ? OR high = ? ORDER BY id", iid, iid);
  while (rows.executeStep()) {
    const long low = rows.getColumn(0).getInt64();
    const long high = rows.getColumn(1).getInt64();
    const LinkType type = type_of(rows.getColumn(2));
    links.push_back({ref(iid), ref(low == iid ? high : low), low == iid ? type : reversed(type)});
  }
  return links;
}

// One row a pair, kept from the side of the smaller number, so that the unique index knows the pair from both sides.
Expected<bool> insert_link(SQLite::Database& database, long from, long to, LinkType type) {
  if (from == to)
    return fail({.kind = ErrorKind::refused,
                 .what = fmt::format("local:{} cannot be linked with itself", from),
                 .help = "Name two different issues"});
  const auto [low, high] = std::minmax(from, to);
  const std::string name{to_string(low == from ? type : reversed(type))};
  auto present = statement(database, "SELECT type FROM links WHERE low = ? AND high = ?", low, high);
  if (!present.executeStep()) {
    run(database, "INSERT INTO links (low, high, type) VALUES (?, ?, ?)", low, high, name);
    return true;
  }
  const std::string kept = present.getColumn(0);
  if (kept == name) return false;
  return fail({.kind = ErrorKind::refused,
               .what = fmt::format("local:{} and local:{} are linked in another way already", from, to),
               .reason = fmt::format("local:{} {} local:{}", low, kept, high),
               .help = "Take the link away first"});
}

bool delete_link(SQLite::Database& database, long from, long to) {
  const auto [low, high] = std::minmax(from, to);
  return run(database, "DELETE FROM links WHERE low = ? AND high = ?", low, high) > 0;
}

}  // namespace secokr::localstore
