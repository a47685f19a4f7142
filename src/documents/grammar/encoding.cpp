#include "documents/grammar/encoding.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"

namespace secokr::documents {

std::optional<Problem> not_utf8(const std::vector<Line>& lines) {
  const auto is_foreign = [](const Line& line) { return !base::valid_utf8(line.text); };
  const auto first = std::ranges::find_if(lines, is_foreign);
  if (first == lines.end()) return std::nullopt;
  const auto more = std::ranges::count_if(first + 1, lines.end(), is_foreign);
  return Problem{.line = static_cast<std::size_t>(first - lines.begin()) + 1,
                 .text = std::string(first->text),
                 .message = more == 0 ? "The line is not valid UTF-8"
                                      : fmt::format("The line is not valid UTF-8, nor are {} below it", more),
                 .expected = "text in UTF-8"};
}

}  // namespace secokr::documents
