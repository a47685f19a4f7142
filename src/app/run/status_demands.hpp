#pragma once
#include <vector>

#include <secokr/error.hpp>
#include "domain/views/status_view.hpp"

#include "app/core/ports.hpp"
#include "app/plan/read_plan.hpp"
#include "app/published/plan.hpp"

namespace secokr::app {

/// What a published quarter asks of `Ports::user` beside updates: as DRI of a key result or of its objective, what
/// became of a declined dependency that nothing answers yet (D3); as the manager who is asked, an answer (D2); as one
/// of those DRIs, the CISO or the delegate, what was closed or taken away by hand (F5). What the workspace's file drops
/// already is answered. Error: local_file.
Expected<std::vector<Blocker>> demands_on_me(const Ports& ports, const PublishedPlan& plan);

/// The same of a quarter of which nothing is published: declines and requests in its files.
std::vector<Blocker> planned_demands_on_me(const Ports& ports, const ReadPlan& read);

}  // namespace secokr::app
