#include "app/draft/check.hpp"

#include <fmt/format.h>

#include <optional>

#include "cli/core/draft_quarter.hpp"
#include "cli/core/heading.hpp"
#include "cli/core/log_audience.hpp"
#include "cli/core/next_commands.hpp"
#include "cli/core/ports.hpp"
#include "cli/core/registry.hpp"
#include "render/core/findings.hpp"

namespace secokr::cli {
namespace {

std::string stage_words(const app::DraftCheck& check) {
  if (check.stage == Stage::always) return "check before the objectives step";
  if (!check.stage_since) return fmt::format("check at the stage {}", to_string(check.stage));
  return fmt::format("check at the stage {} (from {})", to_string(check.stage), to_string(*check.stage_since));
}

Expected<int> run_draft_check(Context& context, const std::optional<std::string>& stage) {
  SECOKR_TRY(const Quarter quarter, draft_quarter(context));
  SECOKR_TRY(const app::Ports ports, ports_to_read(context));
  SECOKR_TRY(const auto set_aside, overrides(context));
  SECOKR_TRY(app::DraftCheck check,
             app::check_draft(ports, quarter, stage ? parse_stage(*stage) : std::nullopt, set_aside));
  withhold(log_audience(context), check.confidential, check.findings, typed_next(context, quarter, "draft check"));
  const render::CheckReport report{.quarter = to_string(quarter), .checked = check.checked, .findings = check.findings};
  print_heading(context, quarter, stage_words(check) + "\n");
  context.show(report);
  return count(check.findings).errors > 0 ? 1 : 0;
}

}  // namespace

CommandSpec draft_check_command() {
  return {
      .path = "draft check",
      .group = groups::plan,
      .summary = "Check the quarter's objectives against every rule",
      .description =
          "All problems at once, with file and line. A draft grows: a rule is an error only from the step at which it "
          "is due, and before that a note that says when. Today decides on the step; --stage looks ahead. Exit code 1 "
          "when there is an error, or nothing to check.",
      .examples = {{"secokr draft check", "At today's stage"},
                   {"secokr draft check --stage final", "What is still missing for publication"},
                   {"secokr draft check --format codequality", "A report for GitLab's Code Quality"}},
      .schema = "findings",
      .formats = render::formats_of<render::CheckReport>(),
      .needs = Needs::workspace,
      .takes_quarter = true,
      .judges_rules = true,
      .bind = with_options<std::optional<std::string>>(
          [](OptionBinder& binder, std::optional<std::string>& stage) {
            binder.quarter_argument();
            binder.choice("--stage", stage, {"objectives", "proposal", "final", "published"},
                          "The stage to check for, whatever today is", "STAGE");
          },
          run_draft_check),
  };
}

}  // namespace secokr::cli
