#pragma once
#include <SQLiteCpp/Database.h>

#include <secokr/error.hpp>

#include "localstore/local_tracker.hpp"

namespace secokr::localstore {

/// Opens the database and brings its schema up to date; a new one is made whole or not at all. Errors: local_file, also
/// for a database of another program or of a newer secokr, which stay untouched.
Expected<SQLite::Database> open_database(const LocalTrackerOptions& options);

/// An empty tracker in memory, for reading where there is no file yet.
Expected<SQLite::Database> open_empty_database(const LocalTrackerOptions& options);

}  // namespace secokr::localstore
