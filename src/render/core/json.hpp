#pragma once
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include <secokr/day.hpp>

namespace secokr::render {

/// JSON of the contract keeps its keys in the order in which they are written.
using Json = nlohmann::ordered_json;

/// Two blanks of indent, a final line feed; bytes that are no UTF-8 become U+FFFD. Characters that would turn the
/// direction of a terminal's line, or control it, are written as escapes.
std::string dump(const Json& json);

/// Writes the key only where there is something to say.
void put_if(Json& object, const char* key, std::string_view text);
void put_if(Json& object, const char* key, const std::optional<Day>& day);
template <class Number>
void put_if(Json& object, const char* key, const std::optional<Number>& number) {
  if (number) object[key] = *number;
}

/// A percentage as JSON shows it: at most one decimal, never rounded up over a bar; a whole number without a point.
Json json_percent(double percent);

/// A number without a point where it is whole.
Json json_number(double number);

}  // namespace secokr::render
