#include <fmt/format.h>

#include "app/draft/decide.hpp"
#include "base/text.hpp"
#include "cli/commands/draft/verb.hpp"
#include "cli/commands/draft/words.hpp"
#include "cli/core/draft_quarter.hpp"
#include "cli/core/heading.hpp"
#include "cli/core/ports.hpp"
#include "cli/write/apply.hpp"
#include "config/config.hpp"
#include "render/core/findings.hpp"

namespace secokr::cli {
namespace {

struct DraftExcludeOptions {
  std::vector<std::string> names{};
  std::string reason{};
};

Expected<int> run_draft_exclude(Context& context, const DraftExcludeOptions& options) {
  if (base::trim(options.reason).empty())
    return fail({.kind = ErrorKind::usage,
                 .what = "--reason is empty",
                 .reason = "An objective is excluded with a reason, which goes on the record",
                 .help = "Give --reason TEXT"});
  SECOKR_TRY(const Quarter quarter, draft_quarter(context, options.names));
  SECOKR_TRY(const app::Ports ports, cli::ports(context));
  SECOKR_TRY(const auto set_aside, overrides(context));
  SECOKR_TRY(const app::DecisionPlan plan, app::plan_exclude(ports, quarter, options.names, options.reason, set_aside));
  print_heading(context, quarter, "exclude " + quoted(plan.named));
  SECOKR_TRY(const ApplyResult result, apply(context, plan.set, {.nothing = "Nothing to do: excluded already"}));
  if (result.was_applied)
    context.say(fmt::format("{} included; the division takes at most {}", render::counted(plan.included, "objective"),
                            ports.config.limits.objectives));
  return 0;
}

}  // namespace

CommandSpec draft_exclude_command() {
  return draft_verb({
      .path = "draft exclude",
      .summary = "Leave proposed objectives out, with a reason",
      .description =
          "For the CISO or the named delegate (P5). The reason goes on the quarter's record; the file stays. Of "
          "several named at once either all are excluded or none. A published objective is no longer excluded here.",
      .examples = {{"secokr draft exclude 'Red Team' --reason 'beyond five'", "One of them"}},
      .judges_rules = true,
      .bind = with_options<DraftExcludeOptions>(
          [](OptionBinder& binder, DraftExcludeOptions& options) {
            binder.positionals("REF", options.names, "References of objectives, or the beginnings of them")
                .make_required();
            binder.text("--reason", options.reason, "Why, for the record").make_required();
          },
          run_draft_exclude),
  });
}

}  // namespace secokr::cli
