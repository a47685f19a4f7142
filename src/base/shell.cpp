#include "base/shell.hpp"

namespace secokr::base {

std::string shell_quoted(std::string_view word) {
  if (word.find_first_of("$`!\\\"") == std::string_view::npos) return '"' + std::string{word} + '"';
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string{"'\\''"} : std::string(1, c);
  return quoted + "'";
}

std::string shell_word(std::string_view word) {
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./,:+@%";
  if (!word.empty() && word.find_first_not_of(plain) == std::string_view::npos) return std::string{word};
  return shell_quoted(word);
}

}  // namespace secokr::base
