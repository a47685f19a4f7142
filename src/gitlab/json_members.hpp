#pragma once
#include <string>

#include <nlohmann/json.hpp>

namespace secokr::gitlab {

using Json = nlohmann::json;

// A member of an object; null, empty, zero or `otherwise` where it is missing, of another type, or the JSON no object.

const Json& member_in(const Json& json, const char* name);
std::string text_in(const Json& json, const char* name);
/// Zero for a number that is too large, too.
long number_in(const Json& json, const char* name);
bool flag_in(const Json& json, const char* name, bool otherwise = false);

}  // namespace secokr::gitlab
