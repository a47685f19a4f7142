#pragma once
#include <string>
#include <vector>

#include <secokr/error.hpp>
#include <secokr/finding.hpp>

namespace secokr::app {

/// A finding as what stops a command: kind findings unless said otherwise, with the rule's ID and the place.
Error refusal(const Finding& finding, ErrorKind kind = ErrorKind::findings);

/// Several problems told at once, each a note; `what` says what is not done. One alone is itself. The kind is the first
/// one's.
Error join_problems(const std::vector<Error>& problems, std::string what);

}  // namespace secokr::app
