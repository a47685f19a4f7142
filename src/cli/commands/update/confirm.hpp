#pragma once
#include <vector>

#include <secokr/error.hpp>

#include "cli/commands/update/post.hpp"
#include "cli/core/context.hpp"

namespace secokr::cli {

/// Shows the notes as they are about to be posted, and asks: nothing that is typed on a terminal is public unseen. `e`
/// opens them all in the editor. False for a no; what was answered stays then. Error: interrupted.
Expected<bool> confirm_posting(Context& context, std::vector<SaidUpdate>& said);

/// An editor that was left without a new text ends nothing: it is said, and the question stands.
Status unless_left(Context& context, Status edited);

}  // namespace secokr::cli
