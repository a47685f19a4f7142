#include "app/draft/renumber.hpp"

#include <fmt/format.h>

#include "base/shell.hpp"
#include "base/text.hpp"
#include "cli/commands/draft/verb.hpp"
#include "cli/commands/draft/words.hpp"
#include "cli/core/draft_quarter.hpp"
#include "cli/core/ports.hpp"

namespace secokr::cli {
namespace {

struct DraftRenumberOptions {
  std::string name{};
  std::string order{};
};

Expected<int> run_draft_renumber(Context& context, const DraftRenumberOptions& options) {
  SECOKR_TRY(const Quarter quarter, draft_quarter(context, {options.name}));
  SECOKR_TRY(const app::Ports ports, cli::ports(context));
  SECOKR_TRY(const app::RenumberPlan plan, app::plan_renumber(ports, quarter, options.name, options.order));
  SECOKR_TRY(const ApplyResult result,
             write_change(context, quarter, "renumber", plan,
                          {.nothing = fmt::format("Nothing to do: the key results of {} run from 1 in that order",
                                                  base::shell_quoted(plan.name))}));
  if (!result.was_applied) return 0;
  for (const auto& [before, after] : plan.moved)
    context.say(fmt::format("KR{} is now KR{}, and its dependencies {}/KR{}/D1 and so on", before, after,
                            base::strip_controls(plan.name), after));
  if (plan.is_published) tell_amendment(context, quarter, plan.name);
  return 0;
}

}  // namespace

CommandSpec draft_renumber_command() {
  return draft_verb({
      .path = "draft renumber",
      .summary = "Number an objective's key results from 1",
      .description =
          "Key results are numbered from 1 without a gap or a double (K2), in the order of the file, dropped ones "
          "included. With --order they also change places. Ids stay, so that nothing is lost track of; where the "
          "record names a number that changes, it says so there.",
      .examples = {{"secokr draft renumber 'Security Training'", "In the order of the file"},
                   {"secokr draft renumber 'Security Training' --order 2,1,3", "KR2 first, then KR1 and KR3"}},
      .counts_from_now = true,
      .bind = with_options<DraftRenumberOptions>(
          [](OptionBinder& binder, DraftRenumberOptions& options) {
            binder.positional("REF", options.name, "The objective's reference, or the beginning of it");
            binder.text("--order", options.order, "The numbers of now in the order that is wanted: 2,1,3", "NUMBERS");
          },
          run_draft_renumber),
  });
}

}  // namespace secokr::cli
