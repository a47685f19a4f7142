#pragma once
#include <vector>

#include <secokr/error.hpp>

#include "cli/commands/update/post.hpp"
#include "cli/core/context.hpp"

namespace secokr::cli {

/// Asks for what an update must still say (`app::gaps_of`), and once somebody is being asked at all, for the week's two
/// texts. Asks nothing where there are no gaps or nobody to ask: then planning the update tells the flags. Error:
/// interrupted.
/// True where something was asked.
Expected<bool> ask_for_gaps(Context& context, SaidUpdate& said);

/// Walks through all of them: value or progress, health, risk, milestones that are due, the two texts; any text
/// question takes `e` for the editor. Then shows the notes and asks once whether they are posted; `e` opens them all.
/// False for a no. Error: interrupted, with what was written so far.
Expected<bool> walk_through(Context& context, std::vector<SaidUpdate>& said);

}  // namespace secokr::cli
