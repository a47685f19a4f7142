#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include <secokr/error.hpp>
#include <secokr/objective.hpp>

namespace secokr::documents {

// Edits of one line of a key result's block in an issue's description; all else stays byte for byte, whoever wrote it.
// The `sum` is renewed where it held: the trace of an edit by hand stays. Error refused, when the text has no block of
// a key result; usage, when the line cannot be written so that it reads back.

/// Replaces the line of the n-th dependency (1-based).
Expected<std::string> replace_block_dependency(std::string_view description, std::size_t index,
                                               const Dependency& dependency);
/// A new last one.
Expected<std::string> add_block_dependency(std::string_view description, const Dependency& dependency);
/// Ticks a milestone by its number, or takes the tick back: one byte, and the `sum` still fits. The same text where it
/// stands so already.
Expected<std::string> tick_block_milestone(std::string_view description, int number, bool done);
/// Gives a field of the key result the value (`State`: `paused by https://…`); error usage for a value that is none.
Expected<std::string> set_block_field(std::string_view description, std::string_view name, std::string_view value);

}  // namespace secokr::documents
