#include "cli/commands/dependency/answer.hpp"
#include "cli/core/registry.hpp"

namespace secokr::cli {

CommandSpec dependency_confirm_command() {
  return dependency_verb({
      .path = "dependency confirm",
      .summary = "Promise what a key result needs of a team",
      .description = std::string(who_may_answer) + "\n\n" + where_answered,
      .examples = {{"secokr dependency confirm \"Security Training/KR1\"", "The one that is yours to answer"},
                   {"secokr dependency confirm \"Security Training/KR1\" D2", "One of several"},
                   {"secokr dependency confirm \"Security Training/KR1\" PeopleOps --on-behalf-of @peopleops-manager "
                    "--evidence https://example.com/minutes",
                    "Record what their manager said"}},
      .bind = with_options<AnswerOptions>(
          [](OptionBinder& binder, AnswerOptions& options) { bind_answer(binder, options); },
          [](Context& context, const AnswerOptions& options) {
            return run_answer(context, DependencyVerb::confirmed, options);
          }),
  });
}

}  // namespace secokr::cli
