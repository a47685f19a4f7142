#pragma once
#include <optional>

#include "app/run/update.hpp"

namespace secokr::app {

/// Somebody wrote in the week's note besides secokr: its words are theirs, and what is said anew is added to them.
bool adds_to_note(const UpdateTarget& target, const UpdateRequest& request);

/// The week's update once the request is taken: what it does not say is as posted.
WeeklyUpdate compose(const UpdateTarget& target, const UpdateRequest& request);

/// A note is written when something is said that it carries, where one stands that may have to follow, and where
/// nothing was said at all, which asks for one.
bool wants_note(const UpdateTarget& target, const UpdateRequest& request);

}  // namespace secokr::app
