#pragma once
#include <optional>

#include <secokr/error.hpp>

#include "app/run/update.hpp"

namespace secokr::app {

/// What ticks milestones and sets the state in the description; nothing where it says so already. Errors:
/// usage, for a pause without its critical project, one without a pause, `dropped`, or a milestone that does not exist.
Expected<std::optional<tracker::Change>> description_change(const UpdateTarget& target, const UpdateRequest& request);

}  // namespace secokr::app
