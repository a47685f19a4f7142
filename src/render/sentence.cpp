#include "render/sentence.hpp"

#include <algorithm>

#include "render/wrap.hpp"

namespace secokr::render {

std::string sentence(std::string_view text) {
  std::string_view word = text.substr(0, text.find_first_of(" \n"));
  while (!word.empty() && (word.back() == ':' || word.back() == ',')) word.remove_suffix(1);
  const bool ordinary = !word.empty() && word != "secokr" && word != "git" &&
                        std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
  std::string result{text};
  if (ordinary) result.front() = static_cast<char>(result.front() - 'a' + 'A');
  return result;
}

std::string message_lines(std::string_view text, std::optional<std::size_t> width, std::size_t indent) {
  const auto holds = [text](std::string_view word) { return text.find(word) != std::string_view::npos; };
  if (holds("secokr ") || holds("git ") || holds("--")) return std::string{text} + "\n";
  return wrap_indented(text, width, indent).substr(indent);
}

}  // namespace secokr::render
