#include <memory>

#include "app/dependency_reminders.hpp"
#include "cli/commands/commands.hpp"
#include "cli/dependency_support.hpp"
#include "cli/next_commands.hpp"
#include "cli/registry.hpp"
#include "render/dependency_reminders.hpp"

namespace secokr::cli {
namespace {

struct Options {
  bool dependencies = false;
};

Expected<int> run(Context& context, const Options& options) {
  if (!options.dependencies)
    return fail({.kind = ErrorKind::usage,
                 .what = "remind is not told whom to remind",
                 .reason = "It can write to the managers who owe an answer to a dependency",
                 .help = "secokr remind --dependencies"});
  SECOKR_TRY(const Quarter quarter, context.quarter(QuarterDefault::planning));
  SECOKR_TRY(const app::Ports ports, dependency_ports(context, quarter, false));
  SECOKR_TRY(const DependencyReminders reminders, app::read_dependency_reminders(ports, quarter));
  const auto typed = [&](const std::string& command) {
    return typed_next(context, quarter, command, TypedBy::somebody_else);
  };
  context.print(render::dependency_reminders_text(reminders, typed));
  for (const std::string& notice : reminders.notices) context.say("Warning: " + notice);
  return 0;
}

}  // namespace

CommandSpec remind_command() {
  CommandSpec spec;
  spec.path = "remind";
  spec.group = groups::run;
  spec.summary = "Write to those who owe an answer to a dependency";
  spec.description =
      "With --dependencies: a message for each manager whose team has not answered what a key result needs of it. Each "
      "stands by itself, for somebody who never heard of secokr: who asks, for what, by when, how to answer in GitLab, "
      "and the command to copy. The messages are printed, to be sent as you see fit; nothing is posted. Items of "
      "confidential objectives are counted and not named to managers outside the division.";
  spec.examples = {{"secokr remind --dependencies", "The messages for the quarter that is planned next"}};
  spec.needs = Needs::config;
  spec.formats = {"text"};
  spec.bind = [](OptionBinder& binder) -> Runner {
    const auto options = std::make_shared<Options>();
    binder.flag("--dependencies", options->dependencies, "To the managers who owe an answer to a dependency");
    return [options](Context& context) { return run(context, *options); };
  };
  return spec;
}

}  // namespace secokr::cli
