#include "cli/commands/dependency/answer.hpp"
#include "cli/core/registry.hpp"

namespace secokr::cli {

CommandSpec dependency_decline_command() {
  return dependency_verb({
      .path = "dependency decline",
      .summary = "Say that a team cannot provide what is needed, and why",
      .description = std::string(who_may_answer) + "\n\n" + where_answered +
                     "\n\nA decline goes on the quarter's record. \"No capacity\" is a leadership metric that nothing "
                     "deletes (D5). The key result must then be re-scoped or dropped (D3): what to write is told, with "
                     "the weights of what would be left.",
      .examples = {{"secokr dependency decline \"Security Training/KR1\" --no-capacity --reason \"hiring freeze\"",
                    "No capacity"},
                   {"secokr dependency decline \"Security Training/KR1\" Data --class priority --reason \"the audit "
                    "comes first\"",
                    "Another reason"}},
      .bind = with_options<AnswerOptions>(
          [](OptionBinder& binder, AnswerOptions& options) {
            bind_answer(binder, options);
            binder.choice("--class", options.decline_class, {"no-capacity", "priority", "scope", "other"},
                          "What kind of no");
            binder.flag("--no-capacity", options.no_capacity, "The same as --class no-capacity");
            binder.text("--reason", options.reason, "Why, for the record");
          },
          [](Context& context, const AnswerOptions& options) {
            return run_answer(context, DependencyVerb::declined, options);
          }),
  });
}

}  // namespace secokr::cli
