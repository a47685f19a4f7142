#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "render/core/findings.hpp"
#include "render/core/markdown.hpp"
#include "render/reminders/groups.hpp"
#include "render/reminders/update_reminders.hpp"
#include "render/reminders/words.hpp"

namespace secokr::render {
namespace {

std::string people(const std::vector<std::string>& names) {
  std::vector<std::string> all;
  for (const std::string& name : names) all.push_back(markdown_person(name));
  return base::join(all, ", ");
}

/// The name as code, with a link where the URL is of the web and plain.
std::string linked_code(const std::string& name, const std::string& url) {
  const std::string link = markdown_link("", url);
  return link.starts_with("[]") ? fmt::format("[{}]{}", markdown_code(name), link.substr(2)) : markdown_code(name);
}

std::string owed_line(const OwedReminder& owed) {
  std::string text = fmt::format("  - {} {}; last said: {}", linked_code(owed.key_result, owed.url),
                                 markdown_code(owed.title), last_words(owed.last ? &*owed.last : nullptr));
  if (owed.stopped()) text += fmt::format("; silent for {} weeks before", owed.silent);
  return text + "\n";
}

}  // namespace

std::string update_reminders_markdown(const UpdateReminders& all) {
  std::string text = fmt::format("**Weekly updates of {}, week {}**: {}\n\n", to_string(all.quarter),
                                 to_string(all.week), all.closed ? "none is due" : "due on " + to_string(all.due));
  if (all.closed)
    text += "All five days of the week are closed: nobody owes an update.\n";
  else if (all.missing == 0)
    text += "Nobody owes an update.\n";
  else
    text += fmt::format("{} of {} not posted yet{}\n", all.missing, counted(all.active, "active key result"),
                        all.owed.empty() ? "." : ":\n");
  for (const OwedGroup& group : by_dri(all.owed)) {
    text += fmt::format("- {}\n", group.dri.empty() ? "Without a DRI" : markdown_person(group.dri));
    for (const OwedReminder* each : group.owed) text += owed_line(*each);
  }
  if (!all.raised.empty()) text += "\nRaised:\n\n";
  for (const RaisedReminder& each : all.raised)
    text += fmt::format("- {}: {} (for {})\n", linked_code(each.key_result, each.url),
                        concern_words(each.concern, all.as_of, markdown_code), people(each.tell));
  if (all.withheld > 0) text += fmt::format("\n{}.\n", withheld_words(all));
  return text;
}

}  // namespace secokr::render
