#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include <secokr/error.hpp>
#include <secokr/objective.hpp>

namespace secokr::documents {

// Edits of one line of a key result's block in an issue's description; all else stays byte for byte, whoever wrote it.
// The `sum` is renewed where it held: the trace of an edit by hand stays. Error usage, when the text has no block of a
// key result, or the line cannot be written so that it reads back.

/// Replaces the line of the n-th dependency (1-based).
Expected<std::string> replace_block_dependency(std::string_view description, std::size_t index,
                                               const Dependency& dependency);
/// A new last one.
Expected<std::string> add_block_dependency(std::string_view description, const Dependency& dependency);

}  // namespace secokr::documents
