#include <memory>

#include "cli/commands/dependency/answer.hpp"
#include "cli/core/registry.hpp"

namespace secokr::cli {

CommandSpec dependency_withdraw_command() {
  CommandSpec spec = answer_spec("dependency withdraw", "Take a request to a team back");
  spec.description =
      "For the side that asked (the DRIs of the key result and the objective, their line, and the CISO) and for the "
      "team that is asked. The line stays, as withdrawn.\n\n" +
      std::string(where_answered);
  spec.examples = {{"secokr dependency withdraw \"Security Training/KR1\" Data --reason \"we read the export instead\"",
                    "No longer needed"}};
  spec.bind = [](OptionBinder& binder) -> Runner {
    const auto options = std::make_shared<AnswerOptions>();
    bind_answer(binder, *options);
    binder.text("--reason", options->reason, "Why");
    return [options](Context& context) { return run_answer(context, DependencyVerb::withdrawn, *options); };
  };
  return spec;
}

}  // namespace secokr::cli
