#include "app/drift/drift.hpp"

#include <fmt/format.h>

#include <algorithm>

#include <secokr/titles.hpp>

#include "app/drift/accept.hpp"
#include "base/shell.hpp"
#include "base/text.hpp"
#include "cli/core/heading.hpp"
#include "cli/core/log_audience.hpp"
#include "cli/core/next_commands.hpp"
#include "cli/core/ports.hpp"
#include "cli/core/registry.hpp"
#include "cli/write/apply.hpp"
#include "render/core/findings.hpp"
#include "render/drift.hpp"

namespace secokr::cli {
namespace {

struct DriftOptions {
  std::vector<std::string> words{};
  bool accept = false;
  std::optional<std::string> reason{};
};

struct Meant {
  Quarter quarter{};
  std::vector<std::string> names{};
};

Error drift_usage(std::string what, std::string help) {
  return {.kind = ErrorKind::usage, .what = std::move(what), .help = std::move(help)};
}

/// A word is a quarter or an issue, and an issue's name may hold a quarter too; one quarter is meant.
Expected<Meant> meant_by(Context& context, const std::vector<std::string>& words) {
  Meant meant;
  SECOKR_TRY(meant.quarter, context.quarter(QuarterDefault::current));
  bool is_named = context.quarter_is_named();
  const auto name_quarter = [&](Quarter quarter) -> Status {
    if (is_named && quarter != meant.quarter)
      return fail(
          drift_usage(fmt::format("Two quarters are named: {} and {}", to_string(meant.quarter), to_string(quarter)),
                      "Name one of them"));
    meant.quarter = quarter;
    is_named = true;
    return {};
  };
  for (const std::string& word : words) {
    if (const auto quarter = context.quarter_from(word)) {
      SECOKR_CHECK(name_quarter(*quarter));
      continue;
    }
    if (const auto name = parse_key_result_name(word); name && name->quarter)
      SECOKR_CHECK(name_quarter(*name->quarter));
    meant.names.push_back(word);
  }
  return meant;
}

int show(Context& context, const app::Comparison& comparison, const DriftReport& report) {
  context.show(report);
  if (report.issues.empty()) return 0;
  const bool acceptable =
      std::ranges::any_of(comparison.issues, [](const auto& compared) { return !compared.drifted.empty(); });
  if (acceptable)
    context.say(
        fmt::format("Put the issues back as agreed; or, for the CISO, `{}`",
                    typed_next(context, fmt::format("drift {} --accept --reason TEXT", to_string(report.quarter)))));
  return 1;
}

Expected<int> accept(Context& context, const app::Ports& ports, const app::Comparison& comparison,
                     const std::string& reason, const app::DriftCommand& command) {
  SECOKR_TRY(const auto set_aside, overrides(context));
  SECOKR_TRY(const app::AcceptPlan plan, app::plan_accept(ports, comparison, reason, set_aside, command));
  print_heading(context, comparison.quarter, "accept drift");
  const std::string size =
      fmt::format("{} of {}", render::counted(plan.fields, "difference"), render::counted(plan.issues, "issue"));
  SECOKR_TRY(const ApplyResult result,
             apply(context, plan.set,
                   {.nothing = fmt::format("Nothing to accept: {} as finalised",
                                           render::counted(comparison.issues.size(), "issue")),
                    .confidential = comparison.confidential}));
  if (!result.was_applied) return 0;
  context.say(fmt::format("Accepted: {}, now part of what is agreed", size));
  if (plan.lists_anew)
    context.say(fmt::format("The objective's list of key results has the old title still: `{}` writes it",
                            command(fmt::format("finalize {} --amend", to_string(comparison.quarter)))));
  context.say(fmt::format("Commit what was written to okrs/{}", to_string(comparison.quarter)));
  return 0;
}

Expected<int> run_drift(Context& context, const DriftOptions& options) {
  if (options.accept && base::trim(options.reason.value_or("")).empty())
    return fail({.kind = ErrorKind::usage,
                 .what = options.reason ? "--reason is empty" : "--reason is missing",
                 .reason = "A change in the middle of a quarter is accepted with a reason, which goes on the record",
                 .help = "Give --reason TEXT"});
  if (!options.accept && options.reason)
    return fail(drift_usage("--reason is given without --accept", "Add --accept, or leave --reason out"));
  SECOKR_CHECK(overrides(context));
  if (!options.accept && !context.global().overrides.empty())
    return fail(
        drift_usage("--override is given without --accept", "Only accepting judges: add --accept, or leave it out"));
  SECOKR_CHECK(context.workspace());
  SECOKR_TRY(const Meant meant, meant_by(context, options.words));
  SECOKR_TRY(const app::Ports ports, options.accept ? cli::ports(context) : ports_to_read(context));
  SECOKR_TRY(const app::Comparison comparison, app::compare_published(ports, meant.quarter, meant.names));
  const app::DriftCommand command = [&](const std::string& line) { return typed_next(context, line); };
  if (options.accept) return accept(context, ports, comparison, *options.reason, command);
  SECOKR_TRY(DriftReport report, app::drift_report(ports, comparison, command));
  withhold(log_audience(context), comparison.confidential, report);
  print_heading(context, meant.quarter, "drift");
  return show(context, comparison, report);
}

}  // namespace

CommandSpec drift_command() {
  return {
      .path = "drift",
      .group = groups::publish,
      .summary = "Tell what changed in published issues since they were finalised",
      .description =
          "Compares each issue of the quarter with what was finalised (F5): title, labels of the scheme, assignee, due "
          "date, confidentiality, every field of secokr's block, milestones, dependencies and an objective's list of "
          "key results. Ticks, answers to dependencies and states are the issue's own and no drift. Where the "
          "tracker's history tells, it says who changed it and when; of a field in the issue's text GitLab tells only "
          "who edited the text last.\n\n"
          "Nothing is written back to an issue. With --accept the CISO or the delegate (P5) agrees to the change: a "
          "line with the reason goes on the record, and published.json and the objective's file follow. Labels are put "
          "back by `secokr label apply`.\n\n"
          "Exit code 1 when anything has drifted, and when the quarter is not published.",
      .examples = {{"secokr drift", "The current quarter"},
                   {"secokr drift FY28-Q1 --format markdown", "For a merge request or a page"},
                   {"secokr drift --accept 'Security Training/KR1' --reason 'agreed on 2027-03-01: the tool came late'",
                    "Agree to what one issue says now"},
                   {"secokr drift --accept --reason 'mid-quarter review' --dry-run",
                    "Show what would be written for all"}},
      .schema = "drift",
      .formats = render::formats_of<DriftReport>(),
      .needs = Needs::tracker,
      .writes = true,
      .takes_quarter = true,
      .judges_rules = true,
      .bind = with_options<DriftOptions>(
          [](OptionBinder& binder, DriftOptions& options) {
            binder.positionals("QUARTER|KR|REF", options.words,
                               "A quarter, or the issues to look at: key results, or objectives by their references");
            binder.flag("--accept", options.accept, "Agree to what the issues say now, on the record");
            binder.text("--reason", options.reason, "Why it is accepted, for the record");
          },
          run_drift),
  };
}

}  // namespace secokr::cli
