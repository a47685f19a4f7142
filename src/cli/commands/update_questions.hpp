#pragma once
#include <secokr/error.hpp>

#include "app/update.hpp"
#include "cli/context.hpp"

namespace secokr::cli {

/// Asks for what an update must still say (`app::gaps_of`), and once somebody is being asked at all, for the week's two
/// texts. Asks nothing where there are no gaps or nobody to ask: then planning the update tells the flags. Error:
/// interrupted.
Status ask_for_gaps(Context& context, const app::UpdateTarget& target, app::UpdateRequest& request);

}  // namespace secokr::cli
