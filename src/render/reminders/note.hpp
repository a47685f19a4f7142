#pragma once
#include <string>
#include <vector>

#include "domain/views/update_reminders.hpp"

namespace secokr::render {

/// What one note on a KR's issue tells: a reminder of the update, what is raised, or both.
struct ReminderNote {
  const OwedReminder* owed = nullptr;
  std::vector<std::string> to{};  ///< who is reminded, usernames
  std::string command{};          ///< the whole line to type
  std::vector<const RaisedReminder*> raised{};
  std::vector<std::string> tell{};  ///< who is told
};

/// Markdown that stands by itself, for somebody who never heard of secokr: what is owed, what was last said, the
/// command to copy, the shape to answer in by hand, and what happens next. Only the usernames given are mentioned;
/// what people wrote is quoted as code. Needs an open slot.
std::string reminder_note_text(const UpdateReminders& all, const ReminderNote& note);

/// What the objective's DRI is told of KRs that have been silent for too long. It names them: on an issue that shows
/// what they are about.
std::string silence_note_text(const UpdateReminders& all, const std::vector<const OwedReminder*>& silent,
                              const std::vector<std::string>& to);

}  // namespace secokr::render
