#pragma once
#include <cstddef>
#include <optional>

#include <secokr/error.hpp>

#include "tracker/change/apply_options.hpp"
#include "tracker/change/change_set.hpp"
#include "tracker/port/tracker.hpp"

namespace secokr::tracker {

struct Applied {
  ChangeSet set{};                 ///< with outcomes and URLs
  std::optional<Error> failure{};  ///< the first one; what comes after it was not tried
  std::size_t done = 0;            ///< written now
  std::size_t unchanged = 0;       ///< stood there already
  std::size_t failed = 0;
  std::size_t not_tried = 0;
};

/// Checks every precondition (a file's expectation, a create's absence, the presence of what is edited) before the
/// first write, then applies in order and stops at the first failure. What stands there already is `unchanged` and is
/// not written. A file outside the root is refused. `tracker` may be null for a set of files. The failure's kind is
/// `partial` when something was done before it, else its own.
Applied apply(ChangeSet set, Tracker* tracker, const ApplyOptions& options);

/// The preconditions of `apply` alone: its error before the first write. Nothing is written.
Status verify(const ChangeSet& set, Tracker* tracker, const ApplyOptions& options);

}  // namespace secokr::tracker
