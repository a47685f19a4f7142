#pragma once
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <string>

#include "base/clock.hpp"

namespace secokr::localstore {

/// Who does something in the database, and when.
struct Act {
  SQLite::Database& database;
  std::string user{};
  base::Instant at{};

  long seconds() const { return static_cast<long>(at.time_since_epoch().count()); }
};

/// A statement with its parameters bound from left to right.
template <class... Values>
SQLite::Statement statement(SQLite::Database& database, const char* sql, const Values&... values) {
  SQLite::Statement made(database, sql);
  int index = 0;
  (made.bind(++index, values), ...);
  return made;
}

/// Runs a statement that gives no rows; how many rows it changed.
template <class... Values>
int run(SQLite::Database& database, const char* sql, const Values&... values) {
  return statement(database, sql, values...).exec();
}

inline base::Instant instant_of(const SQLite::Column& seconds) {
  return base::Instant(std::chrono::seconds(seconds.getInt64()));
}

}  // namespace secokr::localstore
