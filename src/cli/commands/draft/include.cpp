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

Expected<int> run_draft_include(Context& context, const std::vector<std::string>& names) {
  SECOKR_TRY(const Quarter quarter, draft_quarter(context, names));
  SECOKR_TRY(const app::Ports ports, cli::ports(context));
  SECOKR_TRY(const auto set_aside, overrides(context));
  SECOKR_TRY(const app::DecisionPlan plan, app::plan_include(ports, quarter, names, set_aside));
  print_heading(context, quarter, "include " + quoted(plan.named));
  SECOKR_TRY(const ApplyResult result, apply(context, plan.set, {.nothing = "Nothing to do: included already"}));
  if (!plan.kept.empty())
    context.say(fmt::format("Frozen when it was first included, and kept like that (D4): {}", quoted(plan.kept)));
  if (result.was_applied)
    context.say(fmt::format("{} included; the division takes at most {}", render::counted(plan.included, "objective"),
                            ports.config.limits.objectives));
  return 0;
}

}  // namespace

CommandSpec draft_include_command() {
  return draft_verb({
      .path = "draft include",
      .summary = "Include proposed objectives in the division's OKRs",
      .description =
          "For the CISO or the named delegate (P5). The division takes a limited number of objectives (O1). Each is "
          "frozen in proposal.json as it is now, so that a later change of its title, outcome or risk is noticed (D4). "
          "To include it once more leaves that as it was. An excluded one can be taken in again, and is frozen anew. "
          "Of several named at once either all are included or none.",
      .examples = {{"secokr draft include 'Security Training' 'Red Team'", "Two at once"}},
      .judges_rules = true,
      .bind = with_options<std::vector<std::string>>(
          [](OptionBinder& binder, std::vector<std::string>& names) {
            binder.positionals("REF", names, "References of objectives, or the beginnings of them").make_required();
          },
          run_draft_include),
  });
}

}  // namespace secokr::cli
