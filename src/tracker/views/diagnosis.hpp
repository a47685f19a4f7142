#pragma once
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/error.hpp>

#include "tracker/port/issue.hpp"

namespace secokr::tracker {

enum class CheckState { ok, warning, fault };
std::string_view to_string(CheckState state);

/// One thing that was looked at.
struct Check {
  std::string check{};  ///< what: "token"
  CheckState state = CheckState::ok;
  std::string found{};              ///< one sentence without a full stop
  std::string help{};               ///< the one thing to do; empty where there is nothing
  ErrorKind kind = ErrorKind::bug;  ///< of a fault
};

/// A label that should be defined, and how it is.
struct LabelCheck {
  enum class State { defined, missing, differs };
  std::string label{};
  State state = State::missing;
  std::string color{};         ///< as it is; empty where it is missing
  std::string wanted_color{};  ///< as secokr defines it
  bool inherited = false;
};
std::string_view to_string(LabelCheck::State state);  ///< "defined", "missing", "differs": in colour

/// What stands between a user and a tracker, and what stands well.
struct Diagnosis {
  std::string quarter{};  ///< whose labels were looked at
  std::vector<Check> checks{};
  std::vector<std::string> not_looked_at{};  ///< names of checks that a fault made impossible
  std::optional<Capabilities> capabilities{};
  std::vector<LabelCheck> labels{};
  std::vector<std::string> old_spellings{};  ///< labels that are defined and only read, never written

  /// Nothing where nothing is faulty.
  const Check* first_fault() const {
    const auto found = std::ranges::find(checks, CheckState::fault, &Check::state);
    return found == checks.end() ? nullptr : &*found;
  }
};

}  // namespace secokr::tracker
