#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "config/config.hpp"
#include "config/toml_file.hpp"

namespace secokr::config {

enum class Shape { text, number, texts, days };
using Value = std::variant<std::string, std::int64_t, std::vector<std::string>, std::vector<Day>>;

/// Where a key may stand.
enum class Scope { anywhere, not_in_workspace };

/// One setting. Reading, environment names, messages and `config list` all come from the one table of these.
struct Key {
  std::string_view path;  ///< `calendar.counting`
  std::string_view flag;  ///< `--tracker`; empty where no flag sets it
  Shape shape;
  Scope scope;
  std::string_view expected;                        ///< what a value is, to end "`calendar.counting` is …"
  std::string_view doc;                             ///< one line
  bool (*set)(Config& config, const Value& value);  ///< false when the value is not as expected
  std::string (*get)(const Config& config);
};

std::span<const Key> keys();
const Key* find_key(std::string_view path);
/// Every path that stands in the table.
std::vector<std::string> key_paths();

/// The value in a key's shape; nothing when it is of another.
std::optional<Value> value_of(const Raw& raw, Shape shape);
std::optional<Value> value_of(std::string_view text, Shape shape);

/// A username without its '@'; nothing when it is none.
std::optional<std::string> username_of(std::string_view text);
/// `http://…` or `https://…`.
bool is_url(std::string_view text);

}  // namespace secokr::config
