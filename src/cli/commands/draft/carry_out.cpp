#include "cli/commands/draft/carry_out.hpp"

#include <fmt/format.h>

#include "base/shell.hpp"
#include "base/text.hpp"
#include "cli/ask/prompts.hpp"
#include "cli/commands/draft/words.hpp"
#include "cli/core/heading.hpp"
#include "cli/core/next_commands.hpp"
#include "cli/write/apply.hpp"
#include "render/dashboard/dashboard.hpp"

namespace secokr::cli {
namespace {

/// An answer that differs from what stands there.
Status ask_changed(Context& context, const app::Carry& carry, Field field, const std::string& text,
                   const std::string& now, app::Answers& answers) {
  SECOKR_TRY(std::string given,
             ask(context, {.text = text,
                           .flag = app::flag_of(field) + " TEXT",
                           .by_default = now,
                           .validate = [&](const std::string& value) { return carry.check({field, value}); }}));
  if (given != now) answers.push_back({field, std::move(given)});
  return {};
}

void show(Context& context, const app::Carry& carry) {
  const app::RunningKeyResult& running = carry.running();
  const DashboardKeyResult& row = running.row;
  std::vector<std::string> facts;
  if (running.expected) facts.push_back(render::percent_words(row.progress) + " done");
  facts.push_back(render::expected_words(running.expected));
  if (row.health)
    facts.push_back(render::health_words(row.health));
  else if (running.expected)
    facts.emplace_back(to_string(row.state));
  facts.push_back(running.forecast ? "forecast " + render::percent_words(*running.forecast) : "no forecast");
  if (const auto measured = carry.carried().measured)
    facts.push_back(fmt::format("baseline {}", base::format_number(*measured)));
  if (is_unreached_stretch(running.objective.plan.priority, running.objective_progress))
    facts.emplace_back("p2 not reached: offered as p1");
  context.err() << base::strip_controls(
      fmt::format("\n{}: {}\n{}\n", carry.name(), row.title, base::join(facts, ", ")));
}

}  // namespace

Expected<std::optional<app::CarryChoice>> ask_for_act(Context& context, const app::Carry& carry) {
  show(context, carry);
  const std::vector<std::string> acts{"keep", "modify", "drop", "later"};
  SECOKR_TRY(const std::size_t chosen, choose(context,
                                              {.text = fmt::format("What becomes of {}", carry.name()),
                                               .flag = "--keep, --modify or --drop",
                                               .by_default = acts.back()},
                                              acts));
  if (chosen + 1 == acts.size()) return std::nullopt;
  return app::CarryChoice{.act = chosen == 0 ? CarryAct::keep : chosen == 1 ? CarryAct::modify : CarryAct::drop};
}

Status ask_for_rest(Context& context, const app::Carry& carry, app::CarryChoice& choice) {
  if (!can_ask(context) || !carry.decided().empty()) return {};
  if (choice.act == CarryAct::modify && choice.answers.empty()) {
    const KeyResult& now = carry.carried().key_result;
    SECOKR_CHECK(ask_changed(context, carry, Field::title, name_of(Field::title), now.title, choice.answers));
    const std::string metric = now.measure ? to_string(*now.measure) : "";
    const std::string measured =
        carry.carried().measured ? fmt::format(" (its baseline is {})", base::format_number(*carry.carried().measured))
                                 : "";
    SECOKR_CHECK(ask_changed(context, carry, Field::metric,
                             fmt::format("{}: {}{}", name_of(Field::metric), metric_grammar, measured), metric,
                             choice.answers));
  }
  if (choice.act == CarryAct::drop && base::trim(choice.reason).empty()) {
    SECOKR_TRY(choice.reason, ask(context, {.text = "Why it is dropped", .flag = "--reason TEXT"}));
  }
  return {};
}

Status carry_out(Context& context, Quarter planned, const app::Carry& carry, const app::CarryChoice& choice) {
  SECOKR_TRY(const app::CarryPlan plan, carry.plan(choice));
  print_heading(context, planned, fmt::format("{} {}", to_string(choice.act), base::shell_quoted(carry.name())));
  SECOKR_TRY(const ApplyResult result, apply(context, plan.set, {.nothing = plan.nothing}));
  if (plan.set.empty() || (!result.was_applied && !context.global().dry_run)) return {};
  for (const std::string& sentence : plan.said) context.say(sentence);
  if (!result.was_applied || plan.name.empty()) return {};
  print_findings(context, planned, plan.findings);
  if (count(plan.findings).errors > 0)
    context.say("Correct it first: " + typed_next(context, planned, "draft edit " + base::shell_quoted(plan.name)));
  context.say("Next: " + typed_next(context, planned, "draft show " + base::shell_quoted(plan.name)));
  return {};
}

Expected<bool> ask_and_carry_out(Context& context, Quarter planned, const app::Carry& carry) {
  SECOKR_TRY(auto choice, ask_for_act(context, carry));
  if (!choice) return false;
  SECOKR_CHECK(ask_for_rest(context, carry, *choice));
  SECOKR_CHECK(carry_out(context, planned, carry, *choice));
  return true;
}

}  // namespace secokr::cli
