#pragma once
#include <string_view>

#include "tracker/change/change_set.hpp"
#include "workspace/json_file.hpp"

namespace secokr::workspace {

/// What a change needs to be made, as a plan file holds it: its kind, and what the kind's shape names. Reading throws
/// nlohmann's exceptions and BadValue, also where a change of this kind and these values is another action.
Json json_of(const tracker::Payload& payload);
tracker::Payload payload_from(const Json& json, std::string_view action);

/// A number that counts from 0 on; anything else is a BadValue.
long count_from(const Json& json);

}  // namespace secokr::workspace
