#pragma once
#include <vector>

#include <secokr/error.hpp>

#include "app/core/ports.hpp"
#include "cli/core/context.hpp"
#include "workspace/outbox.hpp"

namespace secokr::cli {

/// Settles what each of them is about and puts it into the outbox in its place; what the week says already is taken
/// out. The lock of the state folder is to be held. Errors: those that cannot be settled, and stay: refused where the
/// week has a note that the text did not know, as its base is not known either.
std::vector<Error> address_unsent(Context& context, const app::Ports& ports,
                                  const std::vector<workspace::UnsentUpdates>& unsent);

}  // namespace secokr::cli
