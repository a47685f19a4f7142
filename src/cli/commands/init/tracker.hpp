#pragma once
#include <secokr/error.hpp>

#include "app/setup/init.hpp"
#include "cli/core/context.hpp"

namespace secokr::cli {

/// Where the new workspace publishes: what flags, environment and user file say, else the local tracker. On a terminal
/// what nobody said is asked, with the git remote `origin` as default where it looks like GitLab. Error: usage, for
/// GitLab without a project where nothing can be asked.
Expected<config::TrackerConfig> new_tracker(Context& context);

}  // namespace secokr::cli
