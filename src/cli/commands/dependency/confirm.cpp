#include <memory>

#include "cli/commands/dependency/answer.hpp"
#include "cli/core/registry.hpp"

namespace secokr::cli {

CommandSpec dependency_confirm_command() {
  CommandSpec spec = answer_spec("dependency confirm", "Promise what a key result needs of a team");
  spec.description = std::string(who_may_answer) + "\n\n" + where_answered;
  spec.examples = {{"secokr dependency confirm \"Security Training/KR1\"", "The one that is yours to answer"},
                   {"secokr dependency confirm \"Security Training/KR1\" D2", "One of several"},
                   {"secokr dependency confirm \"Security Training/KR1\" PeopleOps --on-behalf-of @peopleops-manager "
                    "--evidence https://example.com/minutes",
                    "Record what their manager said"}};
  spec.bind = [](OptionBinder& binder) -> Runner {
    const auto options = std::make_shared<AnswerOptions>();
    bind_answer(binder, *options);
    return [options](Context& context) { return run_answer(context, DependencyVerb::confirmed, *options); };
  };
  return spec;
}

}  // namespace secokr::cli
