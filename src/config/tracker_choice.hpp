#pragma once
#include <vector>

#include <secokr/error.hpp>

#include "base/environment.hpp"
#include "config/config.hpp"

namespace secokr::config {

/// What follows from the sources together: in GitLab CI its variables fill the host and the project that nothing else
/// says; and a host or a project that was named by hand makes the tracker GitLab. A problem is a note.
void choose_tracker(Config& config, const base::Environment& environment, std::vector<ErrorNote>& notes);

}  // namespace secokr::config
