#include "app/draft/propose.hpp"

#include <fmt/format.h>

#include "base/shell.hpp"
#include "cli/commands/draft/verb.hpp"
#include "cli/commands/draft/words.hpp"
#include "cli/core/draft_quarter.hpp"
#include "cli/core/heading.hpp"
#include "cli/core/next_commands.hpp"
#include "cli/core/ports.hpp"
#include "config/config.hpp"
#include "render/core/findings.hpp"

namespace secokr::cli {
namespace {

Expected<int> refuse(Context& context, Quarter quarter, const app::DraftChange& change) {
  print_heading(context, quarter, fmt::format("propose {}\n", base::shell_quoted(change.name)));
  const render::CheckReport report{.quarter = to_string(quarter), .checked = 1, .findings = change.findings};
  context.show(report);
  context.say(
      fmt::format("{} was not proposed: {} in the way. Correct {} with {}, or set a rule aside on the record with "
                  "--override RULE --reason TEXT",
                  base::shell_quoted(change.name), render::counted(count(change.findings).errors, "error"), change.path,
                  typed_next(context, quarter, "draft edit " + base::shell_quoted(change.name))));
  return 1;
}

void tell_hand_in(Context& context, Quarter quarter, const std::string& name, const app::HandIn& hand_in) {
  context.say("Hand it in for review:");
  // From another folder git finds the workspace by its path.
  const bool is_here = context.root() == context.world().cwd;
  const std::string git = is_here ? "git" : "git -C " + base::shell_word(context.root().string());
  const std::string branch = base::shell_word(hand_in.branch);
  if (hand_in.is_new) context.say(fmt::format("  {} switch -c {}", git, branch));
  context.say(fmt::format("  {} add okrs/{}", git, to_string(quarter)));
  context.say(fmt::format("  {} commit -m {}", git,
                          base::shell_quoted(fmt::format("Propose {} for {}", name, to_string(quarter)))));
  if (!hand_in.has_origin) return;
  context.say(
      fmt::format("  {} push {}-u origin {}", git, hand_in.is_gitlab ? "-o merge_request.create " : "", branch));
  if (!hand_in.is_gitlab) context.say("and open a merge request from it");
}

void tell_next(Context& context, Quarter quarter, const app::Ports& ports, const app::ProposePlan& plan) {
  const std::string reference = base::shell_quoted(plan.name);
  if (const auto next = ports.config.calendar.next_step(ports.today + days{1}, quarter))
    context.say(fmt::format("Next step of {}: {} on {}", to_string(quarter), next->step, to_string(next->date)));
  const auto ciso_types = [&](const std::string& command) {
    return typed_next(context, quarter, command, TypedBy::somebody_else);
  };
  context.say("The CISO decides: " + ciso_types("draft include " + reference));
  context.say("or: " + ciso_types(fmt::format("draft exclude {} --reason TEXT", reference)));
  if (plan.hand_in) tell_hand_in(context, quarter, plan.name, *plan.hand_in);
}

Expected<int> run_draft_propose(Context& context, const std::string& name) {
  SECOKR_TRY(const Quarter quarter, draft_quarter(context, {name}));
  SECOKR_TRY(const app::Ports ports, cli::ports(context));
  SECOKR_TRY(const auto set_aside, overrides(context));
  SECOKR_TRY(const app::ProposePlan plan, app::plan_propose(ports, quarter, name, set_aside));
  if (plan.blocked) return refuse(context, quarter, plan);
  SECOKR_TRY(const ApplyResult result,
             write_change(context, quarter, "propose", plan,
                          {.nothing = fmt::format("Nothing to do: {} is {} already", base::shell_quoted(plan.name),
                                                  to_string(plan.status))}));
  if (result.was_applied) tell_next(context, quarter, ports, plan);
  return 0;
}

}  // namespace

CommandSpec draft_propose_command() {
  return draft_verb({
      .path = "draft propose",
      .summary = "Propose an objective to the CISO",
      .description =
          "Turns a draft into a proposal, and mints the ids that a file written by hand lacks. Errors at today's stage "
          "block it, unless they are overridden by name and with a reason, which goes on the record. It tells what "
          "will be due when, and the git commands that hand the file in for review.",
      .examples =
          {{"secokr draft propose 'Security Training'", "Propose it"},
           {"secokr draft propose 'Red Team' --override K1 --reason 'the metric follows from the January exercise'",
            "Set a rule aside, on the record"}},
      .judges_rules = true,
      .bind = with_options<std::string>(
          [](OptionBinder& binder, std::string& name) {
            binder.positional("REF", name, "The objective's reference, or the beginning of it");
          },
          run_draft_propose),
  });
}

}  // namespace secokr::cli
