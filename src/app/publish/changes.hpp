#pragma once
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "app/core/ports.hpp"
#include "app/plan/publications.hpp"
#include "tracker/change/change_set.hpp"
#include "workspace/published.hpp"

namespace secokr::app {

/// What makes the tracker hold the publications, in the order of a change set: labels that are not defined yet, issues
/// that are not there, edits of those that an interrupted run left unfinished, links. What is in `base` stands as it
/// is; `finalize_amend` changes it.
Expected<std::vector<tracker::Change>> publication_changes(const Ports& ports, Quarter quarter,
                                                           const std::vector<Publication>& publications,
                                                           const workspace::Published* base,
                                                           const PresentIssues& present,
                                                           std::vector<tracker::Change> amendments);

}  // namespace secokr::app
