#pragma once
#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include <secokr/objective.hpp>

namespace secokr::documents {

/// Why a line of a list is not understood.
struct ItemFault {
  std::string message{};
  std::string expected{};
};

std::expected<Dependency, ItemFault> read_dependency(std::string_view line);
std::expected<Milestone, ItemFault> read_milestone(std::string_view line);

/// `- [ ] rest`, ticked or not, with any of Markdown's bullets or a number; nothing for other lines. Up to three blanks
/// may stand before it.
struct Task {
  bool ticked = false;
  bool no_longer_applies = false;  ///< `[~]`, as GitLab has it
  std::size_t mark = 0;            ///< where the blank, `x` or `~` stands in the line
  std::string_view rest{};
};
std::optional<Task> read_task(std::string_view line);

/// The line with "-" for the dash or dot that a word processor put in its place; nothing for a line without one.
std::optional<std::string> without_pasted_bullet(std::string_view line);

/// True for "None.", "- none", "n/a": a list that says of itself that it is empty.
bool says_none(std::string_view line);

}  // namespace secokr::documents
