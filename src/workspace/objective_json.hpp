#pragma once
#include <nlohmann/json.hpp>

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

}  // namespace secokr::workspace
