#include "app/draft/carry.hpp"

#include <fmt/format.h>

#include <secokr/titles.hpp>

#include "base/shell.hpp"
#include "cli/ask/prompts.hpp"
#include "cli/commands/draft/carry_out.hpp"
#include "cli/commands/draft/flags.hpp"
#include "cli/commands/draft/verb.hpp"
#include "cli/core/heading.hpp"
#include "cli/core/ports.hpp"
#include "cli/write/apply.hpp"
#include "domain/objective/fields.hpp"

namespace secokr::cli {
namespace {

/// What differs of a key result that is carried; how it stands begins anew.
std::vector<FieldFlag> carry_flags() {
  auto flags = key_result_flags();
  std::erase_if(flags, [](const FieldFlag& flag) { return flag.field == Field::state; });
  for (FieldFlag& flag : flags) {
    if (flag.field == Field::dependency) flag.help = "'TEAM; NEED', besides those that it has";
    if (flag.field == Field::milestone)
      flag.help = "'DESCRIPTION; @DRI; DATE' adds one, '2=DESCRIPTION; @DRI; DATE' changes the second";
  }
  return flags;
}

struct DraftCarryOptions {
  std::string key_result{};
  bool keep = false;
  bool modify = false;
  bool drop = false;
  std::optional<std::string> into{};
  std::optional<std::string> priority{};
  std::optional<std::string> reason{};
  std::vector<FieldFlag> fields = carry_flags();
};

std::unexpected<Error> carry_usage(std::string what, std::string reason, std::string help) {
  return fail(
      {.kind = ErrorKind::usage, .what = std::move(what), .reason = std::move(reason), .help = std::move(help)});
}

/// The decision on the line; nothing where it has none.
Expected<std::optional<app::CarryChoice>> choice_from(const DraftCarryOptions& options) {
  app::CarryChoice choice{.answers = answers_of(options.fields), .reason = options.reason.value_or("")};
  const int named = int{options.keep} + int{options.modify} + int{options.drop};
  if (named > 1) return carry_usage("Only one of --keep, --modify and --drop can be meant", "", "Give one of them");
  if (!choice.answers.empty() && !options.modify)
    return carry_usage(fmt::format("{} belongs to --modify", app::flag_of(choice.answers.front().field)),
                       options.keep ? "What is kept goes on as it is" : "", "Give --modify");
  if (options.drop && (options.into || options.priority))
    return carry_usage(fmt::format("{} does not go with --drop", options.into ? "--into" : "--priority"),
                       "What is dropped goes nowhere", "Leave it out");
  if (named == 0) return std::nullopt;
  choice.act = options.keep ? CarryAct::keep : options.modify ? CarryAct::modify : CarryAct::drop;
  return choice;
}

/// The planned quarter: named by a flag, or the one behind the key result's own, else the one that is planned next.
Expected<Quarter> planned_quarter(Context& context, const std::string& key_result) {
  const auto name = parse_key_result_name(key_result);
  const auto running = name ? name->quarter : std::nullopt;
  if (!context.quarter_is_named() && running) return *running + 1;
  SECOKR_TRY(const Quarter planned, context.quarter(QuarterDefault::planning));
  if (running && *running != planned - 1)
    return carry_usage(fmt::format("{} does not run before {}", to_string(*running), to_string(planned)),
                       "Only the quarter before the planned one is carried over",
                       fmt::format("Leave out --quarter, or name a key result of {}", to_string(planned - 1)));
  return planned;
}

Typed typed_carry(const Context& context, const DraftCarryOptions& options, const app::CarryChoice& choice) {
  Typed all = cli::typed(
      context, fmt::format("draft carry {} --{}", base::shell_word(options.key_result), to_string(choice.act)),
      choice.answers);
  all.add("--into", options.into);
  all.add("--priority", options.priority);
  all.add("--reason", choice.reason);
  return all;
}

Expected<int> run_draft_carry(Context& context, const DraftCarryOptions& options) {
  SECOKR_TRY(auto choice, choice_from(options));
  if (!choice && !can_ask(context))
    return carry_usage(fmt::format("What becomes of {} is not said", base::shell_quoted(options.key_result)),
                       "Nothing is carried over by itself", "Give --keep, --modify or --drop");
  SECOKR_TRY(const Quarter planned, planned_quarter(context, options.key_result));
  SECOKR_TRY(app::Ports ports, cli::ports(context));
  SECOKR_TRY(ports.tracker, context.tracker());
  SECOKR_TRY(auto set_aside, overrides(context));
  SECOKR_TRY(const app::RunningQuarter running, app::read_running_quarter(ports, planned));
  app::CarryRequest request{.key_result = options.key_result, .into = options.into};
  if (options.priority) request.priority = parse_priority(*options.priority);
  SECOKR_TRY(const app::Carry carry, app::Carry::begin(ports, running, request, std::move(set_aside)));
  if (!choice && !carry.decided().empty()) {
    print_heading(context, planned, base::shell_quoted(carry.name()));
    SECOKR_CHECK(apply(context, {.quarter = to_string(planned)},
                       {.nothing = fmt::format("Nothing to do: {}", carry.decided())}));
    return 0;
  }
  if (!choice) {
    SECOKR_TRY(choice, ask_for_act(context, carry));
  }
  if (!choice) {
    context.say(fmt::format("{} is left for later", carry.name()));
    return 0;
  }
  SECOKR_CHECK(ask_for_rest(context, carry, *choice));
  if (const auto done = carry_out(context, planned, carry, *choice); !done)
    return fail(can_ask(context) ? typed_carry(context, options, *choice).given_back(done.error()) : done.error());
  return 0;
}

}  // namespace

CommandSpec draft_carry_command() {
  return draft_verb({
      .path = "draft carry",
      .summary = "Keep, modify or drop a key result of the quarter that runs",
      .description =
          "Nothing is carried over by itself. A key result that is kept begins anew in the next quarter: at no "
          "progress, its metric from the value that is reached, its dependencies to be requested again, without the "
          "milestones that are done, and with a link back. It goes into the objective of the same reference, or the "
          "one that --into names; where there is none a draft is made from the running one, and a p2 that was not "
          "reached is offered as p1.\n\nThe key result's DRI, its objective's DRI, the area's leader, or anyone above "
          "decides. The line in the planning document is ticked and says what was decided, by whom and when. Reads the "
          "tracker; writes files alone.",
      .examples = {{"secokr draft carry 'FY27-Q4/Security Training/KR1' --keep", "As it is"},
                   {"secokr draft carry 'Security Training/KR1' --modify --metric 'completion rate from 78 to 95 %'",
                    "With another target"},
                   {"secokr draft carry 'Security Training/KR2' --drop --reason 'the platform does it now'",
                    "Leave it behind"}},
      .judges_rules = true,
      .bind = with_options<DraftCarryOptions>(
          [](OptionBinder& binder, DraftCarryOptions& options) {
            binder.positional(
                "KR", options.key_result,
                "The running key result: 'FY27-Q4/Security Training/KR1', 'Security Training/KR1', '#12' or its "
                "URL");
            binder.flag("--keep", options.keep, "Carry it over as it is");
            binder.flag("--modify", options.modify, "Carry it over with what the fields below say");
            binder.flag("--drop", options.drop, "Leave it behind, with --reason");
            binder.text("--into", options.into, "An objective of the planned quarter", "REF");
            binder.choice("--priority", options.priority, {"p0", "p1", "p2"}, "Of an objective that is made for it");
            binder.text("--reason", options.reason, "Why, for the planning document");
            bind_fields(binder, options.fields);
          },
          run_draft_carry),
  });
}

}  // namespace secokr::cli
