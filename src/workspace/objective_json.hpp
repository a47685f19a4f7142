#pragma once
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include <secokr/objective.hpp>

namespace secokr::workspace {

using Json = nlohmann::ordered_json;

/// A plan's values as JSON: what is not given is left out, so that a field added later changes no file. Reading throws
/// nlohmann's exceptions (and BadValue for a word that is none); `parse_file` catches them.
Json json_of(const Objective& objective);
Json json_of(const KeyResult& key_result);
Json json_of(const Milestone& milestone);
Json json_of(const Measure& measure);

Objective objective_from(const Json& json);
KeyResult key_result_from(const Json& json);
Milestone milestone_from(const Json& json);
Measure measure_from(const Json& json);
Day day_from(const Json& json);

struct BadValue {
  std::string text;
};

/// A whole number of that type; BadValue for another number, and for one that the type cannot hold.
template <class Int>
Int whole_from(const Json& json) {
  const bool is_whole = json.is_number_integer();
  const bool fits = json.is_number_unsigned() ? std::in_range<Int>(json.get<std::uint64_t>())
                                              : is_whole && std::in_range<Int>(json.get<std::int64_t>());
  if (!fits) throw BadValue{json.is_number() ? json.dump() : std::string("…")};
  return json.get<Int>();
}

}  // namespace secokr::workspace
