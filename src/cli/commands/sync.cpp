#include <fmt/format.h>

#include <memory>

#include "app/waiting_updates.hpp"
#include "cli/apply.hpp"
#include "cli/commands/commands.hpp"
#include "cli/context.hpp"
#include "cli/ports.hpp"
#include "cli/registry.hpp"
#include "cli/unsent_updates.hpp"
#include "render/changes.hpp"
#include "render/update.hpp"

namespace secokr::cli {
namespace {

using workspace::WaitingUpdate;

/// What became of the updates that waited.
struct Sent {
  std::vector<UpdatedKeyResult> rows{};
  std::vector<Error> failures{};
  std::size_t arrived = 0;
};

/// True for what makes every further try hopeless.
bool ends_the_run(ErrorKind kind) {
  return kind == ErrorKind::network || kind == ErrorKind::unclear || kind == ErrorKind::interrupted;
}

UpdatedKeyResult row_of(const WaitingUpdate& update, UpdateOutcome outcome, const std::string& url) {
  return {.key_result = update.name, .week = update.week, .outcome = outcome, .url = url};
}

Expected<UpdateOutcome> send(Context& context, const app::Ports& ports, const workspace::Outbox& outbox,
                             const WaitingUpdate& update) {
  SECOKR_TRY(tracker::ChangeSet set, app::plan_sending(ports, update));
  if (!set.empty()) {
    SECOKR_CHECK(apply(context, std::move(set), {.show_result = false}));
    if (context.global().dry_run) return UpdateOutcome::queued;
    SECOKR_CHECK(outbox.remove(update));
    return update.based_on.empty() ? UpdateOutcome::posted : UpdateOutcome::edited;
  }
  if (context.global().dry_run) return UpdateOutcome::unchanged;
  SECOKR_CHECK(outbox.remove(update));
  return UpdateOutcome::unchanged;
}

/// In order, each once; one that is refused does not hold up the others.
Sent send_all(Context& context, const app::Ports& ports, const workspace::Outbox& outbox,
              const std::vector<WaitingUpdate>& updates) {
  Sent sent;
  bool hopeless = false;
  for (const WaitingUpdate& update : updates) {
    auto outcome = hopeless ? Expected<UpdateOutcome>(UpdateOutcome::queued) : send(context, ports, outbox, update);
    if (!outcome) {
      hopeless = ends_the_run(outcome.error().kind);
      sent.failures.push_back(std::move(outcome).error());
      outcome = UpdateOutcome::queued;
    } else if (*outcome != UpdateOutcome::queued) {
      ++sent.arrived;
    }
    sent.rows.push_back(row_of(update, *outcome, ""));
  }
  return sent;
}

void show(Context& context, const std::vector<UpdatedKeyResult>& rows) {
  if (context.json())
    context.print_json(render::sync_json(rows));
  else
    context.print(render::sync_text(rows, context.page()));
}

Expected<int> run_sync(Context& context) {
  const workspace::Outbox outbox(context.state_folder() / "outbox");
  SECOKR_TRY(workspace::Outbox::Contents contents, outbox.all());
  if (contents.updates.empty() && contents.unsent.empty() && contents.unreadable.empty()) {
    if (context.json()) show(context, {});
    context.say("Nothing to do: the outbox is empty");
    return 0;
  }
  SECOKR_TRY(const app::Ports ports, cli::ports(context));
  const auto addressed = address_unsent(context, ports, contents.unsent);
  if (!contents.unsent.empty()) {
    SECOKR_TRY(contents, outbox.all());
  }
  Sent sent = send_all(context, ports, outbox, contents.updates);
  if (!addressed) sent.failures.push_back(addressed.error());
  const bool is_plan = context.global().dry_run;
  if (!sent.rows.empty() && !is_plan) show(context, sent.rows);
  for (Error& error : contents.unreadable) sent.failures.push_back(std::move(error));
  if (sent.failures.empty()) return 0;
  Error error = std::move(sent.failures.front());
  if (sent.arrived > 0) error.kind = ErrorKind::partial;
  for (std::size_t i = 1; i < sent.failures.size(); ++i) error.notes.push_back({.text = sent.failures[i].what});
  return fail(std::move(error));
}

}  // namespace

CommandSpec sync_command() {
  CommandSpec spec;
  spec.path = "sync";
  spec.group = groups::run;
  spec.summary = "Send the updates that wait in the outbox";
  spec.description =
      "Sends, in the order of their weeks and once each, the updates that were written while the server could not be "
      "reached. One whose note was changed by somebody else in the meantime is not sent and stays; so does one that "
      "was "
      "written for another project or under another name.";
  spec.examples = {{"secokr sync --dry-run", "Show what waits and what would happen to it"},
                   {"secokr sync", "Send it"}};
  spec.schema = "sync";
  spec.needs = Needs::tracker;
  spec.writes = true;
  spec.bind = [](OptionBinder&) -> Runner { return run_sync; };
  return spec;
}

}  // namespace secokr::cli
