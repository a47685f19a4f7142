#pragma once
#include <cstddef>
#include <vector>

#include <secokr/error.hpp>
#include <secokr/finding.hpp>

#include "app/ports.hpp"
#include "tracker/change_set.hpp"

namespace secokr::app {

struct FinalizeRequest {
  Quarter quarter{};
  std::vector<Override> overrides{};
};

/// What publishing a quarter would do.
struct FinalizePlan {
  tracker::ChangeSet set{};  ///< with the gates; without changes when a gate failed or nothing is to do
  std::vector<Finding> findings{};
  bool gates_passed = false;
  bool published_before = false;
  std::size_t objectives = 0;    ///< included
  std::size_t key_results = 0;   ///< of those, without dropped ones
  std::size_t not_included = 0;  ///< drafts, proposals and exclusions, which stay unpublished
};

/// Gates, then labels, issues, links, record, `published.json` and the stamps in the files (FORMATS.md 2, 4, 5). What
/// is in `published.json` and on the tracker already is left alone: its issues are the truth now. Needs a workspace and
/// a tracker. Errors: local_file for files that cannot be understood; refused when issues that `published.json` names
/// are not on this tracker.
Expected<FinalizePlan> plan_finalize(const Ports& ports, const FinalizeRequest& request);

}  // namespace secokr::app
