#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "domain/commands.hpp"
#include "render/core/findings.hpp"
#include "render/core/relative_day.hpp"
#include "render/core/wrap.hpp"
#include "render/reminders/groups.hpp"
#include "render/reminders/update_reminders.hpp"
#include "render/reminders/words.hpp"

namespace secokr::render {
namespace {

std::string plain(std::string_view text) { return base::single_spaced(base::strip_controls(text)); }

std::string line(std::size_t indent, const std::string& text, const Page& page) {
  return wrap_indented(base::strip_controls(text), page.width, indent);
}

std::string owed_text(const UpdateReminders& all, const OwedReminder& owed, const TypedCommand& typed,
                      const Page& page) {
  std::string text = line(
      2, fmt::format("{}{}: {}", owed.key_result, owed.confidential ? " (confidential)" : "", plain(owed.title)), page);
  text += line(4, "last said: " + last_words(owed.last ? &*owed.last : nullptr), page);
  if (owed.stopped())
    text += line(4,
                 fmt::format("silent for {} weeks before: no longer reminded; the objective's DRI, @{}, is told once",
                             owed.silent, owed.objective_dri),
                 page);
  return text + fmt::format("    {}\n", base::strip_controls(typed(update_command_words(all, owed, owed.names_week))));
}

std::string raised_text(const UpdateReminders& all, const Page& page) {
  std::string text = "\n" + page.style.paint(Tone::heading, "Raised") + "\n";
  const RaisedReminder* before = nullptr;
  for (const RaisedReminder& raised : all.raised) {
    if (before == nullptr || before->id != raised.id)
      text += line(
          2,
          fmt::format("{}{}: {}", raised.key_result, raised.confidential ? " (confidential)" : "", plain(raised.title)),
          page);
    before = &raised;
    text += line(4, concern_words(raised.concern, all.as_of, plain), page);
    text += line(6, "to " + (raised.tell.empty() ? "nobody" : mentions(raised.tell)), page);
  }
  return text;
}

/// How many owe an update, or why nobody does.
std::string owed_sentence(const UpdateReminders& all) {
  if (all.closed) return "Nobody owes an update: all five days of the week are closed";
  if (all.missing > 0)
    return fmt::format("{} of {} not posted yet{}", all.missing, counted(all.active, "active key result"),
                       all.as_of < all.due ? fmt::format(": due on {}, not owed before", to_string(all.due)) : "");
  if (all.active == 0) return "No key result is active: nobody owes an update";
  return fmt::format(
      "Nobody owes an update: {} posted",
      all.active == 1 ? "the active key result is" : fmt::format("all {} active key results are", all.active));
}

}  // namespace

std::string update_command_words(const UpdateReminders& reminders, const OwedReminder& owed, bool with_week) {
  const std::string command = command::update(owed.key_result);
  return with_week ? fmt::format("{} --week {}", command, to_string(reminders.week)) : command;
}

std::string withheld_words(const UpdateReminders& all) {
  return all.withheld == 1 ? "1 key result is confidential and not named here"
                           : fmt::format("{} key results are confidential and not named here", all.withheld);
}

std::string update_reminders_heading(const UpdateReminders& all) {
  if (all.closed)
    return fmt::format("{} · week {} · closed, no update is due\n", to_string(all.quarter), to_string(all.week));
  return fmt::format("{} · week {} · update due on {} ({})\n", to_string(all.quarter), to_string(all.week),
                     to_string(all.due), relative_day(all.due, all.as_of));
}

std::string update_reminders_text(const UpdateReminders& all, const TypedCommand& typed, const Page& page) {
  std::string text = update_reminders_heading(all) + line(0, owed_sentence(all), page);
  for (const OwedGroup& group : by_dri(all.owed)) {
    text +=
        "\n" +
        page.style.paint(Tone::strong, base::strip_controls(group.dri.empty() ? "Without a DRI" : "@" + group.dri)) +
        "\n";
    for (const OwedReminder* owed : group.owed) text += owed_text(all, *owed, typed, page);
  }
  if (!all.raised.empty()) text += raised_text(all, page);
  if (all.withheld > 0) text += "\n" + line(0, withheld_words(all), page);
  return text;
}

}  // namespace secokr::render
