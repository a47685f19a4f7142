#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "app/core/ports.hpp"
#include "app/drift/drift.hpp"
#include "tracker/change/change_set.hpp"

namespace secokr::app {

struct AcceptPlan {
  tracker::ChangeSet set{};  ///< empty: nothing has drifted
  std::size_t issues = 0;    ///< that the change is about
  std::size_t fields = 0;
  bool lists_anew = false;  ///< a key result's title changed, and its objective lists the old one
};

/// What the issues of the comparison say becomes what is agreed (F5): a line on the record for each, the objectives'
/// files follow in their own lines, and `published.json` takes it over, so that file, base and issue say the same
/// again. P5: only the CISO or the delegate; overridable on the record. Nothing is accepted unless all of it can be;
/// every problem is told at once, and so is what the gates would then call an error, unless its rule is set aside.
/// `command` as in `drift_report`. Errors: findings, local_file.
Expected<AcceptPlan> plan_accept(const Ports& ports, const Comparison& comparison, const std::string& reason,
                                 const std::vector<Override>& overrides, const DriftCommand& command);

}  // namespace secokr::app
