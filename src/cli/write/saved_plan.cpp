#include "cli/write/saved_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/shell.hpp"
#include "base/text.hpp"
#include "cli/core/next_commands.hpp"
#include "cli/core/version.hpp"
#include "config/config.hpp"
#include "render/changes.hpp"
#include "tracker/change/shown.hpp"
#include "workspace/plan_file.hpp"
#include "workspace/plan_words.hpp"

namespace secokr::cli {
namespace {

using tracker::Change;
using workspace::PlanFile;

Error plan_usage(std::string what, std::string reason, std::string help) {
  return {.kind = ErrorKind::usage, .what = std::move(what), .reason = std::move(reason), .help = std::move(help)};
}

/// Where the set is written to: each plan belongs to one tracker, and to one project where one is named.
struct Target {
  std::string origin{};
  std::string project_id{};
};

Expected<Target> target_of(Context& context) {
  SECOKR_TRY(const auto* config, context.config());
  if (!config->tracker.is_local() && config->tracker.project.empty()) return Target{config->tracker.host, ""};
  SECOKR_TRY(auto* tracker, context.tracker());
  SECOKR_TRY(const auto project, tracker->project());
  return Target{project.origin, project.id};
}

std::string words_of(const Target& target) {
  if (target.project_id.empty() || target.project_id == target.origin) return target.origin;
  return fmt::format("project {} of {}", target.project_id, target.origin);
}

Status check_command(const Context& context, const PlanFile& plan, const std::string& file) {
  if (plan.command == context.command().path) return {};
  return fail(plan_usage(
      fmt::format("{} is a plan of `secokr {}`", file, plan.command), "Each command applies its own plans",
      fmt::format("`{}`",
                  typed_next(context, fmt::format("{} --from-plan {}", plan.command, base::shell_word(file))))));
}

Status check_target(Context& context, const PlanFile& plan, const std::string& file) {
  if (plan.project_id.empty()) context.do_without_project();
  SECOKR_TRY(Target here, target_of(context));
  if (plan.project_id.empty()) here.project_id.clear();
  const Target wanted{plan.origin, plan.project_id};
  if (here.origin == wanted.origin && here.project_id == wanted.project_id) return {};
  return fail({.kind = ErrorKind::refused,
               .what = fmt::format("{} is a plan for {}, and not for {}", file, words_of(wanted), words_of(here)),
               .reason = "A plan is applied where it was made for, and nowhere else",
               .help = "Name that tracker with --tracker, --host and -R, or make a new plan with --save-plan"});
}

Status check_gates(const PlanFile& plan, const std::string& file) {
  const auto failed = std::ranges::find(plan.report.gates, Gate::Result::failed, &Gate::result);
  if (failed == plan.report.gates.end()) return {};
  return fail({.kind = ErrorKind::refused,
               .what = fmt::format("The gate {} is not met in {}", failed->gate, file),
               .reason = failed->detail,
               .help = "Make a new plan with --save-plan"});
}

/// What stands in these folders is read as OKRs, or is secokr's own.
Status check_place(const Context& context, const std::string& file) {
  if (!context.in_workspace()) return {};
  std::error_code ignored;
  const auto whole = std::filesystem::weakly_canonical(context.path_of(file), ignored);
  const auto root = std::filesystem::weakly_canonical(context.root(), ignored);
  const std::string first = whole.lexically_relative(root).begin()->string();
  if (first != "okrs" && first != ".secokr" && first != ".git") return {};
  return fail(plan_usage(fmt::format("A plan cannot be saved as {}", file),
                         fmt::format("Files below `{}/` are read as something else", first),
                         "Save it beside that folder: `--save-plan plan.json`"));
}

bool writes_files(const tracker::ChangeSet& set) { return std::ranges::any_of(set.changes, tracker::file_of); }

}  // namespace

void bind_plan_options(OptionBinder& binder, PlanOptions& options) {
  binder.text("--save-plan", options.save, "Save what would be done, to look at it and apply it later", "FILE");
  binder.text("--from-plan", options.from, "Do exactly what a saved plan says, or nothing", "FILE");
}

Status check_plan_options(const PlanOptions& options, const std::vector<std::string>& said) {
  if (!options.from) return {};
  if (options.save)
    return fail(
        plan_usage("--save-plan is given beside --from-plan", "A plan is saved or applied", "Leave one of them out"));
  for (const std::string& option : said)
    if (!option.empty())
      return fail(plan_usage(fmt::format("{} is given beside --from-plan", option),
                             "A plan says already what is to be done, and to what",
                             "Leave it out, or make a new plan"));
  return {};
}

Status save_plan(Context& context, const tracker::ChangeSet& set, const ApplyRequest& request) {
  const std::string& file = *request.save_plan;
  SECOKR_CHECK(check_place(context, file));
  SECOKR_TRY(const Target target, target_of(context));
  const std::string& command = context.command().path;
  SECOKR_CHECK(workspace::write_plan(context.path_of(file), {.secokr = std::string(version()),
                                                             .command = command,
                                                             .origin = target.origin,
                                                             .project_id = target.project_id,
                                                             .group = request.group,
                                                             .set = set,
                                                             .report = request.report}));
  if (set.empty()) {
    context.say(fmt::format("Saved an empty plan to {}", file));
    return {};
  }
  context.say(fmt::format("Saved to {}: {}; nothing else was written", file, render::changes_summary(set)));
  context.say(
      fmt::format("Next: {}", typed_next(context, fmt::format("{} --from-plan {}", command, base::shell_word(file)))));
  return {};
}

Expected<PlanFile> read_saved_plan(Context& context, const std::string& file) {
  SECOKR_TRY(PlanFile plan, workspace::read_plan(context.path_of(file)));
  SECOKR_CHECK(check_command(context, plan, file));
  SECOKR_CHECK(check_target(context, plan, file));
  SECOKR_CHECK(check_gates(plan, file));
  if (writes_files(plan.set)) SECOKR_CHECK(context.workspace());
  SECOKR_CHECK(workspace::check_plan_words(plan.set, context.root(), file));
  for (Change& change : plan.set.changes) change.payload_tells = tracker::told_by_payload(change);
  return plan;
}

void print_plan_heading(Context& context, const tracker::ChangeSet& set, const std::string& file) {
  if (context.format() == "text")
    context.print(fmt::format("{}{}{} from {}\n", set.quarter, set.quarter.empty() ? "" : " · ", context.command().path,
                              base::strip_controls(file)));
}

Expected<ApplyResult> apply_saved_plan(Context& context, PlanFile plan, const std::string& file, ApplyRequest request) {
  print_plan_heading(context, plan.set, file);
  request.nothing = fmt::format("Nothing to do: {} is an empty plan", file);
  request.exact = true;
  request.report = std::move(plan.report);
  return apply(context, std::move(plan.set), request);
}

Expected<ApplyResult> apply_saved_plan(Context& context, const std::string& file, ApplyRequest request) {
  SECOKR_TRY(PlanFile plan, read_saved_plan(context, file));
  return apply_saved_plan(context, std::move(plan), file, std::move(request));
}

}  // namespace secokr::cli
