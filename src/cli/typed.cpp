#include "cli/typed.hpp"

#include <fmt/format.h>

#include "base/shell.hpp"

namespace secokr::cli {

void Typed::add(std::string_view flag, std::string_view text) {
  if (!text.empty()) m_flags.emplace_back(flag, text);
}

Error Typed::given_back(Error error) const {
  if (m_flags.empty()) return error;
  std::string line = m_command;
  for (const auto& [flag, text] : m_flags) line += fmt::format(" \\\n  {} {}", flag, base::shell_quoted(text));
  error.notes.push_back({.path = "What was typed, as one command:", .text = std::move(line)});
  return error;
}

}  // namespace secokr::cli
