#include "base/shell.hpp"

#include <utility>

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

std::optional<std::vector<std::string>> shell_words(std::string_view line) {
  std::vector<std::string> words;
  std::optional<std::string> word;
  char quote = '\0';
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const bool may_escape =
        quote == '\0' || (quote == '"' && i + 1 < line.size() && (line[i + 1] == '"' || line[i + 1] == '\\'));
    if (c == '\\' && may_escape && i + 1 < line.size()) {
      word = word.value_or("") + line[++i];
    } else if (quote != '\0' && c == quote) {
      quote = '\0';
    } else if (quote == '\0' && (c == '\'' || c == '"')) {
      quote = c;
      word = word.value_or("");
    } else if (quote == '\0' && (c == ' ' || c == '\t' || c == '\n')) {
      if (word) words.push_back(*std::exchange(word, std::nullopt));
    } else {
      word = word.value_or("") + c;
    }
  }
  if (quote != '\0') return std::nullopt;
  if (word) words.push_back(*std::move(word));
  return words;
}

}  // namespace secokr::base
