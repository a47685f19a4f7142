#pragma once
#include <cstddef>

#include "domain/objective/title_words.hpp"

namespace secokr {

/// The number that stands at `index` is an amount, and no part of a name, a date or an identifier.
bool is_amount_in_digits(const TitleWords& words, std::size_t index);
/// The word at `index` is a number word, a multiple or a share: "ten", "halve", "a third of".
bool is_amount_in_words(const TitleWords& words, std::size_t index);
/// The word at `index` takes all of something, or none: "every", "all", "no", "each", "one … per".
bool is_quantifier(const TitleWords& words, std::size_t index);

}  // namespace secokr
