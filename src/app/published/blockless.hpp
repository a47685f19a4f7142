#pragma once
#include <secokr/error.hpp>

#include "app/core/ports.hpp"
#include "app/published/plan.hpp"
#include "workspace/published.hpp"

namespace secokr::app {

/// Takes in the issues that stand at the number which published.json lists and whose block was taken out, cut, quoted
/// or given another id by hand: they count with the block that was finalised. An id that a listed issue says to have
/// while another one is listed with it is left out. Nothing of another project's published.json.
Status add_blockless(const Ports& ports, const workspace::Published& base, PublishedPlan& plan);

}  // namespace secokr::app
