#include <fmt/format.h>

#include <algorithm>

#include "app/draft/key_result.hpp"
#include "base/shell.hpp"
#include "base/text.hpp"
#include "cli/ask/prompts.hpp"
#include "cli/commands/draft/flags.hpp"
#include "cli/commands/draft/questions.hpp"
#include "cli/commands/draft/source.hpp"
#include "cli/commands/draft/verb.hpp"
#include "cli/commands/draft/words.hpp"
#include "cli/core/draft_quarter.hpp"
#include "cli/core/heading.hpp"
#include "cli/core/next_commands.hpp"
#include "cli/core/ports.hpp"
#include "cli/write/apply.hpp"
#include "documents/shapes/template_shapes.hpp"

namespace secokr::cli {
namespace {

struct DraftKrOptions {
  std::string objective{};
  std::vector<FieldFlag> fields = key_result_flags();
  DraftSource source{};
};

/// What, how known, who, when.
Status ask_all(FieldQuestions& questions, const app::NewKeyResult& key_result, const std::string& buffer,
               bool has_milestones) {
  SECOKR_CHECK(questions.ask_text(question_of<KeyResult>(Field::title), std::nullopt));
  SECOKR_CHECK(questions.ask_text(question_of<KeyResult>(Field::metric), ""));
  SECOKR_CHECK(questions.ask_prose(question_of<KeyResult>(Field::outcome), buffer));
  SECOKR_CHECK(questions.ask_text(question_of<KeyResult>(Field::weight), ""));
  const std::string me = key_result.usual_dri();
  SECOKR_CHECK(
      questions.ask_text(question_of<KeyResult>(Field::dri), me.empty() ? std::nullopt : std::optional("@" + me)));
  SECOKR_CHECK(questions.ask_list(question_of<KeyResult>(Field::dependency)));
  if (has_milestones) return {};
  return questions.ask_list(question_of<KeyResult>(Field::milestone));
}

/// What a filled-in template says, where no flag says it.
app::ListedBefore take_key_result_shape(Context& context, const std::string& text, const app::NewKeyResult& key_result,
                                        app::Answers& answers) {
  auto shape = documents::read_key_result_shape(text);
  for (const auto& [field, value] : {std::pair{Field::title, shape.title}, std::pair{Field::outcome, shape.outcome}})
    if (!value.empty() && !app::has_answer(answers, field)) answers.push_back({field, value});
  const std::string reference = key_result.name().substr(0, key_result.name().rfind('/'));
  if (!shape.reference.empty() && !base::equals_folded(shape.reference, reference))
    context.say(fmt::format("The issue's title names ({}); it becomes a key result of {} all the same",
                            base::strip_controls(shape.reference), base::shell_quoted(reference)));
  if (!shape.dependencies.empty())
    context.say(fmt::format("Kept as text, which no team answers: {}. `secokr dependency add` asks a team",
                            base::strip_controls(base::join(shape.dependencies, "; "))));
  app::ListedBefore listed{.dependencies = std::move(shape.asked)};
  if (!app::has_answer(answers, Field::milestone)) listed.milestones = std::move(shape.milestones);
  return listed;
}

/// Shows it and writes it. True once it is written.
Expected<bool> write_key_result(Context& context, Quarter quarter, const app::DraftChange& change) {
  print_heading(context, quarter, fmt::format("key result {}", base::shell_quoted(change.name)));
  SECOKR_TRY(const ApplyResult result, apply(context, change.set));
  if (!result.was_applied) return false;
  std::vector<Finding> findings;
  std::ranges::copy_if(change.findings, std::back_inserter(findings), [&](const Finding& finding) {
    return finding.subject == change.name || finding.subject.starts_with(change.name + "/");
  });
  print_findings(context, quarter, findings);
  const std::string reference = base::shell_quoted(change.name.substr(0, change.name.rfind('/')));
  // What is an error now would stop the proposal.
  if (count(findings).errors > 0)
    context.say("Correct it first: " + typed_next(context, quarter, "draft edit " + base::shell_quoted(change.name)));
  context.say("Next: " + typed_next(context, quarter, "draft propose " + reference));
  context.say("or another key result: " + typed_next(context, quarter, "draft kr " + reference));
  return true;
}

Expected<int> run_key_result_text(Context& context, Quarter quarter, const app::NewKeyResult& key_result,
                                  const SourceText& source) {
  const auto change = key_result.plan_text(source.text);
  auto written = change ? write_key_result(context, quarter, *change) : fail(change.error());
  return finish_source(source, std::move(written));
}

SourceRequest key_result_source(const DraftKrOptions& options, const app::NewKeyResult& key_result,
                                const app::Answers& answers, const std::string& buffer) {
  return {.command = fmt::format("secokr draft kr {}", base::shell_quoted(options.objective)),
          .buffer = buffer + ".md",
          .template_name = "key-result-gitlab.md",
          .form = [&] { return key_result.form(answers); },
          .validate = [&](const std::string& text) -> Status {
            SECOKR_CHECK(key_result.plan_text(text));
            return {};
          },
          .problems = [](const std::string& text) { return documents::read_key_result_shape(text).problems; }};
}

Expected<int> run_draft_kr(Context& context, const DraftKrOptions& options) {
  SECOKR_TRY(const Quarter quarter, draft_quarter(context, {options.objective}));
  SECOKR_TRY(const app::Ports ports, cli::ports(context));
  SECOKR_TRY(auto set_aside, overrides(context));
  SECOKR_TRY(const auto key_result, app::NewKeyResult::begin(ports, quarter, options.objective, std::move(set_aside)));
  app::Answers answers = answers_of(options.fields);
  app::ListedBefore listed;
  std::optional<SourceText> source;
  const std::string buffer = fmt::format("{}-{}", to_string(quarter), base::slug(key_result.name()));
  if (options.source.is_given()) {
    SECOKR_TRY(source, take_text(context, options.source, key_result_source(options, key_result, answers, buffer)));
    if (!options.source.shape) return run_key_result_text(context, quarter, key_result, *source);
    listed = take_key_result_shape(context, source->text, key_result, answers);
  }
  const bool asked = can_ask(context) && (options.source.shape || !app::has_answer(answers, Field::title));
  FieldQuestions questions(context,
                           {.check = [&](const app::Answer& answer) { return key_result.check(answer); },
                            .remarks = [&](const app::Answers& before,
                                           const app::Answer& answer) { return key_result.remarks(before, answer); }},
                           answers);
  if (asked) {
    context.say(fmt::format("{} of {}; Ctrl-D leaves without writing anything", key_result.name(), to_string(quarter)));
    if (auto done = ask_all(questions, key_result, buffer + "-outcome.md", !listed.milestones.empty()); !done) {
      questions.discard();
      return finish_source(source, fail(std::move(done).error()));
    }
  }
  const Typed said = typed(context, fmt::format("draft kr {}", base::shell_word(options.objective)), answers);
  const auto change = key_result.plan(answers, listed);
  if (!change) return finish_source(source, fail(asked ? said.given_back(change.error()) : change.error()));
  auto written = write_key_result(context, quarter, *change);
  if (!written) return finish_source(source, fail(said.given_back(std::move(written).error())));
  if (*written) questions.discard();
  return finish_source(source, std::move(written));
}

}  // namespace

CommandSpec draft_kr_command() {
  return draft_verb({
      .path = "draft kr",
      .summary = "Add a key result to an objective",
      .description =
          "Appends the next key result to the objective's file, with its id; all else in the file stays byte for byte. "
          "What is missing is asked for on a terminal, and each answer is checked while it can be changed. Then "
          "everything that the rules say of it, with the day from which each rule counts.\n\nWith --editor it opens in "
          "your editor. --template gitlab takes the issue description that teams used to write: the issue's title, "
          "Objective as the outcome, and the milestones.",
      .examples = {{"secokr draft kr 'Security Training'", "Answer questions"},
                   {"secokr draft kr 'Security Training' --editor", "Write it in your editor"},
                   {"secokr draft kr 'Security Training' --template gitlab --file key-result.md",
                    "From a filled-in GitLab template"},
                   {"secokr draft kr 'Security Training' --title 'Achieve 90% completion' --dri @training-manager "
                    "--metric 'completion rate from "
                    "62 to 90 %' --milestone 'everyone is enrolled; @training-manager; 2027-02-26'",
                    "By flags"}},
      .judges_rules = true,
      .bind = with_options<DraftKrOptions>(
          [](OptionBinder& binder, DraftKrOptions& options) {
            binder.positional("REF", options.objective, "The objective's reference, or the beginning of it");
            bind_fields(binder, options.fields);
            bind_source(binder, options.source, "gitlab");
          },
          run_draft_kr),
  });
}

}  // namespace secokr::cli
