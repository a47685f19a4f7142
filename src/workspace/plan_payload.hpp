#pragma once
#include "tracker/change/change_set.hpp"
#include "workspace/objective_json.hpp"

namespace secokr::workspace {

/// What a change needs to be made, as a plan file holds it. Reading throws nlohmann's exceptions and BadValue.
Json json_of(const tracker::Payload& payload);
tracker::Payload payload_from(const Json& json);

/// Whether a change of this action can be made of it.
bool fits(tracker::Action action, const tracker::Payload& payload);

/// A number that counts from 0 on; anything else is a BadValue.
long count_from(const Json& json);

}  // namespace secokr::workspace
