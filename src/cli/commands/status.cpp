#include "app/status.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "cli/commands/commands.hpp"
#include "cli/context.hpp"
#include "cli/next_commands.hpp"
#include "cli/ports.hpp"
#include "cli/registry.hpp"
#include "config/config.hpp"
#include "render/status.hpp"

namespace secokr::cli {
namespace {

/// Else somebody who forgot to say who they are would take "you owe nothing" for the truth.
void tell_if_unknown(Context& context, const app::Ports& ports) {
  const auto known = ports.config.org.usernames();
  const bool is_known =
      std::ranges::any_of(known, [&](const std::string& name) { return base::equals_folded(name, ports.user); });
  if (known.empty() || is_known || ports.config.tracker.kind != config::TrackerKind::local) return;
  context.say(fmt::format("@{} is not in secokr.toml: --user NAME or SECOKR_USER says who you are", ports.user));
}

Expected<int> run_status(Context& context) {
  SECOKR_TRY(const app::Ports ports, cli::ports(context));
  std::optional<Quarter> named;
  if (context.quarter_is_named()) {
    SECOKR_TRY(named, context.quarter(QuarterDefault::week));
  }
  SECOKR_TRY(StatusView view, app::read_status(ports, named));
  view.next_command = typed_next(context, view.next_command);
  if (context.json())
    context.print_json(render::status_json(view));
  else
    context.print(render::status_text(view, context.page()));
  tell_if_unknown(context, ports);
  return 0;
}

}  // namespace

CommandSpec status_command() {
  CommandSpec spec;
  spec.path = "status";
  spec.group = groups::run;
  spec.summary = "Show what is due, what you owe, what blocks the quarter, and what to type next";
  spec.description =
      "Shows the next dates of the quarter that is being planned and the next day on which weekly updates are due, the "
      "updates that you owe as DRI of a key result, and every error that keeps the planned quarter from its next step. "
      "The last line is the command to type next.\n\n`secokr` alone does the same inside a workspace. --quarter names "
      "the running quarter; the planned one is the one after it.";
  spec.examples = {{"secokr status", "What is due today"},
                   {"secokr status --user training-manager", "The same for somebody else on the local tracker"},
                   {"secokr status --json", "For a script; lists every blocker"}};
  spec.schema = "status";
  spec.needs = Needs::tracker;
  spec.bind = [](OptionBinder&) -> Runner { return run_status; };
  return spec;
}

}  // namespace secokr::cli
