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
render::ToldChanges told(const Context& context, const ChangeSet& set, const ApplyRequest& request) {
  render::ToldChanges changes{set, request.report, set.checksum()};
  app::withhold(log_audience(context), request.confidential, changes.set);
  withhold(log_audience(context), request.confidential, changes.report);
  return changes;
}

void tell_nothing(Context& context, const ApplyRequest& request) {
  if (request.aside)
    context.say(request.nothing);
  else
    context.print(request.nothing + "\n");
}

ApplyResult plan_only(Context& context, ChangeSet set, const ApplyRequest& request) {
  if (set.empty() && !context.json() && context.format() != "markdown") {
    if (!request.report.gates.empty() || !request.report.left_out.empty()) show_changes(context, set, request);
    tell_nothing(context, request);
  } else {
    show_changes(context, set, request);
    if (!set.empty() && context.global().dry_run)
      context.say(fmt::format("Dry run: {}; nothing was written", render::changes_summary(set)));
  }
  return {.was_applied = false, .set = std::move(set)};
}

bool will_ask(const Context& context, const ApplyRequest& request) {
  return !request.confirm.empty() && !context.global().yes;
}

/// What was done. Who read the gates above the question need not read them again on the same screen.
void show_applied(Context& context, const ChangeSet& set, ApplyRequest request) {
  if (will_ask(context, request) && context.for_a_person() && !context.json()) request.report = {};
  show_changes(context, set, request);
}

void tell_remarks(Context& context, const ApplyRequest& request) {
  if (context.json()) return;
  const Audience audience = log_audience(context);
  std::size_t withheld = 0;
  for (const auto* remarks : {&request.report.gives_way, &request.remarks})
    for (const std::string& remark : *remarks) {
      const bool is_shown = shows(audience, request.confidential.named_in(remark));
      if (is_shown) context.say(remark);
      withheld += is_shown ? 0U : 1U;
    }
  if (withheld > 0)
    context.say(fmt::format("{} about confidential items, not shown here", render::counted(withheld, "remark")));
}

/// True to go on.
Expected<bool> ask_first(Context& context, const ChangeSet& set, const ApplyRequest& request) {
  const bool asks = will_ask(context, request);
  if (asks && can_ask(context)) {
    const render::ToldChanges changes = told(context, set, request);
    context.err() << render::changes_text(changes.set, context.error_page(), changes.report) << '\n';
  }
  tell_remarks(context, request);
  if (!asks) return true;
  return confirm(context, request.confirm);
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
void tell_progress(Context& context, const ApplyRequest& request, bool uses_tracker, std::size_t done, std::size_t all,
                   const tracker::Change& change) {
  const auto line = fmt::format("[{}/{}] {} {}", done + 1, all, change.words().at_work,
                                request.confidential.shown(log_audience(context), change.name));
  context.say_more(line);
  const auto config = context.config();
  if (uses_tracker && config && is_remote(**config)) context.show_progress(line);
}

tracker::ApplyOptions options_of(const Context& context, const ApplyRequest& request) {
  return {.root = request.root.empty() ? context.root() : request.root, .seal = request.seal, .exact = request.exact};
}

/// What `--dry-run` and `--save-plan` do. What was planned at another time is compared with what is there now.
Expected<ApplyResult> look_ahead(Context& context, ChangeSet set, const ApplyRequest& request) {
  auto planned = plan_only(context, std::move(set), request);
  tell_remarks(context, request);
  SECOKR_CHECK(tell_refusal(context, planned.set));
  if (request.exact && !planned.set.empty()) {
    tracker::Tracker* tracker = nullptr;
    if (needs_tracker(planned.set)) {
      SECOKR_TRY(tracker, context.tracker());
    }
    SECOKR_CHECK(tracker::verify(planned.set, tracker, options_of(context, request)));
  }
  if (request.save_plan && !context.global().dry_run) SECOKR_CHECK(save_plan(context, planned.set, request));
  return planned;
}

}  // namespace

void show_changes(Context& context, const ChangeSet& set, const ApplyRequest& request) {
  const render::ToldChanges changes = told(context, set, request);
  if (request.aside)
    context.err() << render::changes_text(changes.set, context.error_page(), changes.report);
  else
    context.show(changes);
}

Expected<ApplyResult> apply(Context& context, ChangeSet set, const ApplyRequest& request) {
  if (context.global().dry_run || request.save_plan) return look_ahead(context, std::move(set), request);
  if (set.empty()) {
    if (request.show_result) return plan_only(context, std::move(set), request);
    context.say(request.nothing);
    return ApplyResult{.was_applied = false, .set = std::move(set)};
  }
  SECOKR_TRY(auto* tracker, tracker_to_write(context, set));
  SECOKR_TRY(const bool go_on, ask_first(context, set, request));
  if (!go_on) {
    context.say("Nothing was written");
    return ApplyResult{.was_applied = false, .set = std::move(set)};
  }
  tracker::ApplyOptions options = options_of(context, request);
  options.progress = [&context, &request, tracker](std::size_t done, std::size_t all, const tracker::Change& change) {
    tell_progress(context, request, tracker != nullptr, done, all, change);
  };
  // One writer at a time; outside a workspace there is nothing to guard.
  std::shared_ptr<const base::FileLock> lock;
  if (context.in_workspace()) {
    SECOKR_TRY(lock, context.lock());
  }
  SECOKR_TRY(ResumedRun resumed, ResumedRun::of(context, set, request.exact));
  if (resumed.was_done()) {
    ApplyRequest nothing_left = request;
    nothing_left.nothing = resumed.why_nothing();
    if (request.show_result) return plan_only(context, std::move(set), nothing_left);
    context.say(nothing_left.nothing);
    return ApplyResult{.was_applied = false, .set = std::move(set)};
  }
  SECOKR_CHECK(resumed.begin(set));
  auto applied = tracker::apply(std::move(set), tracker, options);
  context.end_progress();
  const bool was_tried = applied.not_tried < applied.set.changes.size();
  if (applied.failure) SECOKR_CHECK(resumed.end_of_failure(applied));
  if (request.tried) request.tried(applied.set);
  if (request.show_result && was_tried) show_applied(context, applied.set, request);
  if (applied.failure) {
    if (!was_tried)
      context.say("Nothing was written");
    else if (applied.not_tried > 0)
      context.say(fmt::format("{} not tried", render::counted(applied.not_tried, "change")));
    return fail(*std::move(applied.failure));
  }
  if (request.show_result) tell_losses(context, applied.set);
  if (applied.done > 0) SECOKR_CHECK(tell_where(context, tracker));
  return ApplyResult{.was_applied = true, .set = std::move(applied.set)};
}

}  // namespace secokr::cli
