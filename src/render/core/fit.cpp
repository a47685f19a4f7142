#include "render/core/fit.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"

namespace secokr::render {
namespace {

constexpr std::size_t k_least_room = 10;

/// Columns without those of colours, which are no characters on the page.
std::size_t shown_width(std::string_view text) {
  std::string shown;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\x1b') {
      shown += text[i];
      continue;
    }
    while (i < text.size() && text[i] != 'm') ++i;
  }
  return base::display_width(shown);
}

std::string outside_backticks(std::string_view line) {
  std::string outside;
  bool in_quotes = false;
  for (const char c : line) {
    if (c == '`') in_quotes = !in_quotes;
    if (!in_quotes) outside += c;
  }
  return in_quotes ? std::string(line) : outside;
}

/// `label ~` begins what is typed into a comment of GitLab's; quoted names begin a line of JSON.
bool is_to_be_copied(std::string_view line) {
  constexpr std::array<std::string_view, 4> words{"secokr ", "git ", "--", "label ~"};
  const std::string outside = outside_backticks(line);
  const std::string_view begin = base::trim(line);
  return begin.starts_with('"') || begin.starts_with('{') ||
         std::ranges::any_of(words, [&](std::string_view word) { return outside.find(word) != std::string::npos; });
}

/// How far the lines below the first are indented: below an item's text, and a bit behind the columns of a row.
std::size_t indent_below(std::string_view line) {
  const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
  const std::string_view text = line.substr(indent);
  const bool is_item = text.starts_with("- ") || text.starts_with("* ");
  return indent + (is_item || text.find("  ") != std::string_view::npos ? 2 : 0);
}

/// The words of a line, each with the blanks in front of it; what stands in backticks is one.
std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  bool in_backticks = false;
  bool begins = true;
  for (const char c : line) {
    if (c == '`') in_backticks = !in_backticks;
    const bool is_blank = c == ' ' && !in_backticks;
    if (words.empty() || (is_blank && !begins)) words.emplace_back();
    begins = is_blank;
    words.back() += c;
  }
  return words;
}

std::string broken(std::string_view line, std::size_t width) {
  const std::size_t below = indent_below(line);
  const std::size_t room = std::max(width, below + k_least_room);
  std::string text;
  std::size_t columns = 0;
  bool is_empty = true;
  for (const std::string& word : words_of(line)) {
    const std::size_t needed = shown_width(word);
    if (is_empty || columns + needed <= room) {
      text += word;
      columns += needed;
    } else {
      const std::string_view bare = base::trim(word);
      text += "\n" + std::string(below, ' ') + std::string(bare);
      columns = below + shown_width(bare);
    }
    is_empty = false;
  }
  return text;
}

std::string fitted_line(std::string_view line, std::size_t width) {
  if (shown_width(line) <= width) return std::string(line);
  if (!is_to_be_copied(line)) return broken(line, width);
  constexpr std::string_view program = "secokr ";
  const auto at = line.find(program);
  const bool has_label = at != std::string_view::npos && at > 0 && line[at - 1] == ' ' &&
                         line.substr(0, at).find(':') != std::string_view::npos &&
                         shown_width(base::trim_right(line.substr(0, at))) <= width;
  if (!has_label) return std::string(line);
  std::string label(base::trim_right(line.substr(0, at)));
  const std::string plain = outside_backticks(label);
  // Only what ends in a colon leads to the command; its colours may follow.
  const auto colon = plain.rfind(':');
  if (colon == std::string::npos || shown_width(std::string_view(plain).substr(colon)) != 1) return std::string(line);
  const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
  return label + "\n" + std::string(indent + 2, ' ') + std::string(line.substr(at));
}

}  // namespace

std::string fitted(std::string_view text, std::optional<std::size_t> width) {
  if (!width) return std::string(text);
  std::string result;
  const auto lines = base::split(text, '\n');
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) result += '\n';
    result += fitted_line(lines[i], *width);
  }
  return result;
}

}  // namespace secokr::render
