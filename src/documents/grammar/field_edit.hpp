#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "documents/grammar/outline.hpp"
#include "documents/grammar/splice.hpp"

namespace secokr::documents {

/// What gives the part's field `names[own]` the value: its line is replaced, added where it belongs in the order of the
/// names, or, for an empty value, removed. Nothing where there is none to remove. The value stands on one line.
std::optional<Splice> field_edit(const Outline& outline, const Part& part, const std::vector<std::string>& names,
                                 std::size_t own, std::string_view value);

}  // namespace secokr::documents
