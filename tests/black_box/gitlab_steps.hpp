#pragma once
#include <string_view>

#include "black_box/golden.hpp"
#include "black_box/machine.hpp"

namespace secokr::test {

// The steps of a golden case about its GitLab; golden.hpp describes them.

bool is_gitlab_step(std::string_view word);
/// Throws std::runtime_error for what cannot be played.
void gitlab_step(Machine& machine, std::string_view word, std::string_view rest, Transcript& transcript);

}  // namespace secokr::test
