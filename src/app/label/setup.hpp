#pragma once
#include <string>
#include <vector>

#include "app/core/ports.hpp"
#include "tracker/change/change_set.hpp"

namespace secokr::app {

struct LabelSetupPlan {
  tracker::ChangeSet set{};               ///< what is to be created or corrected; empty when all is as it should be
  std::size_t wanted = 0;                 ///< labels of the scheme for the quarter
  std::vector<tracker::Label> foreign{};  ///< inherited from a group with another colour or description: changed there
};

/// The scheme's labels for a quarter in the tracker's project, or in a group (an empty path is the project).
Expected<LabelSetupPlan> plan_label_setup(const Ports& ports, Quarter quarter, const std::string& group);

}  // namespace secokr::app
