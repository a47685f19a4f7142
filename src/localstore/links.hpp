#pragma once
#include <vector>

#include <secokr/error.hpp>

#include "localstore/statement.hpp"
#include "tracker/port/issue.hpp"

namespace secokr::localstore {

/// The links of an issue as seen from it, oldest first.
std::vector<tracker::Link> links_of_issue(SQLite::Database& database, long iid);

/// True when the link is new. Two issues have at most one link. Error refused: an issue with itself, or linked already
/// in another way.
Expected<bool> insert_link(SQLite::Database& database, long from, long to, tracker::LinkType type);

/// True when there was a link, whichever side made it.
bool delete_link(SQLite::Database& database, long from, long to);

}  // namespace secokr::localstore
