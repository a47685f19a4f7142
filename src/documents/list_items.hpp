#pragma once
#include <expected>
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

/// `- [ ] rest`, ticked or not; nothing for other lines. Up to three blanks may stand before it.
struct Task {
  bool ticked = false;
  std::string_view rest{};
};
std::optional<Task> read_task(std::string_view line);

}  // namespace secokr::documents
