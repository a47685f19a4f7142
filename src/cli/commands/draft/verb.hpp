#pragma once
#include "cli/core/registry.hpp"

namespace secokr::cli {

/// A verb of `draft` that writes the quarter's files: what is its own, and what all of them have alike.
inline CommandSpec draft_verb(CommandSpec own) {
  own.group = groups::plan;
  own.schema = "changes";
  own.needs = Needs::workspace;
  own.writes = true;
  own.takes_quarter = true;
  return own;
}

}  // namespace secokr::cli
