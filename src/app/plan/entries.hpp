#pragma once
#include <vector>

#include <secokr/objective.hpp>

#include "app/core/ports.hpp"
#include "app/plan/publications.hpp"
#include "documents/issue/text.hpp"
#include "workspace/published.hpp"

namespace secokr::app {

// What `published.json` holds of an objective or key result as its file says it now; without a number and an address
// while it has no issue.

workspace::PublishedIssue objective_entry(const Ports& ports, Quarter quarter, const Objective& objective,
                                          const std::vector<documents::KeyResultLine>& lines,
                                          const PresentIssues& present);
workspace::PublishedIssue key_result_entry(const Ports& ports, Quarter quarter, const Objective& objective,
                                           const KeyResult& key_result, const PresentIssues& present);

}  // namespace secokr::app
