#include "cli/commands/remind/updates.hpp"

#include <fmt/format.h>

#include "app/remind/reminder_notes.hpp"
#include "app/remind/update_reminders.hpp"
#include "base/shell.hpp"
#include "base/text.hpp"
#include "cli/core/log_audience.hpp"
#include "cli/core/next_commands.hpp"
#include "cli/core/ports.hpp"
#include "cli/write/apply.hpp"
#include "config/config.hpp"
#include "render/reminders/update_reminders.hpp"

namespace secokr::cli {
namespace {

/// No workspace is needed, and without posting nobody is asked who I am.
Expected<app::Ports> remind_ports(Context& context, bool acts) {
  SECOKR_TRY(const config::Config* config, context.config());
  app::Ports ports{.config = *config, .ids = context.world().ids};
  SECOKR_TRY(ports.today, context.today());
  if (context.in_workspace()) {
    SECOKR_TRY(ports.workspace, context.workspace());
  }
  SECOKR_TRY(ports.tracker, context.tracker());
  if (acts) SECOKR_CHECK(act_as_user(context, ports));
  return ports;
}

/// As the reader of a note types it: in no folder of this machine's, on any day.
std::string noted(const Context& context, std::string line) {
  const GlobalOptions& global = context.global();
  if (global.project) line += " --project " + base::shell_word(*global.project);
  if (global.host) line += " --host " + base::shell_word(*global.host);
  return line;
}

render::TypedCommand typed_by_others(const Context& context) {
  return [&context](const std::string& command) { return typed_next(context, command, TypedBy::somebody_else); };
}

std::string nothing_to_post(const UpdateReminders& reminders, const app::ReminderNotes& notes) {
  if (reminders.closed)
    return fmt::format("Nothing to post: all five days of the week {} are closed", to_string(reminders.week));
  if (!reminders.slot)
    return fmt::format(
        "Nothing to post on {}: reminders of the week {} go out from {} to {}, and from {} to {} while it is missing",
        to_string(reminders.as_of), to_string(reminders.week), to_string(reminders.due),
        to_string(reminders.week + days{6}), to_string(reminders.monday_slot), to_string(reminders.week + days{8}));
  if (reminders.owed.empty() && reminders.raised.empty())
    return "Nothing to post: nobody owes an update, and nothing is raised";
  if (notes.there > 0) return "Nothing to post: everybody has been told already";
  return "Nothing to post: what there is was told before";
}

void print_notes(Context& context, const tracker::ChangeSet& set) {
  for (const tracker::Change& change : set.changes) {
    if (!std::holds_alternative<tracker::PostNote>(change.payload)) continue;
    context.print(fmt::format("\n=== {}, to {}\n\n{}\n", base::strip_controls(change.name),
                              base::strip_controls(change.after.front().second),
                              base::strip_controls(change.after.back().second)));
  }
}

std::vector<render::PostedReminder> posted_in(const tracker::ChangeSet& set) {
  std::vector<render::PostedReminder> posted;
  for (const tracker::Change& change : set.changes) {
    render::PostedReminder one{.about = change.name, .url = change.url};
    for (const std::string_view name : base::split(change.after.front().second, ','))
      one.to.emplace_back(base::trim(name).substr(1));
    one.outcome = change.outcome ? tracker::to_string(*change.outcome) : "";
    posted.push_back(std::move(one));
  }
  return posted;
}

Expected<int> post_notes(Context& context, const app::Ports& ports, const app::ReadReminders& read) {
  const auto typed = [&context](const std::string& command) { return noted(context, command); };
  SECOKR_TRY(const app::ReminderNotes notes, app::plan_reminder_notes(ports, read, typed));
  for (const std::string& notice : notes.notices) context.say("Warning: " + notice);
  if (context.format() == "text") context.print(render::update_reminders_heading(read.reminders) + "\n");
  const bool own_json = context.json() && !context.global().dry_run;
  SECOKR_TRY(const ApplyResult result,
             apply(context, notes.set, {.nothing = nothing_to_post(read.reminders, notes), .show_result = !own_json}));
  if (own_json) {
    const auto posted = posted_in(result.set);
    UpdateReminders shown = read.reminders;
    withhold(read.log, shown);
    context.show(render::TypedReminders{shown, typed_by_others(context), &posted});
  } else if (context.global().dry_run && context.format() == "text") {
    print_notes(context, result.set);
  }
  return 0;
}

}  // namespace

Expected<int> remind_of_updates(Context& context, const std::optional<Day>& week, bool post) {
  const bool posts = post || context.global().dry_run;
  SECOKR_TRY(const app::Ports ports, remind_ports(context, posts));
  app::RemindRequest request{.week = week, .posts = posts};
  if (context.quarter_is_named()) {
    SECOKR_TRY(request.quarter, context.quarter(QuarterDefault::week));
  }
  SECOKR_TRY(app::ReadReminders read, app::read_update_reminders(ports, request));
  read.log = log_audience(context);
  for (const std::string& notice : read.reminders.notices) context.say(notice);
  if (posts) return post_notes(context, ports, read);
  // A list to paste is read by more people than the one who made it.
  withhold(context.format() == "markdown" ? Audience::organisation : read.log, read.reminders);
  context.show(render::TypedReminders{read.reminders, typed_by_others(context)});
  return 0;
}

}  // namespace secokr::cli
