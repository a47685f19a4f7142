#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/core/spec.hpp"

namespace secokr::cli {

/// The headings of the overview in their order; every CommandSpec::group is one of them.
namespace groups {
inline constexpr std::string_view start = "Getting started";
inline constexpr std::string_view plan = "Planning a quarter";
inline constexpr std::string_view publish = "Publishing";
inline constexpr std::string_view run = "Running a quarter";
inline constexpr std::string_view report = "Reporting and closing";
inline constexpr std::string_view tool = "About secokr";
}  // namespace groups
std::span<const std::string_view> all_groups();

/// Every command, in the order in which the overview shows them inside their group.
const std::vector<CommandSpec>& all_commands();

}  // namespace secokr::cli
