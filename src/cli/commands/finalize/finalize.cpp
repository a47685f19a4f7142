#include "app/publish/finalize.hpp"

#include <fmt/format.h>

#include "app/publish/gates.hpp"
#include "base/shell.hpp"
#include "cli/ask/prompts.hpp"
#include "cli/commands/finalize/words.hpp"
#include "cli/core/context.hpp"
#include "cli/core/heading.hpp"
#include "cli/core/log_audience.hpp"
#include "cli/core/next_commands.hpp"
#include "cli/core/ports.hpp"
#include "cli/core/registry.hpp"
#include "cli/write/apply.hpp"
#include "cli/write/saved_plan.hpp"
#include "documents/issue/text.hpp"
#include "render/changes.hpp"
#include "tracker/apply/executor.hpp"

namespace secokr::cli {
namespace {

/// This line once more, without what only this time shows or saves.
std::string finalize_again(Context& context, Quarter quarter, const FinalizeOptions& options) {
  std::string command = "finalize";
  if (options.leave_out_open) command += " --leave-out-open";
  if (options.amend) command += " --amend";
  if (options.announce) command += " --announce";
  if (options.reason) command += " --reason " + base::shell_word(*options.reason);
  for (const Override& given : context.global().overrides)
    command += fmt::format(" --override {} --reason {}", given.rule, base::shell_word(given.reason));
  return typed_next(context, quarter, command);
}

std::vector<std::string> remarks_of(const app::FinalizePlan& plan) {
  std::vector<std::string> remarks;
  for (const std::string& notice : plan.notices) remarks.push_back("Warning: " + notice);
  return remarks;
}

std::string question(Quarter quarter, const app::FinalizePlan& plan) {
  if (plan.published_before) return fmt::format("Publish these changes to {}?", to_string(quarter));
  return fmt::format("Publish {} of {}?", size_of(plan), to_string(quarter));
}

/// What moved since is the cause where there is any; else the gates speak.
Expected<int> refuse_saved(Context& context, workspace::PlanFile plan, const std::string& file,
                           const app::GateReport& report) {
  SECOKR_TRY(auto* tracker, context.tracker());
  SECOKR_CHECK(
      tracker::verify(plan.set, tracker, {.root = context.root(), .seal = documents::seal_block, .exact = true}));
  print_plan_heading(context, plan.set, file);
  plan.report.gates = report.gates;
  plan.set.changes.clear();
  const int code = show_unmet(context, plan.set, without_override_hints(report.findings), plan.set.files_read.size(),
                              {.report = std::move(plan.report), .confidential = report.confidential});
  context.say(
      "A saved plan takes no override: one that is made anew with --override RULE --reason TEXT --save-plan FILE has "
      "it");
  return code;
}

/// A saved plan is no way around the gates: they are looked at as if it were planned now.
Expected<int> run_saved_finalize(Context& context, const FinalizeOptions& options) {
  SECOKR_CHECK(check_plan_options(
      options.plan, {context.quarter_is_named() ? "--quarter" : "", options.leave_out_open ? "--leave-out-open" : "",
                     options.amend ? "--amend" : "", options.announce ? "--announce" : "",
                     options.reason ? "--reason" : "", context.global().overrides.empty() ? "" : "--override"}));
  const std::string& file = *options.plan.from;
  SECOKR_TRY(workspace::PlanFile plan, read_saved_plan(context, file));
  SECOKR_TRY(const app::Ports ports, cli::ports(context));
  ConfidentialNames confidential;
  if (!plan.set.empty()) {
    SECOKR_TRY(const app::GateReport report, app::gates_of_saved_plan(ports, plan.set, plan.report));
    if (!report.passed()) return refuse_saved(context, std::move(plan), file, report);
    plan.report.gates = report.gates;
    confidential = report.confidential;
    tell_unpublished(context, report.findings, report.confidential);
  }
  const std::string quarter = plan.set.quarter;
  ApplyRequest request{.seal = documents::seal_block, .confidential = std::move(confidential)};
  if (can_ask(context)) request.confirm = fmt::format("Do what {} says?", file);
  SECOKR_TRY(const ApplyResult result, apply_saved_plan(context, std::move(plan), file, std::move(request)));
  if (const auto named = parse_quarter(quarter)) SECOKR_CHECK(tell_doubles(context, ports, *named));
  if (!result.was_applied) return 0;
  tell_commit(context, quarter);
  return 0;
}

Expected<int> run_finalize(Context& context, const FinalizeOptions& options) {
  SECOKR_CHECK(context.workspace());
  if (options.plan.from) return run_saved_finalize(context, options);
  SECOKR_CHECK(check_finalize_options(context, options));
  SECOKR_TRY(const app::Ports ports, cli::ports(context));
  app::FinalizeRequest request{
      .leave_out_open = options.leave_out_open, .amend = options.amend, .reason = options.reason.value_or("")};
  SECOKR_TRY(request.quarter, context.quarter(QuarterDefault::planning));
  SECOKR_TRY(request.overrides, overrides(context));
  request.audience = log_audience(context);
  SECOKR_TRY(const app::FinalizePlan plan, app::plan_finalize(ports, request));
  if (!options.announce) print_heading(context, request.quarter, "finalize");
  if (!plan.gates_passed)
    return show_unmet(context, plan.set, plan.findings, plan.objectives,
                      {.report = plan.report, .aside = options.announce, .confidential = plan.confidential});

  tell_unpublished(context, plan.findings, plan.confidential);
  ApplyRequest writing{
      .nothing = fmt::format("Nothing to do: {} is published with {}", to_string(request.quarter), size_of(plan)),
      .report = plan.report,
      .remarks = remarks_of(plan),
      .seal = documents::seal_block,
      .aside = options.announce,
      .save_plan = options.plan.save,
      .confidential = plan.confidential};
  // Without a terminal the gates are question enough.
  if (can_ask(context)) writing.confirm = question(request.quarter, plan);
  SECOKR_TRY(const ApplyResult result, apply(context, plan.set, writing));
  if (context.global().dry_run && !plan.set.empty())
    context.say("Next: " + finalize_again(context, request.quarter, options));
  SECOKR_CHECK(tell_doubles(context, ports, request.quarter));
  // After a no there is nothing more to say.
  if (!result.was_applied && !plan.set.empty() && !context.global().dry_run && !options.plan.save) return 0;
  tell_end(context, request.quarter, plan, result.was_applied);
  if (options.announce) SECOKR_CHECK(announce(context, ports, request.quarter, plan.report.left_out));
  return 0;
}

}  // namespace

CommandSpec finalize_command() {
  return {
      .path = "finalize",
      .group = groups::publish,
      .summary = "Publish the quarter's included objectives",
      .description =
          "Checks every gate (who may, from when to when, and every rule that is due at the final step), then defines "
          "the missing labels and publishes each included objective and its key results as issues, with labels, "
          "assignee, due date and links. It writes published.json and stamps the files.\n\nIt publishes nothing while "
          "a gate is not met. --leave-out-open leaves out key results with open dependencies and publishes the rest; a "
          "later run adds what was answered since. After an interruption run it finalize_again, too: what is there "
          "already is found by its id and left alone.\n\nOnce published, the issues are the truth. --amend publishes "
          "what was edited in the files since, and says so on the record; where an issue was edited as well, it writes "
          "nothing and names both.",
      .examples = {{"secokr finalize --dry-run", "Show the gates and everything that would be written"},
                   {"secokr finalize", "Publish the quarter being planned"},
                   {"secokr finalize --leave-out-open",
                    "Publish all but the key results that still wait for an answer"},
                   {"secokr finalize --amend --reason \"a new supplier\"", "Publish edits made in the files since"},
                   {"secokr finalize --announce --dry-run", "See what the organisation would be told"},
                   {"secokr finalize --save-plan plan.json", "Save what would be done, to have it looked at"},
                   {"secokr finalize --from-plan plan.json", "Do exactly this"},
                   {"secokr finalize --override D2 --reason \"agreed by phone\"",
                    "Publish in spite of a rule, on the record"}},
      .schema = "changes",
      .formats = render::formats_of<render::ToldChanges>(),
      .needs = Needs::tracker,
      .writes = true,
      .takes_quarter = true,
      .judges_rules = true,
      .bind = with_options<FinalizeOptions>(
          [](OptionBinder& binder, FinalizeOptions& options) {
            binder.quarter_argument();
            binder.flag("--leave-out-open", options.leave_out_open,
                        "Leave out key results with open dependencies, and publish the rest");
            binder.flag("--amend", options.amend,
                        "Publish edits made in files since they were finalised, on the record");
            binder.flag("--announce", options.announce,
                        "Print the announcement to the organisation, as Markdown, in place of the changes");
            binder.text("--reason", options.reason, "Why it is amended");
            bind_plan_options(binder, options.plan);
          },
          run_finalize),
  };
}

}  // namespace secokr::cli
