#include <fmt/format.h>

#include "base/shell.hpp"
#include "base/text.hpp"
#include "cli/ask/prompts.hpp"
#include "cli/ask/typed.hpp"
#include "cli/commands/dependency/answer.hpp"
#include "cli/core/draft_quarter.hpp"
#include "cli/core/heading.hpp"
#include "cli/core/next_commands.hpp"
#include "cli/core/ports.hpp"
#include "cli/core/registry.hpp"

namespace secokr::cli {
namespace {

struct DependencyAddOptions {
  std::optional<std::string> key_result{};
  std::optional<std::string> team{};
  std::optional<std::string> manager{};
  std::optional<std::string> need{};
};

/// Without somebody to ask, the error names the flag to give.
Status ask_for(Context& context, std::optional<std::string>& value, const char* text, const char* flag) {
  if (value && !base::trim(*value).empty()) return {};
  SECOKR_TRY(value, ask(context, {.text = text, .flag = flag}));
  return {};
}

Expected<int> run_dependency_add(Context& context, DependencyAddOptions options) {
  const bool asks = can_ask(context);
  if (!options.key_result && !asks)
    return fail({.kind = ErrorKind::usage,
                 .what = "No key result is named",
                 .help = "secokr dependency add \"Security Training/KR1\" --team TEAM --need TEXT"});
  SECOKR_CHECK(ask_for(context, options.key_result, "Key result that needs it, such as Security Training/KR1", "KR"));
  SECOKR_CHECK(ask_for(context, options.team, "Team that is asked", "--team TEAM"));
  SECOKR_CHECK(ask_for(context, options.need, "What is needed of them", "--need TEXT"));
  SECOKR_TRY(const Quarter quarter, draft_quarter(context, {*options.key_result}));
  SECOKR_TRY(const app::Ports ports, dependency_ports(context, quarter, false));
  Typed said(context, "dependency add " + base::shell_word(*options.key_result));
  said.add("--team", options.team);
  said.add("--manager", options.manager);
  said.add("--need", options.need);
  const auto planned = app::plan_new_dependency(ports, quarter,
                                                {.key_result = *options.key_result,
                                                 .team = *options.team,
                                                 .manager = options.manager.value_or(""),
                                                 .need = *options.need});
  if (!planned) return fail(asks ? said.given_back(planned.error()) : planned.error());
  print_heading(context, quarter, fmt::format("dependency {}", base::shell_quoted(planned->name)));
  const auto done =
      carry_out(context, quarter, *planned, fmt::format("Nothing to do: {} asks for that already", planned->name));
  if (!done) return fail(asks ? said.given_back(done.error()) : done.error());
  if (!planned->set.empty() && !context.global().dry_run)
    context.say(fmt::format("@{} answers: {}", planned->dependency.manager,
                            typed_next(context, quarter, "dependency confirm " + base::shell_quoted(planned->name),
                                       TypedBy::somebody_else)));
  return *done;
}

}  // namespace

CommandSpec dependency_add_command() {
  return dependency_verb({
      .path = "dependency add",
      .summary = "Ask a team for what a key result needs of it",
      .description =
          "Adds a dependency to the key result: in its file, or once it is published in its issue, where one that is "
          "found later works the same. The team and its manager come from the org in secokr.toml; outside the planning "
          "repository --manager names who answers. What is missing is asked for on a terminal.",
      .examples =
          {{"secokr dependency add \"Security Training/KR1\" --team PeopleOps --need \"enrol every team member\"",
            "Ask a team"}},
      .bind = with_options<DependencyAddOptions>(
          [](OptionBinder& binder, DependencyAddOptions& options) {
            binder.positional("KR", options.key_result, "The key result: \"Security Training/KR1\", '#12' or its URL");
            binder.text("--team", options.team, "The team that is asked", "TEAM");
            binder.text("--manager", options.manager, "Who answers for it; the org's manager without it", "@USER");
            binder.text("--need", options.need, "What is needed of them, in one line");
          },
          run_dependency_add),
  });
}

}  // namespace secokr::cli
