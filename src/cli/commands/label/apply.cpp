#include "app/label/apply.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/shell.hpp"
#include "base/text.hpp"
#include "cli/ask/prompts.hpp"
#include "cli/commands/label/range.hpp"
#include "cli/core/next_commands.hpp"
#include "cli/core/registry.hpp"
#include "cli/write/apply.hpp"
#include "cli/write/saved_plan.hpp"
#include "render/changes.hpp"
#include "render/core/findings.hpp"

namespace secokr::cli {
namespace {

constexpr const char* brake = "brake";

struct ApplyOptions {
  LabelRequest arguments{};
  std::optional<std::string> priority{};
  PlanOptions plan{};
};

std::string heading_of(const std::string& quarter, const app::LabelRange& range) {
  std::string text = quarter.empty() ? "label apply" : quarter + " · label apply";
  if (!range.issues.empty()) return fmt::format("{} to {}", text, render::counted(range.issues.size(), "issue"));
  if (!range.group.empty()) text += " in " + range.group;
  return range.quarter ? text : text + ", all quarters";
}

void print_heading(Context& context, const std::string& heading) {
  if (context.format() == "text") context.print(heading + "\n");
}

/// The command with the range of this line, to look at or to type again.
std::string with_range(Context& context, std::string command, const ApplyOptions& options) {
  for (const std::string& word : options.arguments.words) command += " " + base::shell_word(word);
  if (options.arguments.group) command += " --group " + base::shell_word(*options.arguments.group);
  if (options.arguments.all_quarters) command += " --all-quarters";
  if (context.quarter_is_named()) command += " --quarter " + base::shell_word(*context.global().quarter);
  return typed_next(context, command);
}

/// This line once more, but for the override.
std::string apply_again(Context& context, const ApplyOptions& options) {
  std::string command = with_range(context, "label apply", options);
  if (options.priority) command += " --priority " + *options.priority;
  if (options.plan.save) command += " --save-plan " + base::shell_word(*options.plan.save);
  return command;
}

/// The only override that means something here.
Status check_overrides(const Context& context) {
  for (const Override& given : context.global().overrides)
    if (!base::equals_folded(given.rule, brake))
      return fail({.kind = ErrorKind::usage,
                   .what = fmt::format("--override {} means nothing to `label apply`", given.rule),
                   .help = "It can override the brake only: --override brake --reason TEXT"});
  return {};
}

/// The brake holds: what it looked at, and how to go on.
int show_braked(Context& context, const app::LabelApplyPlan& plan, const ApplyOptions& options) {
  tracker::ChangeSet shown = plan.set;
  // All of it only for who asked to see it.
  if (!context.json() && !context.global().dry_run) shown.changes.clear();
  show_changes(context, shown, {.report = plan.report});
  context.say("Nothing was written: more than 30 % of the issues would change, which may be a mistake");
  const std::string command = apply_again(context, options);
  if (!context.global().dry_run) context.say(fmt::format("To look at all changes: {} --dry-run", command));
  context.say(fmt::format("To make them: {} --override brake --reason TEXT", command));
  return 1;
}

void tell_override(Context& context, const app::LabelApplyPlan& plan, const app::Ports& ports,
                   const std::optional<std::string>& reason) {
  const auto overridden = [](const Gate& gate) { return gate.result == Gate::Result::overridden; };
  if (!reason || ports.workspace != nullptr || std::ranges::none_of(plan.report.gates, overridden)) return;
  context.say(
      fmt::format("The brake was overridden: {}; it stands on no record, for there is no workspace here", *reason));
}

void tell_remaining(Context& context, const app::LabelApplyPlan& plan, const ApplyOptions& options) {
  if (plan.remaining.empty()) return;
  context.say(fmt::format("{} for a person to decide; to see {}: {}", render::counted(plan.remaining.size(), "finding"),
                          plan.remaining.size() == 1 ? "it" : "them", with_range(context, "label check", options)));
}

std::string nothing_to_apply(const app::LabelApplyPlan& plan) {
  if (!plan.remaining.empty()) return "Nothing to do that needs no decision";
  return fmt::format("Nothing to do: the labels of {} are as they should be", render::counted(plan.ours, "issue"));
}

std::string question(const tracker::ChangeSet& set) {
  const auto edits = std::ranges::count(set.changes, "edit", &tracker::Change::action);
  return fmt::format("Change the labels of {}?", render::counted(static_cast<std::size_t>(edits), "issue"));
}

Expected<int> run_saved_label_apply(Context& context, const ApplyOptions& options) {
  const LabelRequest& said = options.arguments;
  SECOKR_CHECK(check_plan_options(
      options.plan, {said.words.empty() ? "" : said.words.front(), context.quarter_is_named() ? "--quarter" : "",
                     said.group ? "--group" : "", said.all_quarters ? "--all-quarters" : "",
                     options.priority ? "--priority" : "", context.global().overrides.empty() ? "" : "--override"}));
  ApplyRequest request;
  if (can_ask(context)) request.confirm = fmt::format("Do what {} says?", *options.plan.from);
  SECOKR_CHECK(apply_saved_plan(context, *options.plan.from, std::move(request)));
  return 0;
}

Expected<int> run_label_apply(Context& context, const ApplyOptions& options) {
  if (options.plan.from) return run_saved_label_apply(context, options);
  SECOKR_CHECK(check_overrides(context));
  SECOKR_TRY(const app::LabelRange range, label_range(context, options.arguments));
  SECOKR_TRY(const app::Ports ports, label_ports(context, range));
  app::LabelApplyRequest request{.range = range, .brake_override = context.override_reason(brake)};
  if (options.priority) request.fallback = parse_priority(*options.priority);
  auto planned = app::plan_label_apply(ports, request);
  context.end_progress();
  SECOKR_TRY(const app::LabelApplyPlan plan, std::move(planned));
  if (plan.ours == 0) return fail(nothing_of_ours(context, range, plan.read, plan.checked));
  print_heading(context, heading_of(plan.set.quarter, range));
  if (!plan.passed) return show_braked(context, plan, options);

  ApplyRequest writing{
      .nothing = nothing_to_apply(plan), .report = plan.report, .save_plan = options.plan.save, .group = range.group};
  if (can_ask(context)) writing.confirm = question(plan.set);
  SECOKR_TRY(const ApplyResult result, apply(context, plan.set, writing));
  if (result.was_applied) tell_override(context, plan, ports, request.brake_override);
  tell_remaining(context, plan, options);
  return 0;
}

}  // namespace

CommandSpec label_apply_command() {
  return {
      .path = "label apply",
      .group = groups::run,
      .summary = "Repair the labels of a quarter's issues",
      .description =
          "Adds the labels that issues of ours lack and removes those that do not belong, as `secokr label check` "
          "finds them. It touches no label outside the scheme and no issue that is not ours. Without a word it is the "
          "current quarter. Labels that are to be added and are not defined yet are defined first.\n\n"
          "An objective whose labels and text name no priority is left to a person, unless --priority says which one "
          "it gets. Where more than 30 % of the issues would change, the brake holds: nothing is written without "
          "--override brake --reason TEXT. Issues that are named one by one need none.\n\n"
          "After an interruption run it again: what is done already is left alone.",
      .examples = {{"secokr label apply --dry-run", "Show every change"},
                   {"secokr label apply 12 14", "Repair two issues"},
                   {"secokr label apply --save-plan plan.json", "Save the changes, to have them looked at"},
                   {"secokr label apply --from-plan plan.json", "Make exactly these"}},
      .schema = "changes",
      .formats = render::formats_of<render::ToldChanges>(),
      .needs = Needs::tracker,
      .writes = true,
      .takes_quarter = true,
      .judges_rules = true,
      .bind = with_options<ApplyOptions>(
          [](OptionBinder& binder, ApplyOptions& options) {
            bind_label_arguments(binder, options.arguments);
            binder.choice("--priority", options.priority, {"p0", "p1", "p2"},
                          "What an objective gets whose labels and text name no priority", "PRIORITY");
            bind_plan_options(binder, options.plan);
          },
          run_label_apply),
  };
}

}  // namespace secokr::cli
