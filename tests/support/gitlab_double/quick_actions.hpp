#pragma once
#include <string>
#include <vector>

#include "support/gitlab_double/state.hpp"

namespace secokr::test::fake_gitlab {

struct QuickAction {
  std::string name{};  ///< in lower case, without the slash
  std::string argument{};
};

/// A text without its quick actions, and they. A lone CR joins the lines around it.
struct ActionText {
  std::string text{};
  std::vector<QuickAction> actions{};
};
ActionText split_actions(const State& state, std::string text);

/// What the actions did; `changes` and `summary` as a note's answer tells them.
struct ActionResult {
  Json changes = Json::object();
  std::vector<std::string> messages{};
};
ActionResult run_actions(State& state, Issue& issue, const User& user, const std::vector<QuickAction>& actions);

}  // namespace secokr::test::fake_gitlab
