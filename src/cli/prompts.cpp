#include "cli/prompts.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "cli/report_error.hpp"

namespace secokr::cli {
namespace {

constexpr std::string_view answer_needed = "An answer is needed here; Ctrl-D leaves without writing anything\n";

Error cannot_ask(const Context& context, const Question& question) {
  return {
      .kind = ErrorKind::usage,
      .what = fmt::format("{} is not given", question.flag),
      .reason = context.global().no_input
                    ? fmt::format("It would be asked for (\"{}\"), but --no-input forbids questions", question.text)
                    : fmt::format("It would be asked for (\"{}\"), but there is no terminal to ask on", question.text),
      .help = fmt::format("Give {}", question.flag)};
}

Error interrupted() {
  return {.kind = ErrorKind::interrupted, .what = "Interrupted at a question", .reason = "Nothing was written"};
}

/// A refused answer, without the words for a command line: "Give --priority p1" is "Type p1" here.
std::string refused_text(const Question& question, Error error, const render::Page& page) {
  std::string& help = error.help;
  if (help.starts_with("Give ")) help.replace(0, 4, "Type");
  const std::string flag = question.flag + " ";
  for (auto at = help.find(flag); at != std::string::npos; at = help.find(flag)) {
    help.erase(at, flag.size());
    std::erase(help, '\'');
  }
  return error_text(error, page);
}

/// One line from the person, trimmed; the default for an empty one.
Expected<std::string> read_answer(Context& context, const Question& question, const std::string& prompt) {
  if (!can_ask(context)) return fail(cannot_ask(context, question));
  context.out().flush();
  context.err().flush();
  const auto line = context.terminal().read_line(prompt);
  if (!line) return fail(interrupted());
  const auto answer = base::trim(*line);
  return answer.empty() ? question.by_default.value_or("") : std::string{answer};
}

}  // namespace

bool can_ask(Context& context) {
  return !context.global().no_input && context.terminal().input_is_terminal() && context.terminal().error_is_terminal();
}

Expected<std::string> ask(Context& context, const Question& question) {
  const auto hint =
      question.by_default && !question.by_default->empty() ? fmt::format(" [{}]", *question.by_default) : std::string{};
  for (;;) {
    SECOKR_TRY(auto answer, read_answer(context, question, fmt::format("{}{}: ", question.text, hint)));
    if (answer.empty() && !question.by_default) {
      context.err() << answer_needed;
      continue;
    }
    if (question.validate && !(answer.empty() && question.by_default)) {
      if (const auto verdict = question.validate(answer); !verdict.has_value()) {
        context.err() << refused_text(question, verdict.error(), context.error_page());
        continue;
      }
    }
    return answer;
  }
}

Expected<base::Secret> ask_secret(Context& context, const Question& question) {
  if (!can_ask(context)) return fail(cannot_ask(context, question));
  context.out().flush();
  context.err().flush();
  auto answer = context.terminal().read_secret(question.text + ": ");
  if (!answer) return fail(interrupted());
  return *std::move(answer);
}

Expected<std::size_t> choose(Context& context, const Question& question, const std::vector<std::string>& options) {
  if (!can_ask(context)) return fail(cannot_ask(context, question));
  for (std::size_t i = 0; i < options.size(); ++i)
    context.err() << fmt::format("  {}) {}\n", i + 1, base::strip_controls(options[i]));
  const auto hint = question.by_default ? fmt::format(" [{}]", *question.by_default) : std::string{};
  for (;;) {
    SECOKR_TRY(const auto answer,
               read_answer(context, question, fmt::format("{} (1-{}){}: ", question.text, options.size(), hint)));
    for (std::size_t i = 0; i < options.size(); ++i)
      if (answer == std::to_string(i + 1) || base::equals_folded(answer, options[i])) return i;
    if (answer.empty()) {
      context.err() << answer_needed;
      continue;
    }
    context.err() << fmt::format("'{}' is none of them: type a number from 1 to {}, or a name\n",
                                 base::strip_controls(answer), options.size());
  }
}

Expected<bool> confirm(Context& context, const std::string& question, bool by_default) {
  if (context.global().yes) return true;
  const Question asked{.text = question, .flag = "--yes", .by_default = ""};
  for (;;) {
    SECOKR_TRY(const auto answer,
               read_answer(context, asked, fmt::format("{} [{}] ", question, by_default ? "Y/n" : "y/N")));
    if (answer.empty()) return by_default;
    if (base::equals_folded(answer, "y") || base::equals_folded(answer, "yes")) return true;
    if (base::equals_folded(answer, "n") || base::equals_folded(answer, "no")) return false;
    context.err() << "Please answer y or n\n";
  }
}

}  // namespace secokr::cli
