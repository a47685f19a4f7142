#pragma once
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "app/core/ports.hpp"
#include "app/published/running_key_results.hpp"
#include "tracker/change/change_set.hpp"

namespace secokr::app {

struct DraftStart {
  tracker::ChangeSet set{};  ///< empty where the document is there already and lacks nothing
  std::string path{};        ///< `okrs/FY28-Q1/README.md`
  bool is_new = false;
  std::vector<std::string> open{};  ///< the running key results to be decided on: `FY27-Q4/Security Training/KR1`
};

/// The planning document of a quarter: its timeline, the participants of the draft review (P4), the running quarter's
/// key results to keep, modify or drop (PROCESS.md 7), and room for each area's rough ideas, from
/// `templates/planning.md` of the workspace, else secokr's own. One that is there gets only the lines of running key
/// results that it lacks. Without `running` those are left out. Error: local_file.
Expected<DraftStart> plan_draft_start(const Ports& ports, Quarter quarter, const RunningQuarter* running);

}  // namespace secokr::app
