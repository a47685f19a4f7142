#include "cli/write/apply.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "app/core/may_write.hpp"
#include "app/plan/withheld.hpp"
#include "cli/ask/prompts.hpp"
#include "cli/core/log_audience.hpp"
#include "cli/write/saved_plan.hpp"
#include "cli/write/unfinished_run.hpp"
#include "config/config.hpp"
#include "render/changes.hpp"
#include "render/core/findings.hpp"
#include "tracker/apply/executor.hpp"
#include "workspace/workspace.hpp"

namespace secokr::cli {
namespace {

using tracker::ChangeSet;

bool needs_tracker(const ChangeSet& set) { return !std::ranges::all_of(set.changes, tracker::file_of); }

Status refuse_as_of(Context& context) {
  SECOKR_TRY(const auto* config, context.config());
  if (!context.global().as_of || config->tracker.is_local()) return {};
  return fail({.kind = ErrorKind::usage,
               .what = "--as-of does not write to a shared tracker",
               .reason = "What is written there carries the real day",
               .help = "Leave out --as-of, add --dry-run, or try it with --tracker local"});
}

bool is_remote(const config::Config& config) { return !config.tracker.is_local(); }

/// For a whole group no project need be named; then the server says what may not be written.
bool judges_project(const config::Config& config) { return is_remote(config) && !config.tracker.project.empty(); }

/// The tracker that the set is written to, null for files alone. What I may not write is refused before the question
/// and the first request, so that nothing is left half done.
Expected<tracker::Tracker*> tracker_to_write(Context& context, const ChangeSet& set) {
  if (!needs_tracker(set)) return nullptr;
  SECOKR_CHECK(refuse_as_of(context));
  SECOKR_TRY(auto* tracker, context.tracker());
  SECOKR_TRY(const auto* config, context.config());
  if (!judges_project(*config)) return tracker;
  SECOKR_TRY(const auto project, tracker->project());
  if (auto refusal = app::refusal_of(project, set)) return fail(*std::move(refusal));
  return tracker;
}

/// A plan is worth seeing also for somebody who may not carry it out.
Status tell_refusal(Context& context, const ChangeSet& set) {
  if (!needs_tracker(set)) return {};
  SECOKR_TRY(const auto* config, context.config());
  if (!judges_project(*config)) return {};
  SECOKR_TRY(auto* tracker, context.tracker());
  SECOKR_TRY(const auto project, tracker->project());
  if (const auto refusal = app::refusal_of(project, set))
    context.say(fmt::format("As things are it would be refused: {}", refusal->what));
  return {};
}

/// As whoever reads it may know it.
ChangeSet told(const Context& context, ChangeSet set, const ApplyWish& wish) {
  app::withhold(log_audience(context), wish.confidential, set);
  return set;
}

PlanReport told(const Context& context, PlanReport report, const ApplyWish& wish) {
  withhold(log_audience(context), wish.confidential, report);
  return report;
}

void tell_nothing(Context& context, const ApplyWish& wish) {
  if (wish.aside)
    context.say(wish.nothing);
  else
    context.print(wish.nothing + "\n");
}

ApplyResult plan_only(Context& context, ChangeSet set, const ApplyWish& wish) {
  if (set.empty() && !context.json() && context.format() != "markdown") {
    if (!wish.report.gates.empty() || !wish.report.left_out.empty()) show_changes(context, set, wish);
    tell_nothing(context, wish);
  } else {
    show_changes(context, set, wish);
    if (!set.empty() && context.global().dry_run)
      context.say(fmt::format("Dry run: {}; nothing was written", render::changes_summary(set)));
  }
  return {.was_applied = false, .set = std::move(set)};
}

bool will_ask(const Context& context, const ApplyWish& wish) { return !wish.confirm.empty() && !context.global().yes; }

/// What was done. Who read the gates above the question need not read them again on the same screen.
void show_applied(Context& context, const ChangeSet& set, ApplyWish wish) {
  if (will_ask(context, wish) && context.for_a_person() && !context.json()) wish.report = {};
  show_changes(context, set, wish);
}

void tell_remarks(Context& context, const ApplyWish& wish) {
  if (context.json()) return;
  const Audience audience = log_audience(context);
  std::size_t withheld = 0;
  for (const auto* remarks : {&wish.report.gives_way, &wish.remarks})
    for (const std::string& remark : *remarks) {
      const bool is_shown = shows(audience, wish.confidential.named_in(remark));
      if (is_shown) context.say(remark);
      withheld += is_shown ? 0U : 1U;
    }
  if (withheld > 0)
    context.say(fmt::format("{} about confidential items, not shown here", render::counted(withheld, "remark")));
}

/// True to go on.
Expected<bool> ask_first(Context& context, const ChangeSet& set, const ApplyWish& wish) {
  const bool asks = will_ask(context, wish);
  if (asks && can_ask(context))
    context.err() << render::changes_text(told(context, set, wish), context.error_page(),
                                          told(context, wish.report, wish))
                  << '\n';
  tell_remarks(context, wish);
  if (!asks) return true;
  return confirm(context, wish.confirm);
}

/// What GitLab dropped stands beside each change; among many it is told at the end once more.
void tell_losses(Context& context, const ChangeSet& set) {
  const auto lossy = static_cast<std::size_t>(
      std::ranges::count_if(set.changes, [](const tracker::Change& change) { return !change.warnings.empty(); }));
  if (lossy > 0)
    context.say(
        fmt::format("Warning: the tracker kept {} only in part, as told beside each; `secokr doctor` names "
                    "people whom it does not know",
                    render::counted(lossy, "change")));
}

Status tell_where(Context& context, tracker::Tracker* tracker) {
  if (tracker == nullptr) return {};
  SECOKR_TRY(const auto capabilities, tracker->capabilities());
  if (capabilities.only_this_machine) context.say("Written to the local tracker: only on this machine");
  return {};
}

/// Who waits for a server sees how far it is; this machine is done before anybody looks.
void tell_progress(Context& context, const ApplyWish& wish, bool uses_tracker, std::size_t done, std::size_t all,
                   const tracker::Change& change) {
  const auto line = fmt::format("[{}/{}] {} {}", done + 1, all, change.words().at_work,
                                wish.confidential.shown(log_audience(context), change.name));
  context.say_more(line);
  const auto config = context.config();
  if (uses_tracker && config && is_remote(**config)) context.show_progress(line);
}

tracker::ApplyOptions options_of(const Context& context, const ApplyWish& wish) {
  return {.root = wish.root.empty() ? context.root() : wish.root, .seal = wish.seal, .exact = wish.exact};
}

/// What `--dry-run` and `--save-plan` do. What was planned at another time is compared with what is there now.
Expected<ApplyResult> look_ahead(Context& context, ChangeSet set, const ApplyWish& wish) {
  auto planned = plan_only(context, std::move(set), wish);
  tell_remarks(context, wish);
  SECOKR_CHECK(tell_refusal(context, planned.set));
  if (wish.exact && !planned.set.empty()) {
    tracker::Tracker* tracker = nullptr;
    if (needs_tracker(planned.set)) {
      SECOKR_TRY(tracker, context.tracker());
    }
    SECOKR_CHECK(tracker::verify(planned.set, tracker, options_of(context, wish)));
  }
  if (wish.save_plan && !context.global().dry_run) SECOKR_CHECK(save_plan(context, planned.set, wish));
  return planned;
}

}  // namespace

void show_changes(Context& context, const ChangeSet& set, const ApplyWish& wish) {
  const ChangeSet changes = told(context, set, wish);
  const PlanReport report = told(context, wish.report, wish);
  if (wish.aside)
    context.err() << render::changes_text(changes, context.error_page(), report);
  else
    context.show(render::ToldChanges{changes, report, set.checksum()});
}

Expected<ApplyResult> apply(Context& context, ChangeSet set, const ApplyWish& wish) {
  if (context.global().dry_run || wish.save_plan) return look_ahead(context, std::move(set), wish);
  if (set.empty()) {
    if (wish.show_result) return plan_only(context, std::move(set), wish);
    context.say(wish.nothing);
    return ApplyResult{.was_applied = false, .set = std::move(set)};
  }
  SECOKR_TRY(auto* tracker, tracker_to_write(context, set));
  SECOKR_TRY(const bool go_on, ask_first(context, set, wish));
  if (!go_on) {
    context.say("Nothing was written");
    return ApplyResult{.was_applied = false, .set = std::move(set)};
  }
  tracker::ApplyOptions options = options_of(context, wish);
  options.progress = [&context, &wish, tracker](std::size_t done, std::size_t all, const tracker::Change& change) {
    tell_progress(context, wish, tracker != nullptr, done, all, change);
  };
  // One writer at a time; outside a workspace there is nothing to guard.
  std::shared_ptr<const base::FileLock> lock;
  if (context.in_workspace()) {
    SECOKR_TRY(lock, context.lock());
  }
  SECOKR_TRY(ResumedRun resumed, ResumedRun::of(context, set, wish.exact));
  if (resumed.was_done()) {
    ApplyWish nothing_left = wish;
    nothing_left.nothing = resumed.why_nothing();
    if (wish.show_result) return plan_only(context, std::move(set), nothing_left);
    context.say(nothing_left.nothing);
    return ApplyResult{.was_applied = false, .set = std::move(set)};
  }
  SECOKR_CHECK(resumed.begin(set));
  auto applied = tracker::apply(std::move(set), tracker, options);
  context.end_progress();
  const bool was_tried = applied.not_tried < applied.set.changes.size();
  if (applied.failure) SECOKR_CHECK(resumed.end_of_failure(applied));
  if (wish.tried) wish.tried(applied.set);
  if (wish.show_result && was_tried) show_applied(context, applied.set, wish);
  if (applied.failure) {
    if (!was_tried)
      context.say("Nothing was written");
    else if (applied.not_tried > 0)
      context.say(fmt::format("{} not tried", render::counted(applied.not_tried, "change")));
    return fail(*std::move(applied.failure));
  }
  if (wish.show_result) tell_losses(context, applied.set);
  if (applied.done > 0) SECOKR_CHECK(tell_where(context, tracker));
  return ApplyResult{.was_applied = true, .set = std::move(applied.set)};
}

}  // namespace secokr::cli
