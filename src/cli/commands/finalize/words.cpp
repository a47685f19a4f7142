#include "cli/commands/finalize/words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/plan/leave_out.hpp"
#include "app/publish/announcement.hpp"
#include "app/published/plan.hpp"
#include "base/text.hpp"
#include "cli/core/log_audience.hpp"
#include "cli/core/next_commands.hpp"
#include "cli/write/apply.hpp"
#include "domain/rules/traits.hpp"
#include "render/announcement.hpp"
#include "render/core/findings.hpp"

namespace secokr::cli {
namespace {

/// A finding below says it in the same words.
void clear_findings(PlanReport& report, const std::vector<Finding>& findings) {
  for (Gate& gate : report.gates)
    if (std::ranges::find(findings, gate.detail, &Finding::message) != findings.end()) gate.detail.clear();
}

Status check_reason(const Context& context, const FinalizeOptions& options) {
  // One that stands before an override serves both.
  if (!options.reason || options.amend || !context.global().overrides.empty()) return {};
  return fail({.kind = ErrorKind::usage,
               .what = "--reason is given without what it is the reason of",
               .help = "Give it behind --override RULE, or with --amend"});
}

/// The announcement is the whole of stdout.
Status check_announce(const Context& context, const FinalizeOptions& options) {
  if (!options.announce) return {};
  if (context.json())
    return fail({.kind = ErrorKind::usage,
                 .what = "--announce is given beside --json",
                 .reason = "The announcement is Markdown, and takes the place of the list of changes",
                 .help = "Leave one of them out"});
  if (options.plan.save)
    return fail({.kind = ErrorKind::usage,
                 .what = "--announce is given beside --save-plan",
                 .reason = "A plan that is only saved publishes nothing",
                 .help = "Leave one of them out, or add --dry-run to --announce for a preview"});
  return {};
}

}  // namespace

Status check_finalize_options(const Context& context, const FinalizeOptions& options) {
  SECOKR_CHECK(check_reason(context, options));
  return check_announce(context, options);
}

std::vector<Finding> findings_for_log(const Context& context, std::vector<Finding> findings,
                                      const ConfidentialNames& confidential) {
  withhold(log_audience(context), confidential, findings, typed_next(context, "draft check --stage final"));
  return findings;
}

std::vector<Finding> without_override_hints(std::vector<Finding> findings) {
  constexpr std::string_view word = "--override ";
  for (Finding& finding : findings) {
    const std::size_t at = finding.hint.find(word);
    if (at == std::string::npos) continue;
    const std::size_t cut = finding.hint.rfind(" or ", at);
    std::string before(base::trim(std::string_view(finding.hint).substr(0, cut == std::string::npos ? 0 : cut)));
    while (before.ends_with(',') || before.ends_with(';')) before.pop_back();
    finding.hint = before.empty()
                       ? fmt::format("make the plan anew with --override {} --reason TEXT beside --save-plan",
                                     to_string(finding.rule))
                       : std::move(before);
  }
  return findings;
}

void tell_unpublished(Context& context, const std::vector<Finding>& findings, const ConfidentialNames& confidential) {
  for (const Finding& finding : findings_for_log(context, findings, confidential))
    if (finding.severity == Severity::warning && has(finding.rule, RuleTrait::tells_unpublished))
      context.say(fmt::format("Warning: {}:{}: {}", finding.path, finding.line.value_or(1), finding.message));
}

std::string size_of(const app::FinalizePlan& plan) {
  return fmt::format("{} and {}", render::counted(plan.objectives, "objective"),
                     render::counted(plan.key_results, "key result"));
}

int show_unmet(Context& context, const tracker::ChangeSet& set, const std::vector<Finding>& unmet,
               std::size_t objectives, ApplyRequest request) {
  const std::vector<Finding> findings = findings_for_log(context, unmet, request.confidential);
  if (context.for_a_person() && !context.json()) clear_findings(request.report, unmet);
  show_changes(context, set, request);
  render::CheckReport report{.quarter = set.quarter, .checked = objectives};
  std::ranges::copy_if(findings, std::back_inserter(report.findings),
                       [](const Finding& finding) { return finding.severity == Severity::error; });
  if (context.json())
    context.err() << render::dump(render::findings_json(report));
  else
    context.err() << render::findings_text(report, context.error_page());
  const auto failed = std::ranges::count(request.report.gates, Gate::Result::failed, &Gate::result);
  context.say(
      fmt::format("Nothing was published: {} not met", render::counted(static_cast<std::size_t>(failed), "gate")));
  return 1;
}

Status tell_doubles(Context& context, const app::Ports& ports, Quarter quarter) {
  SECOKR_TRY(const auto notices, app::double_notices(ports, quarter));
  for (const std::string& notice : notices) context.say("Warning: " + notice);
  return {};
}

void tell_end(Context& context, Quarter quarter, const app::FinalizePlan& plan, bool was_applied) {
  if (was_applied) context.say(fmt::format("{} is published: {}", to_string(quarter), size_of(plan)));
  if (plan.left_out > 0)
    context.say(fmt::format("Left out: {}; {} adds what is answered by then",
                            render::counted(plan.left_out, "key result"),
                            typed_next(context, quarter, "finalize --leave-out-open")));
  if (plan.edited_files > 0)
    context.say(fmt::format("{} edited since: {}",
                            plan.edited_files == 1 ? "1 file was" : fmt::format("{} files were", plan.edited_files),
                            typed_next(context, quarter, "finalize --amend")));
  if (!was_applied) return;
  if (plan.not_included > 0)
    context.say(fmt::format("Not included, and so not published: {}", render::counted(plan.not_included, "objective")));
  tell_commit(context, to_string(quarter));
}

void tell_commit(Context& context, const std::string& quarter) {
  context.say(fmt::format("Commit what was written to okrs/{}; each DRI types next: {}", quarter,
                          typed_next(context, "status", TypedBy::somebody_else)));
}

Status announce(Context& context, const app::Ports& ports, Quarter quarter, const std::vector<LeftOut>& left_out) {
  SECOKR_TRY(Announcement announcement, app::announcement_of(ports, quarter));
  app::leave_out(announcement, left_out);
  context.print(render::announcement_markdown(announcement));
  return {};
}

}  // namespace secokr::cli
