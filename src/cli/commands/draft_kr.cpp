#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "app/draft_key_result.hpp"
#include "base/shell.hpp"
#include "cli/apply.hpp"
#include "cli/commands/commands.hpp"
#include "cli/draft_support.hpp"
#include "cli/next_commands.hpp"
#include "cli/ports.hpp"
#include "cli/prompts.hpp"
#include "cli/registry.hpp"

namespace secokr::cli {
namespace {

struct Options {
  std::string objective{};
  std::vector<FieldFlag> fields{
      {"Title", "What will be measured as done, in one line", "TEXT"},
      {"DRI", "A manager, or an individual contributor who can move it by their own acts", "@USER"},
      {"Contributed by", "The leader who brings it to another leader's objective", "@USER"},
      {"Metric", "NAME from START to TARGET [UNIT], or baseline", "METRIC"},
      {"Weight", "Its percentage of the objective; what is not given is shared equally", "PERCENT"},
      {"State", "active, not started, 'paused by URL', done or dropped", "STATE"},
      {"Outcome", "What outcome you want, and how it is measured", "TEXT"},
      {"Dependency", "'TEAM; NEED'; the team's manager comes from the org", "TEXT"},
      {"Milestone", "'DESCRIPTION; @DRI; DATE'; DRI (else the key result's) and date are optional", "TEXT"}};
};

class Questions {
 public:
  Questions(Context& context, const app::NewKeyResult& key_result, app::Answers& answers)
      : m_context(context), m_key_result(key_result), m_answers(answers) {}

  Status ask_all() {
    SECOKR_CHECK(ask_text("Title", "What will be measured as done (title)", std::nullopt));
    const std::string me = m_key_result.usual_dri();
    SECOKR_CHECK(ask_text("DRI", "DRI", me.empty() ? std::nullopt : std::optional("@" + me)));
    SECOKR_CHECK(ask_text("Metric", "Metric: NAME from START to TARGET [UNIT], or baseline (empty: later)", ""));
    SECOKR_CHECK(ask_text("Weight", "Weight in percent of the objective (empty: an equal share)", ""));
    SECOKR_CHECK(ask_text("Outcome", "What outcome, how measured (empty: later)", ""));
    SECOKR_CHECK(ask_list("Dependency", "Dependency: TEAM; NEED (empty: no more)"));
    return ask_list("Milestone", "Milestone: DESCRIPTION; @DRI; DATE (empty: no more)");
  }

 private:
  Expected<std::string> ask_one(const std::string& field, std::string text, std::optional<std::string> by_default) {
    return ask(m_context, {.text = std::move(text),
                           .flag = app::flag_of(field),
                           .by_default = std::move(by_default),
                           .validate = [&](const std::string& value) { return m_key_result.check({field, value}); }});
  }

  Status ask_text(const std::string& field, std::string text, std::optional<std::string> by_default) {
    if (app::has_answer(m_answers, field)) return {};
    SECOKR_TRY(std::string given, ask_one(field, std::move(text), std::move(by_default)));
    m_answers.push_back({field, std::move(given)});
    return {};
  }

  Status ask_list(const std::string& field, const std::string& text) {
    if (app::has_answer(m_answers, field)) return {};
    for (;;) {
      SECOKR_TRY(std::string given, ask_one(field, text, ""));
      if (given.empty()) return {};
      m_answers.push_back({field, std::move(given)});
    }
  }

  Context& m_context;
  const app::NewKeyResult& m_key_result;
  app::Answers& m_answers;
};

Expected<int> run(Context& context, const Options& options) {
  SECOKR_TRY(const Quarter quarter, draft_quarter(context, {options.objective}));
  SECOKR_TRY(const app::Ports ports, cli::ports(context));
  SECOKR_TRY(auto set_aside, overrides(context));
  SECOKR_TRY(const auto key_result, app::NewKeyResult::begin(ports, quarter, options.objective, std::move(set_aside)));
  app::Answers answers = answers_of(options.fields);
  const bool asked = can_ask(context) && !app::has_answer(answers, "Title");
  if (asked) {
    context.say(fmt::format("{} of {}; Ctrl-D leaves without writing anything", key_result.name(), to_string(quarter)));
    SECOKR_CHECK(Questions(context, key_result, answers).ask_all());
  }
  const Typed said = typed(fmt::format("secokr draft kr {}", base::shell_quoted(options.objective)), answers);
  const auto drafting = key_result.plan(answers);
  if (!drafting) return fail(asked ? said.given_back(drafting.error()) : drafting.error());
  print_heading(context, quarter, fmt::format("key result {}", base::shell_quoted(drafting->name)));
  const auto result = apply(context, drafting->set);
  if (!result) return fail(said.given_back(result.error()));
  if (!result->was_applied) return 0;
  std::vector<Finding> findings;
  std::ranges::copy_if(drafting->findings, std::back_inserter(findings), [&](const Finding& finding) {
    return finding.subject == drafting->name || finding.subject.starts_with(drafting->name + "/");
  });
  print_findings(context, quarter, findings);
  const std::string reference = base::shell_quoted(drafting->name.substr(0, drafting->name.rfind('/')));
  // What is an error now would stop the proposal.
  if (count(findings).errors > 0) context.say(fmt::format("Correct {} first", drafting->path));
  context.say("Next: " + typed_next(context, quarter, "draft propose " + reference));
  context.say("or another key result: " + typed_next(context, quarter, "draft kr " + reference));
  return 0;
}

}  // namespace

CommandSpec draft_kr_command() {
  CommandSpec spec;
  spec.path = "draft kr";
  spec.group = groups::plan;
  spec.summary = "Add a key result to an objective";
  spec.description =
      "Appends the next key result to the objective's file, with its id; all else in the file stays byte for byte. "
      "What is missing is asked for "
      "on a terminal, and each answer is checked while it can be changed. Then everything that the rules say of it, "
      "with the day from which each "
      "rule counts.";
  spec.examples = {{"secokr draft kr 'Security Training'", "Answer questions"},
                   {"secokr draft kr 'Security Training' --title 'Achieve 90% completion' --dri @training-manager "
                    "--metric 'completion rate from "
                    "62 to 90 %' --milestone 'everyone is enrolled; @training-manager; 2027-02-26'",
                    "By flags"}};
  spec.schema = "changes";
  spec.needs = Needs::workspace;
  spec.writes = true;
  spec.bind = [](OptionBinder& binder) -> Runner {
    const auto options = std::make_shared<Options>();
    binder.positional("REF", options->objective, "The objective's reference, or the beginning of it");
    bind_fields(binder, options->fields);
    return [options](Context& context) { return run(context, *options); };
  };
  return spec;
}

}  // namespace secokr::cli
