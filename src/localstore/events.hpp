#pragma once
#include <string>
#include <vector>

#include "localstore/statement.hpp"
#include "tracker/port/issue.hpp"

namespace secokr::localstore {

/// Adds an entry to an issue's history.
void record_event(const Act& act, long iid, const std::string& field, const std::string& before,
                  const std::string& after);

/// Oldest first.
std::vector<tracker::Event> events_of_issue(SQLite::Database& database, long iid);

}  // namespace secokr::localstore
