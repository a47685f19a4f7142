#include "gitlab/json_members.hpp"

#include <cstdint>
#include <limits>

namespace secokr::gitlab {

const Json& member_in(const Json& json, const char* name) {
  static const Json null;
  if (!json.is_object()) return null;
  const auto found = json.find(name);
  return found == json.end() ? null : *found;
}

std::string text_in(const Json& json, const char* name) {
  const Json& value = member_in(json, name);
  return value.is_string() ? value.get<std::string>() : std::string();
}

long number_in(const Json& json, const char* name) {
  const Json& value = member_in(json, name);
  // Read as it was stored: a number that is too large would wrap.
  if (value.is_number_unsigned()) {
    const auto stored = value.get<std::uint64_t>();
    return stored <= static_cast<std::uint64_t>(std::numeric_limits<long>::max()) ? static_cast<long>(stored) : 0;
  }
  return value.is_number_integer() ? static_cast<long>(value.get<std::int64_t>()) : 0;
}

bool flag_in(const Json& json, const char* name, bool otherwise) {
  const Json& value = member_in(json, name);
  return value.is_boolean() ? value.get<bool>() : otherwise;
}

}  // namespace secokr::gitlab
