#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/objective/okr_kind.hpp"
#include "domain/views/update_reminders.hpp"

namespace secokr::documents {

/// What a reminder's marker says (FORMATS.md 3). With kind "objective" it told the objective's DRI of silent KRs.
struct RemindMarker {
  std::string kind = "kr";
  std::string id{};  ///< the KR's or objective's
  Day week{};        ///< the reminder's Monday
  ReminderSlot slot = ReminderSlot::due;
  std::vector<std::string> raised{};  ///< tokens of concerns (Concern::token)
  std::vector<std::string> silent{};  ///< ids of KRs
  friend bool operator==(const RemindMarker&, const RemindMarker&) = default;
};

/// What every reminder of one thing, week and slot carries: the marker's beginning.
std::string remind_purpose(const RemindMarker& marker);

/// The note with its marker as the last line; quick actions and markers in the text are neutralised (U6).
std::string render_remind_note(std::string_view text, const RemindMarker& marker);

/// The marker in a note's last line; nothing when it is no reminder.
std::optional<RemindMarker> parse_remind_note(std::string_view body);

}  // namespace secokr::documents
