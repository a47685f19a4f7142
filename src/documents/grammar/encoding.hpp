#pragma once
#include <optional>
#include <vector>

#include "documents/grammar/lines.hpp"
#include "documents/objective/document.hpp"

namespace secokr::documents {

/// The first line that is not UTF-8, and how many more there are; nothing where the text is UTF-8. Whoever publishes
/// such bytes loses the letters they stood for.
std::optional<Problem> not_utf8(const std::vector<Line>& lines);

}  // namespace secokr::documents
