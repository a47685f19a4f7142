#include "render/reminders/note.hpp"

#include <fmt/format.h>

#include "render/reminders/words.hpp"

namespace secokr::render {
namespace {

std::string capital(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - 32);
  return text;
}

std::string named(const std::string& key_result, const std::string& title) {
  return title.empty() ? markdown_code(key_result)
                       : fmt::format("{}, {}", markdown_code(key_result), markdown_code(title));
}

std::string due_words(const UpdateReminders& all) {
  if (all.due == all.as_of) return fmt::format("is due today ({})", day_words(all.due));
  return fmt::format("{} due on {}", all.due < all.as_of ? "was" : "is", day_words(all.due));
}

/// PROCESS.md 6. In a fence, where it is neither a heading nor an update.
std::string shape(Day week) {
  return fmt::format(
      "```\n"
      "## Weekly KR Update for the week starting on {}\n\n"
      "Progress: 40% · Health: On Track\n\n"
      "## What was accomplished this week\n\n"
      "- …\n\n"
      "## What will be accomplished next week\n\n"
      "- …\n"
      "```\n",
      to_string(week));
}

std::string next_words(const UpdateReminders& all, const OwedReminder& owed) {
  std::string text;
  if (owed.silent > 0)
    text += fmt::format("The {} before this one {} missing too. ",
                        owed.silent == 1 ? "week" : std::to_string(owed.silent) + " weeks",
                        owed.silent == 1 ? "is" : "are");
  text += all.slot == ReminderSlot::due ? fmt::format("One more reminder follows on {}; ", day_words(all.monday_slot))
                                        : "This is the last reminder for this week; ";
  return text + fmt::format("after {} missed weeks we ask the objective's DRI instead.\n", silent_weeks_heard);
}

std::string owed_part(const UpdateReminders& all, const ReminderNote& note) {
  const OwedReminder& owed = *note.owed;
  std::string text = fmt::format("{}: the weekly update of this key result {} and is not here yet.\n\n",
                                 mentions(note.to), due_words(all));
  text += fmt::format("- Key result: {}\n- Week: the one that starts on {}\n- Last said: {}\n\n",
                      named(owed.key_result, owed.title), day_words(all.week),
                      last_words(owed.last ? &*owed.last : nullptr));
  text += fmt::format(
      "It takes a minute. Where the program secokr is installed, type this and answer its questions:\n\n"
      "```\n{}\n```\n\n",
      note.command);
  text += "Or write it by hand: a comment on this issue in this shape, with your own words and numbers:\n\n";
  text += shape(all.week);
  text +=
      "\nThe health is On Track, Needs Attention or At Risk. Where it is not On Track, add a line such as `Risk: "
      "reason; "
      "help needed; who should know` below the progress.\n\n";
  return text + next_words(all, owed);
}

std::string raised_part(const UpdateReminders& all, const ReminderNote& note) {
  const RaisedReminder& first = *note.raised.front();
  std::string text = fmt::format("{}: please look at this key result, {}:\n\n", mentions(note.tell),
                                 named(first.key_result, first.title));
  for (const RaisedReminder* raised : note.raised)
    text += fmt::format("- {}\n", capital(concern_words(raised->concern, all.as_of, markdown_code)));
  return text +
         "\nYou get this, at most once a week, as the DRI of the milestone, the key result or the objective, or as the "
         "manager of a team that it depends on.\n";
}

}  // namespace

std::string reminder_note_text(const UpdateReminders& all, const ReminderNote& note) {
  std::string text;
  if (note.owed != nullptr) text += owed_part(all, note);
  if (note.raised.empty()) return text;
  if (!text.empty()) text += "\n---\n\n";
  return text + raised_part(all, note);
}

std::string silence_note_text(const UpdateReminders& all, const std::vector<const OwedReminder*>& silent,
                              const std::vector<std::string>& to) {
  const bool one = silent.size() == 1;
  std::string text = fmt::format(
      "{}: {} of this objective {} had no weekly update for {} weeks or more, so the automatic reminders have "
      "stopped.\n\n",
      mentions(to), one ? "a key result" : fmt::format("{} key results", silent.size()), one ? "has" : "have",
      silent_weeks_heard);
  for (const OwedReminder* owed : silent)
    text += fmt::format("- {}: {} weeks, DRI {}, last said: {}\n", named(owed->key_result, owed->title), owed->silent,
                        owed->dri.empty() ? "nobody" : markdown_code("@" + owed->dri),
                        last_words(owed->last ? &*owed->last : nullptr));
  return text + fmt::format(
                    "\nCould you check whether {} should be paused, handed over or dropped? You are asked once; "
                    "when an update comes, reminders begin anew. Asked in the week that starts on {}.\n",
                    one ? "it" : "each", day_words(all.week));
}

}  // namespace secokr::render
