#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>

#include "app/run/waiting_updates.hpp"
#include "base/text.hpp"
#include "cli/commands/update/unsent_updates.hpp"
#include "cli/core/context.hpp"
#include "cli/core/ports.hpp"
#include "cli/core/registry.hpp"
#include "cli/write/apply.hpp"
#include "cli/write/keep.hpp"
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

/// Who sends it sees what goes out under their name, whoever wrote the file.
void show_text(Context& context, const WaitingUpdate& update, const tracker::ChangeSet& set) {
  if (context.global().dry_run || context.json() || context.global().quiet) return;
  for (const tracker::Change& change : set.changes)
    if (const auto* note = std::get_if<tracker::PostNote>(&change.payload))
      context.err() << base::strip_controls(
          fmt::format("To {} (#{}):\n\n{}\n\n", change.name, update.iid, base::trim_right(note->body)));
}

Error named(Error error, const workspace::Outbox& outbox, const WaitingUpdate& update) {
  error.notes.push_back({.path = outbox.path_of(update.file).string(), .text = "It waits still"});
  return error;
}

Expected<std::shared_ptr<const base::FileLock>> lock_to_write(Context& context) {
  if (context.global().dry_run) return nullptr;
  return context.lock();
}

/// With the lock held, as another one may be sending the same. Nothing where somebody took it out meanwhile. `before`
/// is what was sent before it.
Expected<std::optional<UpdateOutcome>> send(Context& context, const app::Ports& ports, const workspace::Outbox& outbox,
                                            const std::string& file, std::optional<WaitingUpdate>& before) {
  SECOKR_TRY(const auto lock, lock_to_write(context));
  SECOKR_TRY(const std::optional<WaitingUpdate> update, outbox.read(file));
  if (!update) return std::nullopt;
  auto planned = app::plan_sending(ports, *update, before ? &*before : nullptr);
  if (!planned) return fail(named(std::move(planned).error(), outbox, *update));
  const bool was_there = planned->set.empty();
  if (!was_there) {
    show_text(context, *update, planned->set);
    const auto applied = apply(context, std::move(planned->set), {.show_result = false});
    if (!applied) return fail(applied.error());
  }
  if (context.global().dry_run) return was_there ? UpdateOutcome::unchanged : UpdateOutcome::queued;
  SECOKR_CHECK(outbox.remove(*update));
  if (!update->note.empty()) before = *update;
  if (was_there) return UpdateOutcome::unchanged;
  return update->based_on.empty() ? UpdateOutcome::posted : UpdateOutcome::edited;
}

/// In order, each once; one that is refused does not hold up the others.
Sent send_all(Context& context, const app::Ports& ports, const workspace::Outbox& outbox,
              const std::vector<WaitingUpdate>& updates) {
  Sent sent;
  bool hopeless = false;
  std::optional<WaitingUpdate> before;  // texts of one week stand behind each other
  for (const WaitingUpdate& update : updates) {
    auto outcome = hopeless ? Expected<std::optional<UpdateOutcome>>(UpdateOutcome::queued)
                            : send(context, ports, outbox, update.file, before);
    if (!outcome) {
      hopeless = ends_the_run(outcome.error().kind);
      sent.failures.push_back(std::move(outcome).error());
      outcome = UpdateOutcome::queued;
    } else if (!*outcome) {
      continue;
    } else if (**outcome != UpdateOutcome::queued) {
      ++sent.arrived;
    }
    sent.rows.push_back(row_of(update, **outcome, ""));
  }
  return sent;
}

Expected<int> run_sync(Context& context) {
  SECOKR_TRY(const workspace::Outbox outbox, outbox_of(context));
  SECOKR_TRY(workspace::Outbox::Contents contents, outbox.all());
  if (contents.empty()) {
    if (context.json()) context.show(std::vector<UpdatedKeyResult>{});
    context.say("Nothing to do: the outbox is empty");
    return 0;
  }
  SECOKR_TRY(const app::Ports ports, cli::ports(context));
  std::vector<Error> not_addressed;
  if (!contents.unsent.empty()) {
    SECOKR_TRY(const auto lock, lock_to_write(context));
    SECOKR_TRY(contents, outbox.all());
    not_addressed = address_unsent(context, ports, contents.unsent);
    SECOKR_TRY(contents, outbox.all());
  }
  Sent sent = send_all(context, ports, outbox, contents.updates);
  std::ranges::move(not_addressed, std::back_inserter(sent.failures));
  const bool is_plan = context.global().dry_run;
  if (!sent.rows.empty() && !is_plan) context.show(sent.rows);
  for (Error& error : contents.unreadable) sent.failures.push_back(std::move(error));
  if (sent.failures.empty()) return 0;
  Error error = std::move(sent.failures.front());
  if (sent.arrived > 0) error.kind = ErrorKind::partial;
  for (std::size_t i = 1; i < sent.failures.size(); ++i) {
    error.notes.push_back({.text = sent.failures[i].what});
    std::ranges::move(sent.failures[i].notes, std::back_inserter(error.notes));
  }
  return fail(std::move(error));
}

}  // namespace

CommandSpec sync_command() {
  return {
      .path = "sync",
      .group = groups::run,
      .summary = "Send the updates that wait in the outbox",
      .description =
          "Sends, in the order of their weeks and once each, the updates that were written while the server could not "
          "be reached, with their ticks and states. Each is shown, and read like one that is typed now. One whose note "
          "was changed in the meantime is not sent and stays: both texts are shown. So does one that was written for "
          "another project or under another name, and whatever a repository brought into the outbox.",
      .examples = {{"secokr sync --dry-run", "Show what waits and what would happen to it"},
                   {"secokr sync", "Send it"}},
      .schema = "sync",
      .formats = render::formats_of<std::vector<UpdatedKeyResult>>(),
      .needs = Needs::tracker,
      .writes = true,
      .bind = [](OptionBinder&) -> Runner { return run_sync; },
  };
}

}  // namespace secokr::cli
