#pragma once
#include <functional>
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "app/core/ports.hpp"
#include "app/remind/update_reminders.hpp"
#include "tracker/change/change_set.hpp"

namespace secokr::app {

/// A command as the reader of a note types it, from its words without the program's name.
using NotedCommand = std::function<std::string(const std::string&)>;

struct ReminderNotes {
  tracker::ChangeSet set{};
  std::size_t there = 0;               ///< KRs that have their note of this slot
  std::vector<std::string> notices{};  ///< to be said aloud, a sentence each
};

/// The notes of the open slot that are not there yet, by their markers; none outside a slot:
/// - on the issue of each KR at most one: its DRI is reminded of the missing update, unless it was silent for
///   `silent_weeks_heard` weeks, and those of U5 are told what was not told yet this week;
/// - on an objective's issue one for the KRs that fell silent: its DRI is told once, until an update comes. A
///   confidential KR of an open objective is told of on its own issue.
/// Who is mentioned is known (Mentionable): where the DRI is not, whom the issue is assigned to, else the objective's
/// DRI. Needs a tracker and `ports.user`.
Expected<ReminderNotes> plan_reminder_notes(const Ports& ports, const ReadReminders& read, const NotedCommand& typed);

}  // namespace secokr::app
