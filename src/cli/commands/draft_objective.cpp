#include "app/draft_objective.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include <secokr/titles.hpp>

#include "base/shell.hpp"
#include "base/text.hpp"
#include "cli/apply.hpp"
#include "cli/commands/commands.hpp"
#include "cli/draft_support.hpp"
#include "cli/next_commands.hpp"
#include "cli/ports.hpp"
#include "cli/prompts.hpp"
#include "cli/registry.hpp"

namespace secokr::cli {
namespace {

std::vector<FieldFlag> flags() {
  return {{"Title", "What the division wants to reach, in one line", "TEXT"},
          {"Reference", "Its short name, unique in the quarter: it stands in the brackets of published titles", "REF"},
          {"DRI", "A functional leader or a direct report of one; you, unless somebody else is named", "@USER"},
          {"Area", "The area that owns it; the DRI's, unless another one is named", "AREA"},
          {"Top-5 risk", "How it meets which risk: 'mitigates Phishing of team members'; also eliminates, transfers",
           "TEXT"},
          {"Strategy", "Link to the strategy that it serves", "URL"},
          {"Priority", "p0, p1 or p2", "PRIORITY"},
          {"Outcome", "What outcome you want, and how you will know", "TEXT"},
          {"Security roadmap", "The roadmap item that it supports", "TEXT"},
          {"Budget", "What it costs, or none", "TEXT"},
          {"Working group", "Link to its working group", "URL"},
          {"Critical project", "The critical project that a p0 stands for", "URL"},
          {"Confidential", "yes keeps it, and its key results, inside the division", "yes|no"}};
}

/// Asks in the order in which a leader thinks; each answer is checked while it can be changed.
class Questions {
 public:
  Questions(Context& context, const app::NewObjective& objective, app::Answers& answers)
      : m_context(context), m_objective(objective), m_answers(answers) {}

  Status ask_all() {
    SECOKR_CHECK(ask_text("Title", "What do you want to reach (title)", std::nullopt));
    SECOKR_CHECK(ask_text("Reference", "Short reference for titles", reference_from_title()));
    const std::string me = m_objective.usual_dri();
    SECOKR_CHECK(
        ask_text("DRI", "DRI, a functional leader or a direct report", usable("DRI", me.empty() ? me : "@" + me)));
    SECOKR_CHECK(ask_text("Area", "Area", usable("Area", m_objective.usual_area(dri()))));
    SECOKR_CHECK(ask_risk());
    SECOKR_CHECK(ask_text("Strategy", "Link to the strategy it serves (empty: later)", ""));
    SECOKR_CHECK(ask_text("Priority", "Priority: p0, p1 or p2", "p1"));
    if (base::equals_folded(answer("Priority"), "p0"))
      SECOKR_CHECK(ask_text("Critical project", "Critical project of the p0, a link (empty: later)", ""));
    return ask_text("Outcome", "What outcome do you want, and how will you know (empty: later)", "");
  }

 private:
  std::string answer(std::string_view field) const {
    const auto found = std::ranges::find(m_answers, field, &app::Answer::field);
    return found == m_answers.end() ? std::string{} : found->text;
  }

  std::string dri() const {
    std::string name = answer("DRI");
    return name.starts_with('@') ? name.substr(1) : name;
  }

  std::optional<std::string> usable(const std::string& field, const std::string& text) const {
    if (text.empty() || !m_objective.check({field, text})) return std::nullopt;
    return text;
  }

  std::optional<std::string> reference_from_title() const { return usable("Reference", answer("Title")); }

  Status ask_text(const std::string& field, std::string text, std::optional<std::string> by_default) {
    if (app::has_answer(m_answers, field)) return {};
    SECOKR_TRY(
        std::string given,
        ask(m_context, {.text = std::move(text),
                        .flag = app::flag_of(field),
                        .by_default = std::move(by_default),
                        .validate = [&](const std::string& value) { return m_objective.check({field, value}); }}));
    m_answers.push_back({field, std::move(given)});
    return {};
  }

  Status ask_risk() {
    if (m_objective.risks().empty())
      return ask_text("Top-5 risk", "Top-5 risk: eliminates, mitigates or transfers RISK (empty: later)", "");
    if (app::has_answer(m_answers, "Top-5 risk")) return {};
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
    m_answers.push_back({"Top-5 risk", ways[way] + " " + risks[risk]});
    return {};
  }

  Context& m_context;
  const app::NewObjective& m_objective;
  app::Answers& m_answers;
};

/// Questions are asked only where a demanded answer is missing: a line that says enough is never interrupted.
bool says_enough(const app::Answers& answers) {
  return app::has_answer(answers, "Title") && app::has_answer(answers, "Reference");
}

Expected<int> run(Context& context, const std::vector<FieldFlag>& given) {
  SECOKR_TRY(const Quarter quarter, draft_quarter(context));
  SECOKR_TRY(const app::Ports ports, cli::ports(context));
  SECOKR_TRY(auto set_aside, overrides(context));
  SECOKR_TRY(const auto objective, app::NewObjective::begin(ports, quarter, std::move(set_aside)));
  app::Answers answers = answers_of(given);
  const bool asked = can_ask(context) && !says_enough(answers);
  if (asked) {
    context.say(fmt::format("A new objective for {}; Ctrl-D leaves without writing anything", to_string(quarter)));
    SECOKR_CHECK(Questions(context, objective, answers).ask_all());
  }
  const Typed said = typed("secokr draft objective", answers);
  const auto drafting = objective.plan(answers);
  if (!drafting) return fail(asked ? said.given_back(drafting.error()) : drafting.error());
  print_heading(context, quarter, fmt::format("objective {}", base::shell_quoted(drafting->name)));
  const auto result = apply(context, drafting->set);
  if (!result) return fail(said.given_back(result.error()));
  if (!result->was_applied) return 0;
  // That there is no KR yet goes without saying.
  std::vector<Finding> findings;
  std::ranges::copy_if(drafting->findings, std::back_inserter(findings), [](const Finding& finding) {
    return finding.severity != Severity::note && finding.rule != Rule::O2;
  });
  print_findings(context, quarter, findings);
  context.say("Next: " + typed_next(context, quarter, "draft kr " + base::shell_quoted(drafting->name)));
  return 0;
}

}  // namespace

CommandSpec draft_objective_command() {
  CommandSpec spec;
  spec.path = "draft objective";
  spec.group = groups::plan;
  spec.summary = "Begin an objective";
  spec.description =
      "Writes okrs/QUARTER/<slug>.md with the objective's fields and its id. What is missing is asked for on a "
      "terminal, and each answer is "
      "checked while it can be changed; without a terminal a title and a reference are enough to begin, for somebody "
      "whom secokr.toml names. Everything can "
      "be edited in the file "
      "afterwards.";
  spec.examples = {{"secokr draft objective", "Answer questions"},
                   {"secokr draft objective --title 'Build a security-aware organisation' --reference 'Security "
                    "Training' --priority p1",
                    "By flags"}};
  spec.schema = "changes";
  spec.needs = Needs::workspace;
  spec.writes = true;
  spec.bind = [](OptionBinder& binder) -> Runner {
    const auto given = std::make_shared<std::vector<FieldFlag>>(flags());
    bind_fields(binder, *given);
    return [given](Context& context) { return run(context, *given); };
  };
  return spec;
}

}  // namespace secokr::cli
