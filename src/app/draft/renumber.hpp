#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/draft/plan_edit.hpp"

namespace secokr::app {

struct RenumberPlan : DraftChange {
  std::vector<std::pair<int, int>> moved{};  ///< number before and after, those that changed
};

/// Numbers an objective's key results from 1 without a gap or a double (K2), in the order of the file, or in `order`:
/// the numbers of now, each once, in the order that is wanted; then the sections move too. Where the record names a
/// number that changes, it is told there. Error usage: an unknown name, an order that is none.
Expected<RenumberPlan> plan_renumber(const Ports& ports, Quarter quarter, std::string_view name,
                                     std::string_view order);

}  // namespace secokr::app
