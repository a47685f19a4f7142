#include "cli/ask/prompts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/shell.hpp"
#include "base/text.hpp"
#include "cli/ask/interview.hpp"
#include "cli/ask/prompt_words.hpp"
#include "cli/core/report_error.hpp"
#include "render/core/sentence.hpp"
#include "render/core/wrap.hpp"

namespace secokr::cli {
namespace {

constexpr std::string_view answer_needed = "An answer is needed here; Ctrl-D leaves without writing anything";

/// `--milestone` of `--milestone N=WORD`; empty where no option answers the question.
std::string option_of(const Question& question) {
  return question.flag.starts_with("--") ? question.flag.substr(0, question.flag.find(' ')) : std::string{};
}

/// The answer where it was given as on a command line: `--milestone 2=done` is 2=done here.
std::string without_option(const Question& question, std::string answer) {
  const std::string option = option_of(question);
  if (option.empty() || (!answer.starts_with(option + " ") && !answer.starts_with(option + "="))) return answer;
  answer = base::trim(std::string_view(answer).substr(option.size() + 1));
  const auto words = base::shell_words(answer);
  return words && words->size() == 1 ? words->front() : answer;
}

/// The last line of the prompt, which the terminal shows where the answer is typed; those before it are written.
std::string last_line(Context& context, const std::string& prompt) {
  const std::string text = base::strip_controls(prompt);
  const auto end = text.find_last_not_of(' ') + 1;
  auto width = context.error_page().width;
  if (width) *width -= std::min(*width, text.size() - end);  // or the cursor would stand on a line without a word
  std::vector<std::string> lines = render::wrap(std::string_view(text).substr(0, end), width);
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) context.err() << lines[i] << '\n';
  return lines.back() + text.substr(end);
}

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

/// A refused answer, without the words for a file or a command line: "Give --priority p1" is "Type p1" here.
std::string refused_text(const Question& question, Error error, const render::Page& page) {
  const std::string option = option_of(question);
  if (!option.empty() && error.what.starts_with(option + " ")) error.what.erase(0, option.size() + 1);
  error.help = hint_at_prompt(std::move(error.help), option);
  return error_text(error, page);
}

/// What stood in the line when an earlier run was left at this question. Nobody took it for an answer: where the line
/// can be edited it stands there again, elsewhere it is shown.
std::string begun_line(Context& context, const Question& question) {
  if (question.decides) return {};
  std::string begun = context.interview().begun(question.text).value_or("");
  if (!begun.empty() && !context.terminal().edits_lines())
    remark(context, fmt::format("Begun before, and not taken: {}", begun));
  return begun;
}

/// One answer from the person, trimmed; the default for an empty one.
Expected<std::string> read_answer(Context& context, const Question& question, const std::string& prompt) {
  if (!can_ask(context)) return fail(cannot_ask(context, question));
  std::string begun = begun_line(context, question);
  for (;;) {
    const std::string shown = last_line(context, prompt);
    context.out().flush();
    context.err().flush();
    const bool stands_there = context.terminal().edits_lines();
    const TypedLine line = context.terminal().read_line(shown, stands_there ? std::exchange(begun, "") : "");
    const auto answer = base::trim(line.text);
    if (line.was_left) {
      const std::string left{answer.empty() ? std::string_view(begun) : answer};
      if (!question.decides && !left.empty()) context.interview().keep_begun(question.text, left);
      return fail(interrupted());
    }
    // What the keyboard could not read stands there as U+FFFD.
    if (!base::valid_utf8(answer) || answer.contains("\uFFFD")) {
      remark(context,
             "That is not in UTF-8 and was not taken: its letters would be lost; is the terminal set to UTF-8?");
      continue;
    }
    const auto lines = std::ranges::count(answer, '\n') + 1;
    if (lines == 1 || question.takes_lines)
      return answer.empty() ? question.by_default.value_or("") : without_option(question, std::string{answer});
    remark(context, fmt::format("One line is an answer here, and {} came; none of them was taken", lines));
  }
}

/// The answer of an earlier run, shown as if it was typed.
Expected<std::optional<std::string>> recalled_answer(Context& context, const Question& question,
                                                     const std::string& prompt) {
  if (question.decides || !can_ask(context)) return std::nullopt;
  SECOKR_TRY(auto answer, context.interview().recall(question.text));
  if (answer)
    context.err() << render::wrap_indented(base::strip_controls(prompt + *answer), context.error_page().width, 0);
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

void remark(Context& context, std::string_view text) {
  context.err() << render::message_lines(base::strip_controls(text), context.error_page().width);
}

bool can_ask(Context& context) {
  return !context.global().no_input && context.terminal().input_is_terminal() && context.terminal().error_is_terminal();
}

Expected<std::string> ask(Context& context, const Question& question) {
  for (;;) {
    SECOKR_TRY(auto recalled, recalled_answer(context, question, question.text + ": "));
    const auto hint = question.by_default && !question.by_default->empty() ? fmt::format(" [{}]", *question.by_default)
                                                                           : std::string{};
    if (!recalled) {
      SECOKR_TRY(recalled, read_answer(context, question, fmt::format("{}{}: ", question.text, hint)));
    }
    std::string& answer = *recalled;
    if (answer.empty() && !question.by_default) {
      remark(context, answer_needed);
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
    context.err() << render::wrap_indented(base::strip_controls(fmt::format("{}) {}", i + 1, options[i])),
                                           context.error_page().width, 2);
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
      remark(context, answer_needed);
      continue;
    }
    remark(context, fmt::format("'{}' is none of them: type a number from 1 to {}, or the beginning of a name", answer,
                                options.size()));
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
    remark(context, "Please answer y or n");
  }
}

}  // namespace secokr::cli
