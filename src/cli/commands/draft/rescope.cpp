#include "app/draft/rescope.hpp"

#include <fmt/format.h>

#include <optional>

#include "app/dependency/dependencies.hpp"
#include "base/shell.hpp"
#include "cli/commands/draft/flags.hpp"
#include "cli/commands/draft/verb.hpp"
#include "cli/commands/draft/words.hpp"
#include "cli/core/draft_quarter.hpp"
#include "cli/core/ports.hpp"

namespace secokr::cli {
namespace {

/// What changes of a key result; whom else it needs is the matter of `dependency add`.
std::vector<FieldFlag> changing_flags() {
  auto flags = key_result_flags();
  std::erase_if(flags,
                [](const FieldFlag& flag) { return flag.field == Field::dependency || flag.field == Field::state; });
  for (FieldFlag& flag : flags)
    if (flag.field == Field::milestone)
      flag.help =
          "A new one: 'DESCRIPTION; @DRI; DATE'; '2=DESCRIPTION; @DRI; DATE' changes what it names of the second";
  return flags;
}

struct DraftRescopeOptions {
  app::RescopeRequest request{};
  std::vector<FieldFlag> fields = changing_flags();
};

Expected<int> run_draft_rescope(Context& context, const DraftRescopeOptions& options) {
  app::RescopeRequest request = options.request;
  request.answers = answers_of(options.fields);
  SECOKR_TRY(const Quarter quarter, draft_quarter(context, {app::split_dependency_name(request.key_result).first}));
  SECOKR_TRY(const app::Ports ports, dependency_ports(context, quarter, true));
  SECOKR_TRY(const auto set_aside, overrides(context));
  SECOKR_TRY(const app::RescopePlan plan, app::plan_rescope(ports, quarter, request, set_aside));
  SECOKR_TRY(
      const ApplyResult result,
      write_change(context, quarter, "rescope", plan,
                   {.nothing = fmt::format("Nothing to do: every decline of {} is re-scoped already", plan.name)}));
  if (!plan.set.empty() && plan.figure) context.say(*plan.figure);
  if (!result.was_applied) return 0;
  for (const std::string& name : plan.rescoped)
    context.say(
        fmt::format("{} is answered: the decline stands, and the key result no longer waits for it (D2)", name));
  if (plan.is_published) tell_amendment(context, quarter, plan.name.substr(0, plan.name.rfind('/')));
  context.say(fmt::format("Commit what was written to okrs/{}", to_string(quarter)));
  return 0;
}

}  // namespace

CommandSpec draft_rescope_command() {
  return draft_verb({
      .path = "draft rescope",
      .summary = "Re-scope a key result whose dependency was declined",
      .description =
          "A key result whose dependency was declined is re-scoped or dropped (D3). This changes its fields, answers "
          "the decline with who, when and why, and puts the reason on the record, all at once. A re-scope that changes "
          "nothing of the key result is none: it is compared with what the proposal froze.\n\nFor those who answer for "
          "it: its DRI, the objective's, the area's leader, anyone above them, and the CISO. It says how much of the "
          "objective is at risk, for the objective's own title, outcome and risk change only with more than 50 % (D4), "
          "by draft edit.",
      .examples =
          {{"secokr draft rescope 'Security Training/KR1' --reason 'without the dashboards' --metric 'completion "
            "rate from 62 to 80 %'",
            "A lower target"},
           {"secokr draft rescope 'Security Training/KR1' --dependency Data --reason 'we count by hand' --outcome "
            "'Counted by hand every month.'",
            "One of several declines"}},
      .judges_rules = true,
      .bind = with_options<DraftRescopeOptions>(
          [](OptionBinder& binder, DraftRescopeOptions& options) {
            binder.positional("KR", options.request.key_result, "The key result: \"Security Training/KR1\"");
            binder.text("--reason", options.request.reason, "Why and what changes, for the record").make_required();
            binder.text("--dependency", options.request.which,
                        "Which declined dependency it answers, where there are several: D2, or its team", "Dn|TEAM");
            bind_fields(binder, options.fields);
          },
          run_draft_rescope),
  });
}

}  // namespace secokr::cli
