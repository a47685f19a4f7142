#include <optional>

#include <fmt/format.h>

#include "app/remind/dependency_reminders.hpp"
#include "cli/commands/remind/updates.hpp"
#include "cli/core/log_audience.hpp"
#include "cli/core/next_commands.hpp"
#include "cli/core/ports.hpp"
#include "cli/core/registry.hpp"
#include "render/reminders/update_reminders.hpp"

namespace secokr::cli {
namespace {

struct RemindOptions {
  bool dependencies = false;
  bool post = false;
  std::optional<Day> week{};
};

/// What of the line is about weekly updates alone.
Status refuse_others(Context& context, const RemindOptions& options) {
  if (context.format() != "text")
    return fail({.kind = ErrorKind::usage,
                 .what = fmt::format("'{}' is not a format of `secokr remind --dependencies`", context.format()),
                 .reason = "It is one of: text",
                 .help = "secokr help remind"});
  if (!options.post && !options.week) return {};
  return fail({.kind = ErrorKind::usage,
               .what = fmt::format("{} does not go with --dependencies", options.post ? "--post" : "--week"),
               .reason = "The messages about dependencies are for you to send",
               .help = "secokr remind --dependencies"});
}

Expected<int> remind_of_dependencies(Context& context, const RemindOptions& options) {
  SECOKR_CHECK(refuse_others(context, options));
  SECOKR_TRY(const Quarter quarter, context.quarter(QuarterDefault::planning));
  SECOKR_TRY(const app::Ports ports, dependency_ports(context, quarter, false));
  SECOKR_TRY(const DependencyReminders reminders,
             app::read_dependency_reminders(ports, quarter, log_audience(context)));
  const auto typed = [&](const std::string& command) {
    return typed_next(context, quarter, command, TypedBy::somebody_else);
  };
  context.print(render::dependency_reminders_text(reminders, typed));
  for (const std::string& notice : reminders.notices) context.say("Warning: " + notice);
  return 0;
}

Expected<int> run_remind(Context& context, const RemindOptions& options) {
  return options.dependencies ? remind_of_dependencies(context, options)
                              : remind_of_updates(context, options.week, options.post);
}

}  // namespace

CommandSpec remind_command() {
  return {
      .path = "remind",
      .group = groups::run,
      .summary = "Say who owes an update or an answer, and remind them",
      .description =
          "Lists who owes the weekly update and has not posted it, with the command for each to copy. Below it stands "
          "what is raised (U5): undone milestones from seven days before their due date on or marked at risk, key "
          "results that are On Track and have not moved for two weeks, and those that are On Track and 25 points or "
          "more behind the expected progress. On Monday and Tuesday it is about last week while that is "
          "missing.\n\n--post writes a note on the issue of each key result and mentions its DRI: once from the day on "
          "which the update is due to Sunday, and once on the Monday or Tuesday after it. What is raised goes to the "
          "objective's DRI, the milestone's, and the managers of the teams that the key result counts on, once a week. "
          "After three silent weeks the DRI is left alone, and the objective's DRI is told, once. Run it each working "
          "day: outside those days there is nothing to post, and a second run posts nothing twice. --dry-run shows "
          "every note with those whom it mentions.\n\nWith --dependencies: a message for each manager whose team has "
          "not answered what a key result needs of it. Each stands by itself, for somebody who never heard of secokr: "
          "who asks, for what, by when, how to answer in GitLab, and the command to copy. These are printed, to be "
          "sent as you see fit; nothing is posted. Items of confidential objectives are counted and not named to "
          "managers outside the division.",
      .examples = {{"secokr remind", "Who owes this week's update"},
                   {"secokr remind --dry-run", "The notes that would be posted now, and whom they mention"},
                   {"secokr remind --post", "Post them, as a scheduled job does"},
                   {"secokr remind --format markdown", "The list for a channel; nobody is mentioned by it"},
                   {"secokr remind --dependencies", "The messages for the quarter that is planned next"}},
      .schema = "reminders",
      .formats = render::formats_of<render::TypedReminders>(),
      .needs = Needs::config,
      .writes = true,
      .takes_quarter = true,
      .bind = with_options<RemindOptions>(
          [](OptionBinder& binder, RemindOptions& options) {
            binder.flag("--post", options.post, "Post the reminders that are due now");
            binder.day("--week", options.week, "Any day of the week whose updates are meant");
            binder.flag("--dependencies", options.dependencies, "To the managers who owe an answer to a dependency");
          },
          run_remind),
  };
}

}  // namespace secokr::cli
