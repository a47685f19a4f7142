#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/error.hpp>

#include "cli/core/context.hpp"

namespace secokr::cli {

/// One question to the person at the terminal.
struct Question {
  std::string text{};                       ///< without a mark at its end: "Title of the objective"
  std::string flag{};                       ///< what answers it on a command line: `--title TEXT`
  std::optional<std::string> by_default{};  ///< what an empty answer means; nothing = an answer is demanded
  std::function<Status(const std::string&)> validate{};  ///< its error is shown and the question asked again
  bool takes_lines = false;  ///< a paste of several lines is an answer; else it is refused and asked for again
  bool decides = false;      ///< as `confirm` does: the answer is never recalled for another run
};

/// True when questions can be asked: a terminal on both sides and no `--no-input`.
bool can_ask(Context& context);

// Without a terminal, or with --no-input, each is a usage error that names the flag to give; the end of input (Ctrl-D)
// is kind interrupted. Ask everything before writing anything. Answers are kept in the run's Interview, and
// recalled from it.

/// A sentence between two questions, on stderr.
void remark(Context& context, std::string_view text);
/// The answer, trimmed.
Expected<std::string> ask(Context& context, const Question& question);
/// The answer as typed, and never shown.
Expected<base::Secret> ask_secret(Context& context, const Question& question);
/// One of the options by number, by name or by the beginning of one; gives its index.
Expected<std::size_t> choose(Context& context, const Question& question, const std::vector<std::string>& options);
/// Yes or no; `--yes` answers without asking, and what was typed before the question was shown answers nothing. The
/// default is no unless `by_default` says so.
Expected<bool> confirm(Context& context, const std::string& question, bool by_default = false);

}  // namespace secokr::cli
