#include "cli/commands/update/post.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "app/run/waiting_updates.hpp"
#include "base/text.hpp"
#include "cli/ask/interview.hpp"
#include "cli/core/next_commands.hpp"
#include "cli/write/apply.hpp"
#include "documents/note/update_file.hpp"
#include "render/update.hpp"

namespace secokr::cli {
namespace {

using tracker::Change;
using workspace::WaitingUpdate;

struct Posting {
  app::UpdatePlan plan{};
  std::optional<WaitingUpdate> waiting{};
  bool has_arrived = false;  ///< all of it

  const std::string& subject() const { return plan.set.known.front().first; }
  UpdateOutcome& outcome() { return plan.result.results.front().outcome; }
};

Expected<std::vector<Posting>> plan_all(const app::Ports& ports, const std::vector<SaidUpdate>& said) {
  std::vector<Posting> postings;
  for (const SaidUpdate& each : said) {
    Posting posting;
    SECOKR_TRY(posting.plan, app::plan_update(ports, each.target, each.request));
    SECOKR_TRY(posting.waiting, app::waiting_of(ports, each.target, each.request, posting.plan));
    postings.push_back(std::move(posting));
  }
  return postings;
}

tracker::ChangeSet whole_set(const std::vector<Posting>& postings) {
  tracker::ChangeSet set;
  for (const Posting& posting : postings) {
    if (set.quarter.empty()) set.quarter = posting.plan.set.quarter;
    for (const auto& known : posting.plan.set.known) set.known.push_back(known);
    for (const Change& change : posting.plan.set.changes) set.changes.push_back(change);
  }
  return set;
}

bool arrived(const Change& change) {
  return change.outcome == tracker::Outcome::done || change.outcome == tracker::Outcome::unchanged;
}

/// What the outcomes of its own changes say of an update.
void settle(const tracker::ChangeSet& set, Posting& posting) {
  std::vector<const Change*> own;
  for (const Change& change : set.changes)
    if (change.subject == posting.subject()) own.push_back(&change);
  if (own.empty()) return;
  posting.has_arrived = std::ranges::all_of(own, [](const Change* change) { return arrived(*change); });
  if (std::ranges::all_of(own, [](const Change* change) { return change->outcome == tracker::Outcome::unchanged; }))
    posting.outcome() = UpdateOutcome::unchanged;
}

UpdateResult result_of(const std::vector<Posting>& postings) {
  UpdateResult result = postings.front().plan.result;
  result.results.clear();
  for (const Posting& posting : postings) result.results.push_back(posting.plan.result.results.front());
  return result;
}

void show_dry_run(Context& context, const std::vector<Posting>& postings) {
  for (const Posting& posting : postings)
    if (posting.waiting && !posting.waiting->note.empty())
      context.print("\n" + base::strip_controls(posting.waiting->note) + "\n");
}

/// What could not even wait goes with the error.
Error with_queue(Error error, const std::vector<Posting>& postings, const Keep& keep) {
  const bool unclear = error.kind == ErrorKind::unclear;
  for (const Posting& posting : postings)
    if (posting.waiting && !posting.has_arrived && !posting.waiting->note.empty() && !keep.keeps(posting.waiting->id))
      error.notes.push_back({.path = unclear ? "The update that may be missing:" : "The update that was not posted:",
                             .text = posting.waiting->note});
  return error;
}

/// What waits from before for the same week: a run that was cut off left it, or it says something else.
void settle_older(Context& context, const app::Ports& ports, const std::vector<SaidUpdate>& said, const Keep& keep) {
  const auto outbox = outbox_of(context);
  const auto contents = outbox ? outbox->all() : Expected<workspace::Outbox::Contents>(fail(outbox.error()));
  if (!contents) return;
  for (const WaitingUpdate& waiting : contents->updates) {
    const bool concerns = std::ranges::any_of(
        said, [&](const SaidUpdate& each) { return each.target.id == waiting.id && each.target.week == waiting.week; });
    if (!concerns || std::ranges::find(keep.kept(), waiting.file, &WaitingUpdate::file) != keep.kept().end()) continue;
    const auto sending = app::plan_sending(ports, waiting);
    if (sending && sending->set.empty()) {
      (void)outbox->remove(waiting);
      continue;
    }
    context.say(fmt::format("An earlier text for {} and the week {} waits still: {}; `{}` compares it", waiting.name,
                            to_string(waiting.week), outbox->path_of(waiting.file).string(),
                            typed_next(context, "sync")));
  }
}

}  // namespace

Expected<std::vector<SaidUpdate>> said_of(Context& context, const app::Ports& ports, app::UpdateReader& reader,
                                          const std::vector<documents::FiledUpdate>& updates,
                                          const std::optional<Quarter>& quarter, const std::optional<Day>& week) {
  std::vector<SaidUpdate> said;
  for (const documents::FiledUpdate& filed : updates) {
    const auto repeats = [&](const app::UpdateTarget& last) {
      return app::says_the_same(ports, last, app::request_from(last, filed));
    };
    SECOKR_TRY(app::UpdateTarget target, reader.find(filed.name, quarter, week ? week : filed.week, repeats));
    for (const std::string& notice : target.notices) context.say(notice);
    app::UpdateRequest request = app::request_from(target, filed);
    said.push_back({std::move(target), std::move(request)});
  }
  return said;
}

std::string file_of(const std::vector<SaidUpdate>& said) {
  std::vector<documents::FiledUpdate> filed;
  for (const SaidUpdate& each : said) {
    const app::UpdateRequest& request = each.request;
    if (request.accomplished || request.next || request.risk || request.more)
      filed.push_back(app::filed_from(each.target, each.request));
  }
  return documents::render_update_file(filed);
}

Error with_texts(Error error, const std::vector<SaidUpdate>& said) {
  if (std::string text = file_of(said); !text.empty())
    error.notes.push_back({.path = "What you wrote, as `secokr update -` takes it:", .text = std::move(text)});
  return error;
}

Status queue_updates(Context& context, const app::Ports& ports, const std::vector<SaidUpdate>& said) {
  SECOKR_TRY(const std::vector<Posting> postings, plan_all(ports, said));
  if (context.global().dry_run) {
    SECOKR_CHECK(apply(context, whole_set(postings)));
    return {};
  }
  SECOKR_TRY(const workspace::Outbox outbox, outbox_of(context));
  for (const Posting& posting : postings)
    if (posting.waiting) SECOKR_CHECK(outbox.put(*posting.waiting));
  return {};
}

Expected<int> post_updates(Context& context, const app::Ports& ports, const std::vector<SaidUpdate>& said, Keep& keep) {
  auto planned = plan_all(ports, said);
  if (!planned) {
    const bool is_typo = planned.error().kind == ErrorKind::usage;
    return fail(is_typo ? std::move(planned).error() : with_texts(std::move(planned).error(), said));
  }
  std::vector<Posting>& postings = *planned;
  for (const Posting& posting : postings)
    for (const std::string& notice : posting.plan.notices) context.say(notice);
  if (context.global().dry_run && !context.json()) context.print(render::update_heading(result_of(postings)) + "\n");

  std::vector<WaitingUpdate> waiting;
  for (const Posting& posting : postings)
    if (posting.waiting) waiting.push_back(*posting.waiting);
  keep.waiting(waiting);
  // From here on the outbox has what was answered at questions, and no shell has it.
  const bool was_asked = context.interview().has_answers();
  if (was_asked && keep.kept().size() == waiting.size()) context.interview().done();
  ApplyRequest request{.nothing = said.size() == 1 ? "Nothing to do: the week's update says the same already"
                                                   : "Nothing to do: the week's updates say the same already",
                       .show_result = false};
  request.tried = [&](const tracker::ChangeSet& set) {
    for (Posting& posting : postings) {
      settle(set, posting);
      if (posting.waiting && posting.has_arrived) keep.arrived(posting.waiting->id);
    }
  };
  const auto applied = apply(context, whole_set(postings), request);
  if (context.global().dry_run && applied) {
    if (!context.json()) show_dry_run(context, postings);
    return 0;
  }
  if (!applied) {
    // A line that is wrong is corrected in the shell, where it still stands.
    if (applied.error().kind == ErrorKind::usage && !was_asked) keep.let_go();
    for (Posting& posting : postings)
      if (!posting.has_arrived && !posting.plan.set.empty())
        posting.outcome() =
            posting.waiting && keep.keeps(posting.waiting->id) ? UpdateOutcome::queued : UpdateOutcome::failed;
    if (context.json() || postings.size() > 1) context.show(result_of(postings));
    return fail(with_queue(applied.error(), postings, keep));
  }
  settle_older(context, ports, said, keep);
  for (const Change& change : applied->set.changes)
    for (const std::string& warning : change.warnings)
      context.say(fmt::format("Warning: {}: {}", change.name, warning));
  context.show(result_of(postings));
  return 0;
}

}  // namespace secokr::cli
