#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"
#include "documents/grammar/head.hpp"
#include "documents/grammar/list_items.hpp"

namespace secokr::documents {
namespace {

/// Behind the bullet or number and its blank; nothing where the line has none.
std::optional<std::size_t> behind_bullet(std::string_view line) {
  std::size_t at = line.find_first_not_of(' ');
  if (at > 3) return std::nullopt;
  const std::size_t digits = std::min(line.find_first_not_of("0123456789", at), line.size()) - at;
  if (digits > 9) return std::nullopt;
  at += digits;
  const std::string_view marks = digits > 0 ? ".)" : "-*+";
  if (at + 1 >= line.size() || marks.find(line[at]) == std::string_view::npos) return std::nullopt;
  const std::size_t words = line.find_first_not_of(" \t", at + 1);
  return words == std::string_view::npos || words == at + 1 ? std::nullopt : std::optional(words);
}

}  // namespace

std::optional<Task> read_task(std::string_view line) {
  const auto box = behind_bullet(line);
  if (!box || *box + 2 >= line.size() || line[*box] != '[' || line[*box + 2] != ']') return std::nullopt;
  const char mark = line[*box + 1];
  if (std::string_view(" xX~").find(mark) == std::string_view::npos) return std::nullopt;
  return Task{mark == 'x' || mark == 'X', mark == '~', *box + 1, base::trim(line.substr(*box + 3))};
}

std::optional<std::string> without_pasted_bullet(std::string_view line) {
  const std::size_t first = line.find_first_not_of(' ');
  if (first > 3) return std::nullopt;
  for (const std::string_view mark : pasted_bullets())
    if (line.substr(first).starts_with(mark)) return "- " + std::string(base::trim(line.substr(first + mark.size())));
  return std::nullopt;
}

bool says_none(std::string_view line) {
  const std::vector<std::string> words = base::words_of(line.substr(0, 40));
  const std::string joined = base::join(words, "");
  constexpr std::array<std::string_view, 6> none{"none", "na", "nil", "nothing", "noneyet", "nonesofar"};
  return std::ranges::find(none, joined) != none.end() && !read_task(line);
}

}  // namespace secokr::documents
