#include "cli/commands/dependency/answer.hpp"
#include "cli/core/registry.hpp"

namespace secokr::cli {

CommandSpec dependency_withdraw_command() {
  return dependency_verb({
      .path = "dependency withdraw",
      .summary = "Take a request to a team back",
      .description = "For the side that asked (the DRIs of the key result and the objective, their line, and the CISO) "
                     "and for the team that is asked. The line stays, as withdrawn.\n\n" +
                     std::string(where_answered),
      .examples = {{"secokr dependency withdraw \"Security Training/KR1\" Data --reason \"we read the export instead\"",
                    "No longer needed"}},
      .bind = with_options<AnswerOptions>(
          [](OptionBinder& binder, AnswerOptions& options) {
            bind_answer(binder, options);
            binder.text("--reason", options.reason, "Why");
          },
          [](Context& context, const AnswerOptions& options) {
            return run_answer(context, DependencyVerb::withdrawn, options);
          }),
  });
}

}  // namespace secokr::cli
