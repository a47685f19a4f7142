#include "app/finalize.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "app/published_plan.hpp"
#include "cli/apply.hpp"
#include "cli/commands/commands.hpp"
#include "cli/context.hpp"
#include "cli/draft_support.hpp"
#include "cli/next_commands.hpp"
#include "cli/ports.hpp"
#include "cli/prompts.hpp"
#include "cli/registry.hpp"
#include "documents/issue_text.hpp"
#include "render/changes.hpp"
#include "render/findings.hpp"

namespace secokr::cli {
namespace {

std::string size_of(const app::FinalizePlan& plan) {
  return fmt::format("{} and {}", render::counted(plan.objectives, "objective"),
                     render::counted(plan.key_results, "key result"));
}

/// The gates, without what a finding below says in the same words.
tracker::ChangeSet without_findings(tracker::ChangeSet set, const std::vector<Finding>& findings) {
  for (tracker::Gate& gate : set.gates)
    if (std::ranges::find(findings, gate.detail, &Finding::message) != findings.end()) gate.detail.clear();
  return set;
}

/// Gates that are not met: what each looked at, and every finding that is in the way.
int show_unmet(Context& context, const app::FinalizePlan& plan) {
  if (context.json())
    context.print_json(render::changes_json(plan.set));
  else
    context.print(render::changes_text(context.for_a_person() ? without_findings(plan.set, plan.findings) : plan.set,
                                       context.page()));
  render::CheckReport report{.quarter = plan.set.quarter, .checked = plan.objectives};
  std::ranges::copy_if(plan.findings, std::back_inserter(report.findings),
                       [](const Finding& finding) { return finding.severity == Severity::error; });
  if (context.json())
    context.err() << render::dump(render::findings_json(report));
  else
    context.err() << render::findings_text(report, context.error_page());
  const auto failed = std::ranges::count(plan.set.gates, tracker::Gate::Result::failed, &tracker::Gate::result);
  context.say(
      fmt::format("Nothing was published: {} not met", render::counted(static_cast<std::size_t>(failed), "gate")));
  return 1;
}

/// GitLab has no guard against two who publish in the same moment.
Status tell_doubles(Context& context, const app::Ports& ports, Quarter quarter) {
  SECOKR_TRY(const auto notices, app::double_notices(*ports.tracker, quarter));
  for (const std::string& notice : notices) context.say("Warning: " + notice);
  return {};
}

Expected<int> run_finalize(Context& context) {
  SECOKR_CHECK(context.workspace());
  SECOKR_TRY(const app::Ports ports, cli::ports(context));
  app::FinalizeRequest request;
  SECOKR_TRY(request.quarter, context.quarter(QuarterDefault::planning));
  SECOKR_TRY(request.overrides, overrides(context));
  SECOKR_TRY(const app::FinalizePlan plan, app::plan_finalize(ports, request));
  print_heading(context, request.quarter, "finalize");
  if (!plan.gates_passed) return show_unmet(context, plan);

  const std::string quarter = to_string(request.quarter);
  ApplyWish wish{.nothing = fmt::format("Nothing to do: {} is published with {}", quarter, size_of(plan)),
                 .seal = documents::seal_block};
  // Without a terminal the gates are question enough.
  if (can_ask(context)) wish.confirm = fmt::format("Publish {} of {}?", size_of(plan), quarter);
  SECOKR_TRY(const ApplyResult result, apply(context, plan.set, wish));
  if (context.global().dry_run && !plan.set.empty())
    context.say("Next: " + typed_next(context, request.quarter, "finalize"));
  SECOKR_CHECK(tell_doubles(context, ports, request.quarter));
  if (!result.was_applied) return 0;
  context.say(fmt::format("{} is published: {}", quarter, size_of(plan)));
  if (plan.not_included > 0)
    context.say(fmt::format("Not included, and so not published: {}", render::counted(plan.not_included, "objective")));
  context.say(fmt::format("Commit what was written to okrs/{}; each DRI types next: {}", quarter,
                          typed_next(context, "status", TypedBy::somebody_else)));
  return 0;
}

}  // namespace

CommandSpec finalize_command() {
  CommandSpec spec;
  spec.path = "finalize";
  spec.group = groups::publish;
  spec.summary = "Publish the quarter's included objectives";
  spec.description =
      "Checks every gate (who may, from when to when, and every rule that is due at the final step), then defines the "
      "missing labels and publishes each included objective and its key results as issues, with labels, assignee, due "
      "date and links. It writes published.json and stamps the files.\n\nIt publishes nothing while a gate is not met. "
      "After an interruption run it again: what is there already is found by its id and left alone.";
  spec.examples = {
      {"secokr finalize --dry-run", "Show the gates and everything that would be written"},
      {"secokr finalize", "Publish the quarter being planned"},
      {"secokr finalize --override D2 --reason \"agreed by phone\"", "Publish in spite of a rule, on the record"}};
  spec.schema = "changes";
  spec.needs = Needs::tracker;
  spec.writes = true;
  spec.formats = {"text", "json", "markdown"};
  spec.bind = [](OptionBinder& binder) -> Runner {
    binder.quarter_argument();
    return run_finalize;
  };
  return spec;
}

}  // namespace secokr::cli
