#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <secokr/day.hpp>
#include <secokr/error.hpp>

namespace secokr::config {

/// A TOML value without the library's types; what secokr has no use for (times, tables in lists) is nothing.
struct Raw {
  std::variant<std::monostate, std::string, std::int64_t, double, bool, Day, std::vector<Raw>> value{};
  std::size_t line = 0;
};

/// One `key = value`; `path` is the whole dotted one. An empty table stands as an entry without a value.
struct Entry {
  std::vector<std::string> path{};
  std::size_t line = 0;
  Raw value{};
  std::string dotted() const;
};

/// One `[[name]]`.
struct Row {
  std::string name{};
  std::size_t line = 0;
  std::vector<Entry> entries{};  ///< paths inside the row
};

/// A TOML file in the order of its lines.
struct TomlFile {
  std::string name{};  ///< as shown to people
  std::vector<std::string> lines{};
  std::vector<Entry> entries{};
  std::vector<Row> rows{};

  /// The note for a line; the text of one that may hold a secret is left out.
  ErrorNote note(std::size_t line, std::string expected) const;
};

/// Error: configuration, with the line, when the text is not TOML.
Expected<TomlFile> read_toml(std::string_view text, std::string name);

}  // namespace secokr::config
