#pragma once
#include <secokr/error.hpp>
#include <secokr/quarter.hpp>

#include "app/core/ports.hpp"
#include "app/dependency/answer.hpp"
#include "cli/core/context.hpp"

namespace secokr::cli {

/// Asks for what of an answer is missing: which dependency, and of a decline its class and its reason. True when
/// something was asked; where nobody can be asked nothing is.
Expected<bool> ask_for_answer(Context& context, const app::Ports& ports, Quarter quarter,
                              app::DependencyAnswer& answer);

}  // namespace secokr::cli
