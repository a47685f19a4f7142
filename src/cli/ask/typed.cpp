#include "cli/ask/typed.hpp"

#include <fmt/format.h>

#include "base/shell.hpp"
#include "cli/core/context.hpp"
#include "cli/core/next_commands.hpp"

namespace secokr::cli {

Typed::Typed(const Context& context, const std::string& command) : m_command(typed_next(context, command)) {
  const GlobalOptions& global = context.global();
  if (global.quarter) m_command += fmt::format(" --quarter {}", base::shell_word(*global.quarter));
  for (const Override& each : global.overrides)
    m_command +=
        fmt::format(" --override {} --reason {}", base::shell_word(each.rule), base::shell_quoted(each.reason));
}

void Typed::add(std::string_view flag, std::optional<std::string> text) {
  if (text && !text->empty()) m_flags.emplace_back(flag, *std::move(text));
}

Error Typed::given_back(Error error) const {
  if (m_flags.empty()) return error;
  std::string line = m_command;
  for (const auto& [flag, text] : m_flags) line += fmt::format(" \\\n  {} {}", flag, base::shell_word(text));
  error.notes.push_back({.path = "What was typed, as one command:", .text = std::move(line)});
  return error;
}

}  // namespace secokr::cli
