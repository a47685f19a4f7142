#include "render/reminders/dependency_reminders.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "domain/commands.hpp"
#include "render/core/findings.hpp"
#include "render/core/markdown.hpp"
#include "render/reminders/words.hpp"

namespace secokr::render {
namespace {

/// Who asks, for what, and by when.
std::string opening(const DependencyReminders& all, const DependencyReminder& one) {
  const std::size_t number = one.dependencies.size() + one.withheld;
  std::string text =
      fmt::format("Security asks {} for {}. {} our objectives of {} ({} to {}), and some of them depend on you.\n",
                  base::join(one.teams, ", "), number == 1 ? "one thing" : fmt::format("{} things", number),
                  all.today < all.first_day ? "We plan" : "We work on", to_string(all.quarter),
                  to_string(all.first_day), to_string(all.last_day));
  if (all.today > all.final_on)
    text += fmt::format("The plan became final on {}, and your answer is missing. Please answer now",
                        to_string(all.final_on));
  else
    text += fmt::format("Teams prepare this work from {} on, and the plan becomes final on {}. Please answer by then",
                        to_string(all.prepared_from), to_string(all.final_on));
  return text + (number == 1 ? ": yes or no.\n" : ", for each: yes or no.\n");
}

std::string item(const DependencyRow& row, std::size_t number) {
  std::string text = fmt::format("\n{}. {}\n", number, without_mentions(row.dependency.need));
  text += fmt::format("   Asked of {}, by @{}, for the key result \"{}\"\n", row.dependency.team, row.dri,
                      without_mentions(row.title));
  text += row.url.empty() ? fmt::format("   It stands in the planning repository: {}, line {}\n", row.path, row.line)
                          : fmt::format("   It stands in the issue {}\n", row.url);
  if (!row.objection.empty())
    text += fmt::format("   What was written there does not count: {}\n", row.objection);
  else if (row.dependency.ticked)
    text += "   Its box is ticked, but nothing says who promised it and when\n";
  return text;
}

std::string how_to_answer(const DependencyReminders& all, const DependencyReminder& one, const TypedCommand& typed) {
  const DependencyRow& first = one.dependencies.front();
  std::vector<std::string> askers;
  for (const DependencyRow& row : one.dependencies)
    if (!row.dri.empty() && std::ranges::find(askers, row.dri) == askers.end()) askers.push_back(row.dri);
  std::string text = fmt::format(
      "\nHow to answer: write to {}: your answer is recorded for you, with a link to what you wrote. If you decline, "
      "tell us why: no capacity, another priority, the scope, or something else.\n",
      mentions(askers));
  text += fmt::format(
      "Or write it yourself in GitLab: edit the {}, and at the end of the line that names your team add\n"
      "   — confirmed by @{} on {}\n"
      "or\n"
      "   — declined by @{} on {}: no capacity: the reason\n"
      "A ticked box alone is no answer: it does not say who promised it and when.\n",
      first.url.empty() ? "file" : "issue's description", one.manager, to_string(all.today), one.manager,
      to_string(all.today));
  text += "Or type, where the program secokr is installed and you are in the planning repository:\n";
  for (const DependencyRow& row : one.dependencies) {
    text += fmt::format("   {}\n", typed(command::confirm(row.name())));
    text += fmt::format("   {}\n", typed(command::decline(row.name()) + " --no-capacity --reason \"why\""));
  }
  return text;
}

std::string message(const DependencyReminders& all, const DependencyReminder& one, const TypedCommand& typed) {
  std::string text =
      fmt::format("To: @{}\nSubject: {} for {} of the Security division\n\n", one.manager,
                  one.dependencies.size() + one.withheld == 1 ? "An answer is needed" : "Answers are needed",
                  to_string(all.quarter));
  text += opening(all, one);
  for (std::size_t i = 0; i < one.dependencies.size(); ++i) text += item(one.dependencies[i], i + 1);
  if (one.withheld > 0)
    text += fmt::format("\n{} confidential and not named here: {} can tell you what is needed.\n",
                        one.withheld == 1 ? "1 is" : fmt::format("{} are", one.withheld), mentions(one.ask));
  if (!one.dependencies.empty()) text += how_to_answer(all, one, typed);
  return base::strip_controls(text);
}

}  // namespace

std::string dependency_reminders_text(const DependencyReminders& reminders, const TypedCommand& typed) {
  std::string text;
  for (const DependencyReminder& one : reminders.reminders)
    text += message(reminders, one, typed) + "\n----------------------------------------\n\n";
  if (reminders.reminders.empty())
    return fmt::format("{} · nobody owes an answer: {} settled or declined\n", to_string(reminders.quarter),
                       reminders.all == 1 ? "1 dependency is" : fmt::format("{} dependencies are", reminders.all));
  return text +
         fmt::format("{} · {} to send\n", to_string(reminders.quarter), counted(reminders.reminders.size(), "message"));
}

}  // namespace secokr::render
