#include "app/draft/objective.hpp"

#include <fmt/format.h>

#include <algorithm>

#include <secokr/titles.hpp>

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

struct DraftObjectiveOptions {
  std::vector<FieldFlag> fields = objective_flags();
  DraftSource source{};
};

/// Asks in the order in which a leader thinks: what, why, how known, who, how important.
class ObjectiveQuestions {
 public:
  ObjectiveQuestions(Context& context, Quarter quarter, const app::NewObjective& objective, app::Answers& answers)
      : m_context(context),
        m_quarter(quarter),
        m_objective(objective),
        m_questions(context,
                    {.check = [&](const app::Answer& answer) { return objective.check(answer); },
                     .remarks = [&](const app::Answers& before,
                                    const app::Answer& answer) { return objective.remarks(before, answer); }},
                    answers),
        m_answers(answers) {}

  Status ask_all() {
    SECOKR_CHECK(m_questions.ask_text(question_of<Objective>(Field::title), std::nullopt));
    SECOKR_CHECK(m_questions.ask_text(question_of<Objective>(Field::reference),
                                      usable(Field::reference, m_questions.answer(Field::title))));
    SECOKR_CHECK(ask_risk());
    SECOKR_CHECK(m_questions.ask_text(question_of<Objective>(Field::strategy), ""));
    SECOKR_CHECK(m_questions.ask_prose(question_of<Objective>(Field::outcome),
                                       fmt::format("{}-outcome.md", to_string(m_quarter))));
    const std::string me = m_objective.usual_dri();
    SECOKR_CHECK(
        m_questions.ask_text(question_of<Objective>(Field::dri), usable(Field::dri, me.empty() ? me : "@" + me)));
    SECOKR_CHECK(
        m_questions.ask_text(question_of<Objective>(Field::area), usable(Field::area, m_objective.usual_area(dri()))));
    SECOKR_CHECK(m_questions.ask_text(question_of<Objective>(Field::priority), "p1"));
    if (base::equals_folded(m_questions.answer(Field::priority), "p0"))
      return m_questions.ask_text(question_of<Objective>(Field::critical_project), "");
    return {};
  }

  void discard() const { m_questions.discard(); }

 private:
  std::string dri() const {
    std::string name = m_questions.answer(Field::dri);
    return name.starts_with('@') ? name.substr(1) : name;
  }

  std::optional<std::string> usable(Field field, const std::string& text) const {
    if (text.empty() || !m_objective.check({field, text})) return std::nullopt;
    return text;
  }

  Status ask_risk() {
    if (m_objective.risks().empty()) return m_questions.ask_text(question_of<Objective>(Field::top5_risk), "");
    if (app::has_answer(m_answers, Field::top5_risk)) return {};
    std::vector<std::string> risks = m_objective.risks();
    risks.emplace_back("later");
    SECOKR_TRY(const std::size_t risk, choose(m_context,
                                              {.text = "Which Top-5 risk does it meet",
                                               .flag = "--top-5-risk",
                                               .by_default = std::to_string(risks.size())},
                                              risks));
    if (risk + 1 == risks.size()) return {};
    const std::vector<std::string> ways{"eliminates", "mitigates", "transfers"};
    SECOKR_TRY(const std::size_t way,
               choose(m_context, {.text = "How does it meet it", .flag = "--top-5-risk", .by_default = "2"}, ways));
    m_questions.take({Field::top5_risk, ways[way] + " " + risks[risk]});
    return {};
  }

  Context& m_context;
  Quarter m_quarter;
  const app::NewObjective& m_objective;
  FieldQuestions m_questions;
  app::Answers& m_answers;
};

/// ObjectiveQuestions are asked only where a demanded answer is missing: a line that says enough is never interrupted.
bool says_enough(const app::Answers& answers) {
  return app::has_answer(answers, Field::title) && app::has_answer(answers, Field::reference);
}

/// What a filled-in template says, where no flag says it.
void take_objective_shape(Context& context, const std::string& text, app::Answers& answers) {
  const auto shape = documents::read_objective_shape(text);
  for (const auto& [field, value] :
       {std::pair{Field::outcome, shape.outcome}, std::pair{Field::security_roadmap, shape.security_roadmap},
        std::pair{Field::budget, shape.budget}})
    if (!value.empty() && !app::has_answer(answers, field)) answers.push_back({field, value});
  if (!shape.dependencies.empty())
    context.say(
        "Dependencies belong to key results: they are kept in the outcome's text; name each with secokr dependency add "
        "once its key result stands");
}

/// Shows it and writes it. True once it is written.
Expected<bool> write_objective(Context& context, Quarter quarter, const app::DraftChange& change) {
  print_heading(context, quarter, fmt::format("objective {}", base::shell_quoted(change.name)));
  SECOKR_TRY(const ApplyResult result, apply(context, change.set));
  if (!result.was_applied) return false;
  // That there is no KR yet goes without saying.
  std::vector<Finding> findings;
  std::ranges::copy_if(change.findings, std::back_inserter(findings), [](const Finding& finding) {
    return finding.severity != Severity::note && finding.rule != Rule::O2;
  });
  print_findings(context, quarter, findings);
  context.say("Next: " + typed_next(context, quarter, "draft kr " + base::shell_quoted(change.name)));
  return true;
}

Expected<int> run_objective_text(Context& context, Quarter quarter, const app::NewObjective& objective,
                                 const SourceText& source) {
  const auto change = objective.plan_text(source.text);
  auto written = change ? write_objective(context, quarter, *change) : fail(change.error());
  return finish_source(source, std::move(written));
}

Expected<int> run_draft_objective(Context& context, const DraftObjectiveOptions& options) {
  SECOKR_TRY(const Quarter quarter, draft_quarter(context));
  SECOKR_TRY(const app::Ports ports, cli::ports(context));
  SECOKR_TRY(auto set_aside, overrides(context));
  SECOKR_TRY(const auto objective, app::NewObjective::begin(ports, quarter, std::move(set_aside)));
  app::Answers answers = answers_of(options.fields);
  std::optional<SourceText> source;
  if (options.source.is_given()) {
    SECOKR_TRY(source,
               take_text(context, options.source,
                         {.command = "secokr draft objective",
                          .buffer = fmt::format("{}-objective.md", to_string(quarter)),
                          .template_name = "objective-ally.md",
                          .form = [&] { return objective.form(answers); },
                          .validate = [&](const std::string& text) -> Status {
                            SECOKR_CHECK(objective.plan_text(text));
                            return {};
                          },
                          .problems =
                              [](const std::string& text) { return documents::read_objective_shape(text).problems; }}));
    if (!options.source.shape) return run_objective_text(context, quarter, objective, *source);
    take_objective_shape(context, source->text, answers);
  }
  const bool asked = can_ask(context) && !says_enough(answers);
  ObjectiveQuestions questions(context, quarter, objective, answers);
  if (asked) {
    context.say(fmt::format("A new objective for {}; Ctrl-D leaves without writing anything", to_string(quarter)));
    if (auto done = questions.ask_all(); !done) {
      questions.discard();
      return finish_source(source, fail(std::move(done).error()));
    }
  }
  const Typed said = typed(context, "draft objective", answers);
  const auto change = objective.plan(answers);
  if (!change) return finish_source(source, fail(asked ? said.given_back(change.error()) : change.error()));
  auto written = write_objective(context, quarter, *change);
  if (!written) return finish_source(source, fail(said.given_back(std::move(written).error())));
  if (*written) questions.discard();
  return finish_source(source, std::move(written));
}

}  // namespace

CommandSpec draft_objective_command() {
  return draft_verb({
      .path = "draft objective",
      .summary = "Begin an objective",
      .description =
          "Writes okrs/QUARTER/<slug>.md with the objective's fields and its id. What is missing is asked for on a "
          "terminal, and each answer is checked while it can be changed; without a terminal a title and a reference "
          "are enough to begin, for somebody whom secokr.toml names. Everything can be changed afterwards with draft "
          "edit.\n\nWith --editor it opens as a whole in your editor. --template ally takes the description that "
          "leaders used to write in Ally: Objective becomes the outcome, Security Roadmap and Budget their fields; "
          "Dependencies stay in the outcome's text.",
      .examples = {{"secokr draft objective", "Answer questions"},
                   {"secokr draft objective --editor", "Write it as a whole in your editor"},
                   {"secokr draft objective --template ally", "Fill in the Ally template in your editor"},
                   {"secokr draft objective --title 'Build a security-aware organisation' --reference 'Security "
                    "Training' --priority p1",
                    "By flags"}},
      .judges_rules = true,
      .bind = with_options<DraftObjectiveOptions>(
          [](OptionBinder& binder, DraftObjectiveOptions& options) {
            bind_fields(binder, options.fields);
            bind_source(binder, options.source, "ally");
          },
          run_draft_objective),
  });
}

}  // namespace secokr::cli
