#pragma once
#include <secokr/error.hpp>
#include "domain/views/dependency_view.hpp"

#include "app/core/ports.hpp"
#include "domain/people/audience.hpp"

namespace secokr::app {

/// What to tell each providing manager who owes an answer, by username. Confidential items are withheld from managers
/// outside the division: counted, not named.
Expected<DependencyReminders> read_dependency_reminders(const Ports& ports, Quarter quarter,
                                                        Audience audience = Audience::division);

}  // namespace secokr::app
