#include "render/core/sentence.hpp"

#include <algorithm>

#include "render/core/fit.hpp"
#include "render/core/wrap.hpp"

namespace secokr::render {

std::string sentence(std::string_view text) {
  std::string_view word = text.substr(0, text.find_first_of(" \n"));
  while (!word.empty() && (word.back() == ':' || word.back() == ',')) word.remove_suffix(1);
  const bool ordinary = !word.empty() && word != "secokr" && word != "git" && word.front() != '-' &&
                        std::ranges::all_of(word, [](char c) { return c == '-' || (c >= 'a' && c <= 'z'); });
  std::string result{text};
  if (ordinary) result.front() = static_cast<char>(result.front() - 'a' + 'A');
  return result;
}

std::string message_lines(std::string_view text, std::optional<std::size_t> width, std::size_t indent) {
  // A blank that no line may end at.
  constexpr char fixed_blank = '\x1f';
  std::string kept{text};
  std::string outside;
  bool in_quotes = false;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (kept[i] == '`') in_quotes = !in_quotes;
    if (!in_quotes)
      outside += kept[i];
    else if (kept[i] == ' ')
      kept[i] = fixed_blank;
  }
  const auto holds = [&outside](std::string_view word) { return outside.find(word) != std::string::npos; };
  // `label ~` begins what is typed into a comment of GitLab's.
  if (in_quotes || holds("secokr ") || holds("git ") || holds("--") || holds("label ~"))
    return fitted(text, width) + "\n";
  std::string lines = wrap_indented(kept, width, indent).substr(indent);
  std::ranges::replace(lines, fixed_blank, ' ');
  return lines;
}

std::string message_lines(std::string_view text, const Page& page, std::size_t indent) {
  return page.typed_next ? message_lines(page.typed_next(text), page.width, indent)
                         : message_lines(text, page.width, indent);
}

}  // namespace secokr::render
