#include "cli/commands/dependency/answer.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/shell.hpp"
#include "base/text.hpp"
#include "cli/ask/prompts.hpp"
#include "cli/ask/typed.hpp"
#include "cli/commands/dependency/questions.hpp"
#include "cli/core/draft_quarter.hpp"
#include "cli/core/heading.hpp"
#include "cli/core/ports.hpp"
#include "cli/core/registry.hpp"
#include "cli/write/apply.hpp"
#include "documents/objective/document.hpp"
#include "render/changes.hpp"
#include "workspace/decisions.hpp"
#include "workspace/workspace.hpp"

namespace secokr::cli {
namespace {

std::string_view command_of(DependencyVerb verb) {
  if (verb == DependencyVerb::confirmed) return "confirm";
  return verb == DependencyVerb::declined ? "decline" : "withdraw";
}

std::string line_of(const Dependency& dependency) {
  constexpr std::size_t box = 6;
  return documents::render_dependency(dependency).substr(box);
}

Expected<app::DependencyAnswer> answer_from(DependencyVerb verb, const AnswerOptions& options) {
  app::DependencyAnswer answer{.key_result = options.key_result.value_or(""),
                               .which = options.which,
                               .verb = verb,
                               .reason = options.reason.value_or(""),
                               .on_behalf_of = options.on_behalf_of.value_or(""),
                               .evidence = options.evidence.value_or("")};
  if (options.decline_class) answer.decline_class = parse_decline_class(*options.decline_class);
  if (options.no_capacity && answer.decline_class && *answer.decline_class != DeclineClass::no_capacity)
    return fail({.kind = ErrorKind::usage,
                 .what = fmt::format("--no-capacity and --class {} are two classes", *options.decline_class),
                 .help = "Give one of them"});
  if (options.no_capacity) answer.decline_class = DeclineClass::no_capacity;
  return answer;
}

Error no_key_result(DependencyVerb verb) {
  return {
      .kind = ErrorKind::usage,
      .what = "No key result is named",
      .help = fmt::format("Name one, such as secokr dependency {} \"Security Training/KR1\"; `secokr dependency list "
                          "--mine` lists those that are yours to answer",
                          command_of(verb))};
}

Error given_back(const Context& context, Error error, const app::DependencyAnswer& answer) {
  std::string command = fmt::format("dependency {} {}", command_of(answer.verb), base::shell_word(answer.key_result));
  if (answer.which) command += " " + base::shell_word(*answer.which);
  Typed typed(context, command);
  if (answer.decline_class) {
    std::string word(to_string(*answer.decline_class));
    std::ranges::replace(word, ' ', '-');
    typed.add("--class", word);
  }
  typed.add("--reason", answer.reason);
  typed.add("--on-behalf-of", answer.on_behalf_of);
  typed.add("--evidence", answer.evidence);
  return typed.given_back(std::move(error));
}

/// A decline that cannot be recorded is told, whoever reads: nothing may lose it (D5).
void tell_unrecorded(Context& context, Quarter quarter, const workspace::Decision& decision) {
  context.err() << fmt::format(
      "The record {} written: there is no workspace here. This line belongs at the end of "
      "okrs/{}/decisions.md in the planning repository; the same command, typed there, adds it:\n{}\n",
      context.global().dry_run ? "would not be" : "was not", to_string(quarter),
      base::strip_controls(workspace::render_decision(decision)));
}

render::Json with_unrecorded(const tracker::ChangeSet& set, Quarter quarter, const workspace::Decision& decision) {
  render::Json json = render::changes_json(set);
  json["unrecorded"] = {{"path", fmt::format("okrs/{}/decisions.md", to_string(quarter))},
                        {"line", workspace::render_decision(decision)}};
  return json;
}

}  // namespace

CommandSpec dependency_verb(CommandSpec own) {
  own.group = groups::plan;
  own.schema = "changes";
  own.needs = Needs::config;
  own.writes = true;
  own.takes_quarter = true;
  return own;
}

void bind_answer(OptionBinder& binder, AnswerOptions& options) {
  binder.positional("KR", options.key_result,
                    "The key result: \"Security Training/KR1\", with its dependency \"Security Training/KR1/D2\", "
                    "'#12' or its URL");
  binder.positional("TEAM|Dn", options.which, "Which of its dependencies: the team asked, or D2; where it has several");
  binder.text("--on-behalf-of", options.on_behalf_of,
              "Who answered, where the side that asked records it for them; with --evidence", "@USER");
  binder.text("--evidence", options.evidence, "Where they said so", "URL");
}

Expected<int> carry_out(Context& context, Quarter quarter, const app::DependencyChange& change, std::string nothing) {
  const bool own_json = context.json() && change.unrecorded.has_value() && !context.global().dry_run;
  SECOKR_TRY(const ApplyResult result,
             apply(context, change.set, {.nothing = std::move(nothing), .show_result = !own_json}));
  if (own_json)
    context.print_json(with_unrecorded(result.set, quarter, *change.unrecorded));
  else if (change.unrecorded && !context.json())
    tell_unrecorded(context, quarter, *change.unrecorded);
  if (!result.was_applied) return 0;
  context.say(fmt::format("{} is now: {}", change.name, line_of(change.dependency)));
  for (const std::string& next : change.next) context.say(next);
  const bool in_files = std::ranges::any_of(
      result.set.changes, [](const tracker::Change& each) { return tracker::file_of(each) != nullptr; });
  if (in_files) context.say(fmt::format("Commit what was written to okrs/{}", to_string(quarter)));
  return 0;
}

Expected<int> run_answer(Context& context, DependencyVerb verb, const AnswerOptions& options) {
  SECOKR_TRY(app::DependencyAnswer answer, answer_from(verb, options));
  if (answer.key_result.empty() && !can_ask(context)) return fail(no_key_result(verb));
  SECOKR_TRY(const Quarter quarter, draft_quarter(context, {app::split_dependency_name(answer.key_result).first}));
  SECOKR_TRY(const app::Ports ports, dependency_ports(context, quarter, true));
  SECOKR_TRY(const bool asked, ask_for_answer(context, ports, quarter, answer));
  const auto planned = app::plan_answer(ports, quarter, answer);
  if (!planned) return fail(asked ? given_back(context, planned.error(), answer) : planned.error());
  print_heading(context, quarter, fmt::format("{} {}", command_of(verb), base::shell_quoted(planned->name)));
  const auto done =
      carry_out(context, quarter, *planned,
                fmt::format("Nothing to do: {} is {} already", planned->name, to_string(planned->dependency.status())));
  if (!done) return fail(asked ? given_back(context, done.error(), answer) : done.error());
  return *done;
}

}  // namespace secokr::cli
