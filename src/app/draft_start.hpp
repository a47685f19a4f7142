#pragma once
#include <string>

#include <secokr/error.hpp>

#include "app/ports.hpp"
#include "tracker/change_set.hpp"

namespace secokr::app {

struct DraftStart {
  tracker::ChangeSet set{};  ///< empty where the document is there already
  std::string path{};        ///< `okrs/FY28-Q1/README.md`
};

/// The planning document of a quarter: its timeline, the participants of the draft review (P4) and room for each area's
/// rough ideas, from `templates/planning.md` of the workspace, else secokr's own. One that is there is never touched.
/// Error: local_file.
Expected<DraftStart> plan_draft_start(const Ports& ports, Quarter quarter);

}  // namespace secokr::app
