#pragma once
#include <vector>

#include <secokr/error.hpp>
#include <secokr/status_view.hpp>

#include "app/ports.hpp"
#include "app/published_plan.hpp"

namespace secokr::app {

/// What a published quarter asks of `Ports::user` beside updates, as DRI of a key result or of its objective: a
/// declined dependency that nothing answers yet (D3), an issue that was closed or taken away by hand (F5). What the
/// workspace's file drops already is answered. Error: local_file.
Expected<std::vector<Blocker>> demands_on_me(const Ports& ports, const PublishedPlan& plan);

}  // namespace secokr::app
