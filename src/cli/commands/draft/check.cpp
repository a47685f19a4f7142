#include "app/draft/check.hpp"

#include <fmt/format.h>

#include <memory>
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
  if (context.json()) {
    context.print_json(render::findings_json(report));
  } else if (context.format() == "codequality") {
    context.print_json(render::findings_code_quality(report));
  } else {
    print_heading(context, quarter, stage_words(check));
    context.print("\n" + render::findings_text(report, context.page()));
  }
  return count(check.findings).errors > 0 ? 1 : 0;
}

}  // namespace

CommandSpec draft_check_command() {
  CommandSpec spec;
  spec.path = "draft check";
  spec.group = groups::plan;
  spec.summary = "Check the quarter's objectives against every rule";
  spec.description =
      "All problems at once, with file and line. A draft grows: a rule is an error only from the step at which it is "
      "due, and before that a note "
      "that says when. Today decides on the step; --stage looks ahead. Exit code 1 when there is an error, or nothing "
      "to check.";
  spec.examples = {{"secokr draft check", "At today's stage"},
                   {"secokr draft check --stage final", "What is still missing for publication"},
                   {"secokr draft check --format codequality", "A report for GitLab's Code Quality"}};
  spec.schema = "findings";
  spec.needs = Needs::workspace;
  spec.formats = {"text", "json", "codequality"};
  spec.takes_quarter = true;
  spec.judges_rules = true;
  spec.bind = [](OptionBinder& binder) -> Runner {
    const auto stage = std::make_shared<std::optional<std::string>>();
    binder.quarter_argument();
    binder.choice("--stage", *stage, {"objectives", "proposal", "final", "published"},
                  "The stage to check for, whatever today is", "STAGE");
    return [stage](Context& context) { return run_draft_check(context, *stage); };
  };
  return spec;
}

}  // namespace secokr::cli
