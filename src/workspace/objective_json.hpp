#pragma once
#include <nlohmann/json.hpp>
#include <string>

#include <secokr/day.hpp>

namespace secokr::workspace {

using Json = nlohmann::ordered_json;

/// A word that is none of those that may stand there; `read_values` catches it, and nlohmann's exceptions.
struct BadValue {
  std::string text;
};
Day day_from(const Json& json);

}  // namespace secokr::workspace
