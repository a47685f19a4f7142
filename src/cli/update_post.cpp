#include "cli/update_post.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "app/waiting_updates.hpp"
#include "base/text.hpp"
#include "cli/apply.hpp"
#include "cli/next_commands.hpp"
#include "documents/update_file.hpp"
#include "render/update.hpp"

namespace secokr::cli {
namespace {

using tracker::Change;
using workspace::WaitingUpdate;

struct Posting {
  app::UpdatePlan plan{};
  std::optional<WaitingUpdate> waiting{};
  bool is_queued = false;
  bool has_arrived = false;  ///< all of it

  UpdateOutcome& outcome() { return plan.result.results.front().outcome; }
};

Expected<std::vector<Posting>> plan_all(const app::Ports& ports, const std::vector<SaidUpdate>& said) {
  std::vector<Posting> postings;
  for (const SaidUpdate& each : said) {
    Posting posting;
    SECOKR_TRY(posting.plan, app::plan_update(ports, each.target, each.request));
    SECOKR_TRY(posting.waiting, app::waiting_of(ports, each.target, posting.plan));
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

/// U3: before the first write. Where no file can be written, the text is printed.
void queue_all(Context& context, const workspace::Outbox& outbox, std::vector<Posting>& postings) {
  for (Posting& posting : postings) {
    if (!posting.waiting) continue;
    const auto put = outbox.put(*posting.waiting);
    posting.is_queued = put.has_value();
    if (put) continue;
    context.say(fmt::format("Warning: {}; should the post fail, this is your text", put.error().what));
    context.err() << "\n" << base::strip_controls(posting.waiting->note) << "\n\n";
  }
}

bool arrived(const Change& change) {
  return change.outcome == tracker::Outcome::done || change.outcome == tracker::Outcome::unchanged;
}

/// What the outcomes of its own changes say of an update.
void settle(const tracker::ChangeSet& set, Posting& posting) {
  const std::string& subject = posting.plan.set.known.front().first;
  std::vector<const Change*> own;
  for (const Change& change : set.changes)
    if (change.subject == subject) own.push_back(&change);
  if (own.empty()) return;
  posting.has_arrived = std::ranges::all_of(own, [](const Change* change) { return arrived(*change); });
  if (std::ranges::all_of(own, [](const Change* change) { return change->outcome == tracker::Outcome::unchanged; }))
    posting.outcome() = UpdateOutcome::unchanged;
}

bool note_arrived(const tracker::ChangeSet& set, const Posting& posting) {
  return std::ranges::any_of(set.changes, [&](const Change& change) {
    return change.action == tracker::Action::note && change.subject == posting.plan.set.known.front().first &&
           arrived(change);
  });
}

UpdateResult result_of(const std::vector<Posting>& postings) {
  UpdateResult result = postings.front().plan.result;
  result.results.clear();
  for (const Posting& posting : postings) result.results.push_back(posting.plan.result.results.front());
  return result;
}

void show(Context& context, const UpdateResult& result) {
  if (context.json())
    context.print_json(render::update_json(result));
  else
    context.print(render::update_text(result, context.page()));
}

void show_dry_run(Context& context, const std::vector<Posting>& postings) {
  for (const Posting& posting : postings)
    if (posting.waiting) context.print("\n" + base::strip_controls(posting.waiting->note) + "\n");
}

/// U3: what waits, and how it is sent; what could not even wait goes with the error.
Error with_queue(const Context& context, Error error, const std::vector<Posting>& postings) {
  const bool unclear = error.kind == ErrorKind::unclear;
  const auto queued = std::ranges::count(postings, true, &Posting::is_queued);
  for (const Posting& posting : postings)
    if (posting.waiting && !posting.is_queued)
      error.notes.push_back({.path = unclear ? "The update that may be missing:" : "The update that was not posted:",
                             .text = posting.waiting->note});
  if (queued == 0) return error;
  const std::string waits =
      queued == 1 ? "what you wrote waits in the outbox" : fmt::format("{} updates wait in the outbox", queued);
  error.reason += error.reason.empty() ? waits : "; " + waits;
  // A refusal says itself what to do; all else is tried again.
  if (error.kind != ErrorKind::refused && error.kind != ErrorKind::authentication)
    error.help = fmt::format("`{}` sends it", typed_next(context, "sync"));
  return error;
}

}  // namespace

Expected<std::vector<SaidUpdate>> said_of(Context& context, app::UpdateReader& reader,
                                          const std::vector<documents::FiledUpdate>& updates,
                                          const std::optional<Quarter>& quarter, const std::optional<Day>& week) {
  std::vector<SaidUpdate> said;
  for (const documents::FiledUpdate& filed : updates) {
    SECOKR_TRY(app::UpdateTarget target, reader.find(filed.name, quarter, week ? week : filed.week));
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
    if (request.accomplished || request.next || request.risk)
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
  const workspace::Outbox outbox(context.state_folder() / "outbox");
  for (const Posting& posting : postings)
    if (posting.waiting) SECOKR_CHECK(outbox.put(*posting.waiting));
  return {};
}

Expected<int> post_updates(Context& context, const app::Ports& ports, const std::vector<SaidUpdate>& said,
                           bool& is_queued) {
  auto planned = plan_all(ports, said);
  if (!planned) {
    const bool is_typo = planned.error().kind == ErrorKind::usage;
    return fail(is_typo ? std::move(planned).error() : with_texts(std::move(planned).error(), said));
  }
  std::vector<Posting>& postings = *planned;
  for (const Posting& posting : postings)
    for (const std::string& notice : posting.plan.notices) context.say(notice);
  if (context.global().dry_run && !context.json()) context.print(render::update_heading(result_of(postings)) + "\n");

  const workspace::Outbox outbox(context.state_folder() / "outbox");
  if (!context.global().dry_run) queue_all(context, outbox, postings);
  is_queued = true;
  ApplyWish wish{.nothing = said.size() == 1 ? "Nothing to do: the week's update says the same already"
                                             : "Nothing to do: the week's updates say the same already",
                 .show_result = false};
  const auto take_out = [&](Posting& posting) {
    posting.is_queued = false;
    if (const auto removed = outbox.remove(*posting.waiting); !removed) context.say("Warning: " + removed.error().what);
  };
  wish.tried = [&](const tracker::ChangeSet& set) {
    for (Posting& posting : postings) {
      if (posting.is_queued && note_arrived(set, posting)) take_out(posting);
      settle(set, posting);
    }
  };
  const auto applied = apply(context, whole_set(postings), wish);
  if (context.global().dry_run && applied) {
    if (!context.json()) show_dry_run(context, postings);
    return 0;
  }
  if (!applied) {
    // A line that is wrong is corrected in the shell, where it still stands.
    if (applied.error().kind == ErrorKind::usage)
      for (Posting& posting : postings)
        if (posting.is_queued) take_out(posting);
    for (Posting& posting : postings)
      if (!posting.has_arrived && !posting.plan.set.empty())
        posting.outcome() = posting.is_queued ? UpdateOutcome::queued : UpdateOutcome::failed;
    if (context.json() || postings.size() > 1) show(context, result_of(postings));
    return fail(with_queue(context, applied.error(), postings));
  }
  for (const Change& change : applied->set.changes)
    for (const std::string& warning : change.warnings)
      context.say(fmt::format("Warning: {}: {}", change.name, warning));
  show(context, result_of(postings));
  return 0;
}

}  // namespace secokr::cli
