#include "cli/prompts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "cli/interview.hpp"
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

/// One answer from the person, trimmed; the default for an empty one.
Expected<std::string> read_answer(Context& context, const Question& question, const std::string& prompt) {
  if (!can_ask(context)) return fail(cannot_ask(context, question));
  context.out().flush();
  context.err().flush();
  for (;;) {
    const TypedLine line = context.terminal().read_line(base::strip_controls(prompt));
    const auto answer = base::trim(line.text);
    if (line.was_left) {
      if (!question.decides && !answer.empty()) context.interview().keep_begun(question.text, std::string{answer});
      return fail(interrupted());
    }
    const auto lines = std::ranges::count(answer, '\n') + 1;
    if (lines == 1 || question.takes_lines)
      return answer.empty() ? question.by_default.value_or("") : std::string{answer};
    context.err() << fmt::format("One line is an answer here, and {} came; none of them was taken\n", lines);
  }
}

/// The answer of an earlier run, shown as if it was typed.
Expected<std::optional<std::string>> recalled_answer(Context& context, const Question& question,
                                                     const std::string& prompt) {
  if (question.decides || !can_ask(context)) return std::nullopt;
  SECOKR_TRY(auto answer, context.interview().recall(question.text));
  if (answer) context.err() << base::strip_controls(prompt + *answer) << '\n';
  return answer;
}

/// The option that an answer means: its number, its name, or a beginning that no other has.
std::optional<std::size_t> option_meant(const std::vector<std::string>& options, const std::string& answer) {
  if (answer.empty()) return std::nullopt;
  std::vector<std::size_t> begun;
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (answer == std::to_string(i + 1) || base::equals_folded(answer, options[i])) return i;
    if (base::fold_case(options[i]).starts_with(base::fold_case(answer))) begun.push_back(i);
  }
  return begun.size() == 1 ? std::optional(begun.front()) : std::nullopt;
}

/// Takes what was answered.
std::string kept_answer(Context& context, const Question& question, std::string answer) {
  if (!question.decides) context.interview().keep(question.text, answer);
  return answer;
}

}  // namespace

bool can_ask(Context& context) {
  return !context.global().no_input && context.terminal().input_is_terminal() && context.terminal().error_is_terminal();
}

Expected<std::string> ask(Context& context, const Question& asked) {
  Question question = asked;
  for (;;) {
    SECOKR_TRY(auto recalled, recalled_answer(context, question, question.text + ": "));
    if (!recalled && !question.decides && can_ask(context))
      if (auto begun = context.interview().begun(question.text)) question.by_default = *std::move(begun);
    const auto hint = question.by_default && !question.by_default->empty() ? fmt::format(" [{}]", *question.by_default)
                                                                           : std::string{};
    if (!recalled) {
      SECOKR_TRY(recalled, read_answer(context, question, fmt::format("{}{}: ", question.text, hint)));
    }
    std::string& answer = *recalled;
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
    return kept_answer(context, question, std::move(answer));
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
    const std::string prompt = fmt::format("{} (1-{}){}: ", question.text, options.size(), hint);
    SECOKR_TRY(auto recalled, recalled_answer(context, question, prompt));
    if (!recalled) {
      SECOKR_TRY(recalled, read_answer(context, question, prompt));
    }
    const std::string& answer = *recalled;
    if (const auto chosen = option_meant(options, answer)) {
      kept_answer(context, question, options[*chosen]);
      return *chosen;
    }
    if (answer.empty()) {
      context.err() << answer_needed;
      continue;
    }
    context.err() << fmt::format("'{}' is none of them: type a number from 1 to {}, or the beginning of a name\n",
                                 base::strip_controls(answer), options.size());
  }
}

Expected<bool> confirm(Context& context, const std::string& question, bool by_default) {
  if (context.global().yes) return true;
  const Question asked{.text = question, .flag = "--yes", .by_default = "", .decides = true};
  context.terminal().forget_typed_ahead();
  for (;;) {
    SECOKR_TRY(const auto answer,
               read_answer(context, asked, fmt::format("{} [{}] ", question, by_default ? "Y/n" : "y/N")));
    if (answer.empty() && by_default) return true;
    if (answer.empty() || base::equals_folded(answer, "n") || base::equals_folded(answer, "no")) {
      context.interview().stays();
      return false;
    }
    if (base::equals_folded(answer, "y") || base::equals_folded(answer, "yes")) return true;
    context.err() << "Please answer y or n\n";
  }
}

}  // namespace secokr::cli
