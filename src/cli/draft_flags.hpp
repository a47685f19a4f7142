#pragma once
#include <vector>

#include "cli/draft_support.hpp"

namespace secokr::cli {

/// Every field of an objective that a person gives, in the order in which a leader thinks.
std::vector<FieldFlag> objective_flags();
/// Every field of a key result.
std::vector<FieldFlag> key_result_flags();

}  // namespace secokr::cli
