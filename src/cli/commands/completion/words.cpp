#include "cli/core/completion.hpp"
#include "cli/core/context.hpp"
#include "cli/core/registry.hpp"

namespace secokr::cli {
namespace {

Expected<int> print_words(Context& context, const std::vector<std::string>& words) {
  std::string text;
  for (const Candidate& each : candidates(words, context.commands()))
    text += each.word + (each.what.empty() ? "" : "\t" + each.what) + "\n";
  context.print(text);
  return 0;
}

}  // namespace

CommandSpec completion_words_command() {
  return {
      .path = "completion words",
      .group = groups::tool,
      .summary = "What the last word of a line may become",
      .description =
          "The scripts of `secokr completion` ask this at each Tab. A line a candidate; behind a tab stands "
          "what it is.",
      .examples = {{"secokr completion words -- draft ''", "The verbs of draft"}},
      .formats = {"text"},
      .bind = with_options<std::vector<std::string>>(
          [](OptionBinder& binder, std::vector<std::string>& words) {
            binder.positionals("WORD", words, "The words behind `secokr`, the last one as far as it is typed");
          },
          print_words),
  };
}

}  // namespace secokr::cli
