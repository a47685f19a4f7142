#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include <secokr/error.hpp>
#include <secokr/finding.hpp>

#include "app/core/ports.hpp"
#include "domain/people/confidential_names.hpp"
#include "domain/views/plan_report.hpp"
#include "tracker/change/change_set.hpp"

namespace secokr::app {

struct FinalizeRequest {
  Quarter quarter{};
  std::vector<Override> overrides{};
  bool leave_out_open = false;             ///< key results with open dependencies wait, the rest is published
  bool amend = false;                      ///< edits made in files since they were finalised are published too (F4)
  std::string reason{};                    ///< of the amendment
  Audience audience = Audience::division;  ///< whom the plan's sentences are for
};

/// What publishing a quarter would do.
struct FinalizePlan {
  tracker::ChangeSet set{};  ///< without changes when a gate failed or nothing is to do
  PlanReport report{};
  std::vector<Finding> findings{};
  bool gates_passed = false;
  bool published_before = false;
  std::size_t objectives = 0;          ///< to be published, or published
  std::size_t key_results = 0;         ///< of those
  std::size_t not_included = 0;        ///< drafts, proposals and exclusions, which stay unpublished
  std::size_t left_out = 0;            ///< key results that wait for an answer
  std::size_t edited_files = 0;        ///< say something else than what was finalised; 0 with `amend`
  std::vector<std::string> notices{};  ///< sentences: whose issues hold planned ids and do not count (T1)
  ConfidentialNames confidential{};
};

/// Gates, then labels, issues, links, record, `published.json` and the stamps in the files (FORMATS.md 2, 4, 5). What
/// is in `published.json` and on the tracker already is left alone unless `amend`: its issues are the truth now. An
/// override that stands on the record holds for a rerun. Needs a workspace and a tracker. Errors: local_file for files
/// that cannot be understood; refused when issues that `published.json` names are not on this tracker, or say something
/// else than both the file and what was finalised; usage for an amendment of what is not finalised.
Expected<FinalizePlan> plan_finalize(const Ports& ports, const FinalizeRequest& request);

}  // namespace secokr::app
