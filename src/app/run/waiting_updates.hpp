#pragma once
#include <optional>
#include <string>

#include <secokr/error.hpp>

#include "app/run/update.hpp"
#include "workspace/outbox.hpp"

namespace secokr::app {

/// What has to wait on this machine until the plan's changes have arrived (U3): its note, ticks and state. Nothing
/// where the plan writes nothing.
Expected<std::optional<workspace::WaitingUpdate>> waiting_of(const Ports& ports, const UpdateTarget& target,
                                                             const UpdateRequest& request, const UpdatePlan& plan);

/// What sends an update that waits: read, understood and addressed like one that is typed now, whoever wrote the file.
/// The plan is empty where all of it has arrived already, as after a lost answer. Errors: refused, where the week's
/// note (or the state) is another one than the update was based on, the issue is not the one of its id, the text is no
/// weekly update, or it is for another project; authentication, where somebody else wrote it; the tracker's.
/// `before` is what was sent last of the same week: one that was typed behind it takes its place, as it would have been
/// if both had been sent at once.
Expected<UpdatePlan> plan_sending(const Ports& ports, const workspace::WaitingUpdate& update,
                                  const workspace::WaitingUpdate* before = nullptr);

/// What becomes of an update whose note nobody could look at when it was written: true where the week says it already;
/// false where the week has no note yet. Error refused, with both texts, where it has another one.
Expected<bool> has_arrived(const UpdateTarget& target, const UpdateRequest& request,
                           const documents::FiledUpdate* filed);

}  // namespace secokr::app
