#pragma once
#include <optional>
#include <string>

#include <secokr/error.hpp>
#include <secokr/quarter.hpp>

#include "app/draft/carry.hpp"
#include "cli/core/context.hpp"

namespace secokr::cli {

/// Asks what becomes of a running key result; nothing means later, which is the default.
Expected<std::optional<app::CarryChoice>> ask_for_act(Context& context, const app::Carry& carry);
/// Asks for what the choice leaves open: what is modified, the reason of a drop. Where nobody can be asked nothing is.
Status ask_for_rest(Context& context, const app::Carry& carry, app::CarryChoice& choice);

/// Plans, shows, applies, and tells what is not as it was.
Status carry_out(Context& context, Quarter planned, const app::Carry& carry, const app::CarryChoice& choice);

/// All three; false where it is left for later.
Expected<bool> ask_and_carry_out(Context& context, Quarter planned, const app::Carry& carry);

}  // namespace secokr::cli
