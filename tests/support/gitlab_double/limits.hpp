#pragma once
#include <string>
#include <string_view>

#include "support/gitlab_double/state.hpp"

namespace secokr::test::fake_gitlab {

/// The limit of the application of that setting, a minute long: refuses with 429 what is over it.
void check_limit(State& state, const Call& call, const std::string& setting, const std::string& subject);

/// The limit of searches in a list of issues, likewise: its 429 tells how long to wait.
void check_search_limit(State& state, const Call& call);

/// The throttle before all else, by token: its headers, and the answer itself when it holds the request back.
struct Throttle {
  std::vector<std::pair<std::string, std::string>> headers{};
  bool held = false;
};
Throttle throttle(State& state, const std::string& token);

Answer throttled_answer(const std::vector<std::pair<std::string, std::string>>& headers);
Answer limited_answer();

}  // namespace secokr::test::fake_gitlab
