#include "app/run/status.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "cli/ask/interview.hpp"
#include "cli/core/context.hpp"
#include "cli/core/log_audience.hpp"
#include "cli/core/next_commands.hpp"
#include "cli/core/ports.hpp"
#include "cli/core/registry.hpp"
#include "cli/write/keep.hpp"
#include "config/config.hpp"
#include "documents/note/update_file.hpp"
#include "render/status.hpp"
#include "workspace/last_seen.hpp"
#include "workspace/outbox.hpp"

namespace secokr::cli {
namespace {

/// The server cannot be reached: what it said last, with its age.
Expected<app::StatusRead> offline(Context& context, const app::StatusRequest& request, Error error) {
  const auto seen = workspace::read_last_seen(*request.state);
  if (!seen) return fail(std::move(error));
  SECOKR_TRY(app::Ports ports, ports_to_read(context));
  if (!app::was_seen_here(ports, *seen)) return fail(std::move(error));
  ports.user = seen->user;
  context.say(fmt::format("Warning: {}; shown is what was seen last", error.what));
  return app::read_status_offline(ports, request, *seen);
}

/// What was written here and has not arrived, and questions that were left: no server need be asked for them.
Status add_waiting(Context& context, StatusView& view) {
  SECOKR_TRY(const workspace::Outbox outbox, outbox_of(context));
  SECOKR_TRY(const workspace::Outbox::Contents waiting, outbox.all());
  for (const Error& error : waiting.unreadable)
    context.say(fmt::format("Warning: {}{}", error.what, error.help.empty() ? "" : ". " + error.help));
  for (const workspace::WaitingUpdate& update : waiting.updates) view.outbox.push_back({update.name, update.week});
  for (const workspace::UnsentUpdates& unsent : waiting.unsent) {
    if (unsent.text.empty()) view.outbox.push_back({unsent.name, unsent.week.value_or(monday_of(view.as_of))});
    for (const documents::FiledUpdate& filed : documents::parse_update_file(unsent.text).updates)
      view.outbox.push_back({filed.name, filed.week.value_or(monday_of(view.as_of))});
  }
  SECOKR_TRY(const base::StateFolder state, context.state());
  view.begun = begun_interviews(state);
  for (BegunItem& each : view.begun) each.command = typed_again(context, each.command);
  // What was written comes before what is still to be written.
  if (!view.outbox.empty()) view.next_command = "sync";
  const bool goes_on = view.outbox.empty() && !view.begun.empty();
  if (!view.next_command.empty() || goes_on)
    view.next_command = goes_on ? view.begun.front().command : typed_next(context, view.next_command);
  return {};
}

/// Nothing can be said of the quarter: what waits on this machine can.
Status show_waiting(Context& context) {
  StatusView view;
  SECOKR_TRY(view.as_of, context.today());
  SECOKR_TRY(view.quarter, context.quarter(QuarterDefault::week));
  view.planning = view.quarter + 1;
  SECOKR_CHECK(add_waiting(context, view));
  if (view.outbox.empty() && view.begun.empty()) return {};
  if (context.json())
    context.print_json(render::status_json(view));
  else
    context.print("What waits on this machine; the rest cannot be seen now\n" +
                  render::waiting_text(view, context.page()));
  return {};
}

Expected<int> run_status(Context& context) {
  app::StatusRequest request;
  SECOKR_TRY(request.state, context.state());
  SECOKR_TRY(request.now, context.now());
  if (context.quarter_is_named()) {
    SECOKR_TRY(request.named, context.quarter(QuarterDefault::week));
  }
  const auto ports = cli::ports(context);
  auto read = ports ? app::read_status(*ports, request) : Expected<app::StatusRead>(fail(ports.error()));
  if (!read && read.error().kind == ErrorKind::network) read = offline(context, request, std::move(read).error());
  if (!read) {
    // The first failure is the one to be told.
    (void)show_waiting(context);
    return fail(std::move(read).error());
  }
  StatusView view = std::move(read->view);
  SECOKR_CHECK(add_waiting(context, view));
  withhold(log_audience(context), read->confidential, view);
  context.show(view);
  return 0;
}

}  // namespace

CommandSpec status_command() {
  return {
      .path = "status",
      .group = groups::run,
      .summary = "Show what is due, what you owe, what blocks the quarter, and what to type next",
      .description =
          "Shows the next dates of the quarter that is being planned and the next day on which weekly updates are due, "
          "the updates that you owe as DRI of a key result, those that wait in the outbox, what is asked of you (an "
          "answer to a request, a decline, an issue that was changed by hand), and every error that keeps the planned "
          "quarter from its next step. The last line is the command to type next.\n\n`secokr` alone does the same "
          "inside a workspace. --quarter names the running quarter; the planned one is the one after it.",
      .examples = {{"secokr status", "What is due today"},
                   {"secokr status FY28-Q1", "As if that quarter were the running one"},
                   {"secokr status --user training-manager", "The same for somebody else on the local tracker"},
                   {"secokr status --json", "For a script; lists every blocker"}},
      .schema = "status",
      .formats = render::formats_of<StatusView>(),
      .needs = Needs::tracker,
      .takes_quarter = true,
      .bind = [](OptionBinder& binder) -> Runner {
        binder.quarter_argument();
        return run_status;
      },
  };
}

}  // namespace secokr::cli
