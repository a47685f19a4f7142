#include "domain/objective/amount.hpp"

#include <algorithm>
#include <ranges>

#include "domain/objective/amount_words.hpp"
#include "domain/objective/title_words.hpp"

namespace secokr {

bool names_amount(std::string_view title) {
  const TitleWords words(title);
  const auto indices = std::views::iota(std::size_t{0}, words.size());
  const auto any = [&](bool (*is)(const TitleWords&, std::size_t)) {
    return std::ranges::any_of(indices, [&](std::size_t index) { return is(words, index); });
  };
  if (any(is_amount_in_digits) || any(is_amount_in_words)) return true;
  // "X% of all engineers": what would be measured is still owed.
  const bool owed = std::ranges::any_of(indices, [&](std::size_t index) { return words.at(index).placeholder; });
  return !owed && any(is_quantifier);
}

}  // namespace secokr
