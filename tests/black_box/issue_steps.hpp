#pragma once
#include <string>
#include <vector>

#include "black_box/machine.hpp"

namespace secokr::test {

/// The step `edit` of a golden case; golden.hpp describes it. Throws std::runtime_error for what cannot be played.
void edit_issue(Machine& machine, const std::vector<std::string>& words);

}  // namespace secokr::test
