#pragma once
#include <map>
#include <string>

#include <secokr/objective.hpp>

#include "workspace/published.hpp"

namespace secokr::app {

/// What was finalised, as objectives by their ids: without what an entry does not hold.
std::map<std::string, Objective> published_objectives(const workspace::Published& base);

}  // namespace secokr::app
