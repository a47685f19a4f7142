#pragma once
#include <optional>

#include <secokr/error.hpp>
#include "domain/views/update_reminders.hpp"

#include "app/core/ports.hpp"
#include "app/published/plan.hpp"
#include "domain/people/audience.hpp"

namespace secokr::app {

struct RemindRequest {
  std::optional<Quarter> quarter{};  ///< as named
  std::optional<Day> week{};         ///< any day of it; nothing = PROCESS.md 1
  /// Reminders are to be posted: without a week it is the one whose slot is open, also when nobody owes it.
  bool posts = false;
};

struct ReadReminders {
  PublishedPlan plan{};
  UpdateReminders reminders{};
  Audience log =
      Audience::division;  ///< who reads what is printed of the notes; what they say on their issues is whole
};

/// Who owes a week's update, and what is raised about the active KRs today (U5). On Monday and Tuesday it is last week
/// while somebody owes it, also where that week belongs to the quarter before; that is said aloud. Needs a tracker.
/// Errors: usage, for a week that lies ahead or outside the quarter, and for a quarter of which nothing is published.
Expected<ReadReminders> read_update_reminders(const Ports& ports, const RemindRequest& request);

}  // namespace secokr::app
