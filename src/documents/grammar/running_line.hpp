#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "documents/planning/document.hpp"

namespace secokr::documents {

/// A line of a list as a running key result; its `line` is left to the caller. Nothing for every other line.
std::optional<RunningLine> read_running_line(std::string_view line);
/// The line ticked, with the decision in place of the question or of an older decision, else at its end.
std::string decided_line(std::string_view line, const CarryDecision& decision);

}  // namespace secokr::documents
