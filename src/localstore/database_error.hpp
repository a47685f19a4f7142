#pragma once
#include <SQLiteCpp/Exception.h>

#include <filesystem>

#include <secokr/error.hpp>

namespace secokr::localstore {

/// What SQLite's result code means to the person whose file it is.
Error database_error(const SQLite::Exception& exception, const std::filesystem::path& database);

/// Runs something that may throw `SQLite::Exception` and gives its Expected, or the exception as an error.
template <class Verb>
auto guarded(const std::filesystem::path& database, const Verb& verb) -> decltype(verb()) {
  try {
    return verb();
  } catch (const SQLite::Exception& exception) {
    return fail(database_error(exception, database));
  }
}

}  // namespace secokr::localstore
