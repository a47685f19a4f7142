#include "app/draft/drop.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/shell.hpp"
#include "base/text.hpp"
#include "cli/ask/prompts.hpp"
#include "cli/commands/draft/verb.hpp"
#include "cli/commands/draft/words.hpp"
#include "cli/core/draft_quarter.hpp"
#include "cli/core/next_commands.hpp"
#include "cli/core/ports.hpp"
#include "domain/objective/fields.hpp"

namespace secokr::cli {
namespace {

std::string weights_text(const app::DropPlan& drop) {
  std::vector<std::string> parts;
  for (const auto& [number, weight] : drop.weights) parts.push_back(fmt::format("KR{} {} %", number, weight));
  return base::join(parts, ", ");
}

/// The plan, with the new weights where somebody wants them.
Expected<app::DropPlan> plan(Context& context, const app::Ports& ports, Quarter quarter, app::DropRequest request) {
  SECOKR_TRY(app::DropPlan drop, app::plan_drop(ports, quarter, request));
  if (drop.weights.empty() || request.reweigh || !can_ask(context) || context.global().dry_run) return drop;
  context.say(fmt::format("The weights that are left no longer fit (K4); new ones would be {}", weights_text(drop)));
  SECOKR_TRY(request.reweigh, confirm(context, "Write them?", true));
  if (!request.reweigh) return drop;
  return app::plan_drop(ports, quarter, request);
}

std::string question(const app::DropPlan& drop, const std::string& reference) {
  if (!drop.takes_objective) return {};
  return fmt::format("It is the last key result, so {} is excluded with it. Go on?", base::strip_controls(reference));
}

void tell_next(Context& context, Quarter quarter, const app::DropPlan& drop, const std::string& reference,
               bool has_new_weights) {
  if (drop.figure) context.say(*drop.figure);
  if (!drop.weights.empty() && !has_new_weights) {
    context.say(fmt::format("New weights would be {} (K4):", weights_text(drop)));
    for (const auto& [number, weight] : drop.weights)
      context.say("  " +
                  typed_next(context, quarter,
                             fmt::format("draft edit {} --weight \"{} %\"",
                                         base::shell_quoted(fmt::format("{}/KR{}", reference, number)), weight)));
  }
  if (drop.takes_objective)
    context.say(fmt::format("{} is excluded with its last key result (D3)", base::shell_quoted(reference)));
  if (drop.leaves_nothing)
    context.say(
        fmt::format("{} has no key result left, and its issue stays open: agree with the CISO on what becomes "
                    "of it (D3)",
                    base::shell_quoted(reference)));
  if (drop.is_published) tell_amendment(context, quarter, reference);
  context.say(fmt::format("Commit what was written to okrs/{}", to_string(quarter)));
}

Expected<int> run_draft_drop(Context& context, const app::DropRequest& request) {
  SECOKR_TRY(const Quarter quarter, draft_quarter(context, {request.key_result}));
  SECOKR_TRY(const app::Ports ports, cli::ports(context));
  SECOKR_TRY(const app::DropPlan drop, plan(context, ports, quarter, request));
  const std::string reference = drop.name.substr(0, drop.name.rfind('/'));
  SECOKR_TRY(
      const ApplyResult result,
      write_change(context, quarter, "drop", drop,
                   {.confirm = question(drop, reference),
                    .nothing = fmt::format("Nothing to do: {} is dropped already", base::shell_quoted(drop.name))}));
  if (!result.was_applied) return 0;
  const bool has_new_weights = std::ranges::any_of(drop.changes, [](const app::ChangedPart& part) {
    return std::ranges::any_of(part.facts, [](const auto& fact) { return fact.field == Field::weight; });
  });
  tell_next(context, quarter, drop, reference, has_new_weights);
  return 0;
}

}  // namespace

CommandSpec draft_drop_command() {
  return draft_verb({
      .path = "draft drop",
      .summary = "Drop a key result, with its reason on the record",
      .description =
          "The key result stays in its file as dropped, its number stays taken, and the reason goes on the record "
          "(D3). Where the weights that are left no longer fit, new ones are proposed: on a terminal you are asked "
          "whether to write them, elsewhere --reweigh writes them. The last key result takes its objective with it, "
          "which is then excluded; you are asked first.\n\nFor those who answer for it: its DRI, the objective's, the "
          "area's leader, anyone above them, and the CISO. On a published objective it takes effect with finalize "
          "--amend (F4).",
      .examples = {{"secokr draft drop 'Security Training/KR2' --reason 'Data has no capacity before May'", "Drop it"},
                   {"secokr draft drop 'Security Training/KR2' --reason 'Data has no capacity' --reweigh",
                    "And write the new weights"}},
      .bind = with_options<app::DropRequest>(
          [](OptionBinder& binder, app::DropRequest& request) {
            binder.positional("KR", request.key_result, "The key result: \"Security Training/KR2\"");
            binder.text("--reason", request.reason, "Why, for the record").make_required();
            binder.flag("--reweigh", request.reweigh,
                        "Writes the proposed weights into the key results that are left (K4)");
          },
          run_draft_drop),
  });
}

}  // namespace secokr::cli
