#pragma once
#include <vector>

#include <secokr/error.hpp>

#include "app/core/ports.hpp"
#include "cli/core/context.hpp"

namespace secokr::cli {

/// The ports of a use case, from what the command's `needs` has loaded: the workspace from Needs::workspace on, the
/// tracker for Needs::tracker. They live as long as the context.
Expected<app::Ports> ports(Context& context);

/// The same where nobody acts: `user` is empty, so that no tracker is asked who I am, and no token is needed for files.
Expected<app::Ports> ports_to_read(Context& context);

/// Fills in `user`, who acts; a name that `secokr.toml` does not know is said aloud.
Status act_as_user(Context& context, app::Ports& ports);

/// The ports for a quarter's dependencies: the workspace where there is one, and a tracker once something is published
/// or where there is no workspace. Nobody is asked who I am unless somebody `acts`.
Expected<app::Ports> dependency_ports(Context& context, Quarter quarter, bool acts);

/// `--override RULE --reason TEXT` as rules. Error: usage, for what is no rule's ID, with the nearest one.
Expected<std::vector<app::Override>> overrides(Context& context);

}  // namespace secokr::cli
