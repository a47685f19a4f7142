#pragma once
#include <optional>

#include <secokr/error.hpp>

#include "app/update.hpp"
#include "workspace/outbox.hpp"

namespace secokr::app {

/// What has to wait on this machine until the plan's note has arrived (U3); nothing where it writes none.
Expected<std::optional<workspace::WaitingUpdate>> waiting_of(const Ports& ports, const UpdateTarget& target,
                                                             const UpdatePlan& plan);

/// What sends an update that waits; empty where it has arrived already, as after a lost answer. Errors: refused, where
/// the week's note is another one than the update was based on, the issue is not there, or the update is for another
/// project; authentication, where somebody else wrote it; the tracker's.
Expected<tracker::ChangeSet> plan_sending(const Ports& ports, const workspace::WaitingUpdate& update);

}  // namespace secokr::app
