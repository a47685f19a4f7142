#pragma once
#include <map>
#include <string>
#include <vector>

#include <secokr/error.hpp>
#include "app/core/ports.hpp"
#include "app/plan/publications.hpp"
#include "tracker/change/change_set.hpp"
#include "workspace/published.hpp"

namespace secokr::app {

/// Entries of `published.json` that are to say something else, by id.
using Rebased = std::map<std::string, workspace::PublishedIssue>;

/// The files that learn the ids minted here. They come before every issue: a rerun after a kill finds the issues by
/// these ids.
Expected<std::vector<tracker::Change>> id_changes(const std::vector<Publication>& publications);

/// The files of a finalisation: `published.json` (what it holds already stays as it is, unless `rebased`) and each
/// file's `Published` stamp, on top of `id_changes`. Empty when they stand as wanted.
Expected<std::vector<tracker::Change>> finalize_files(const Ports& ports, Quarter quarter,
                                                      const std::vector<Publication>& publications,
                                                      const workspace::Published* base, const PresentIssues& present,
                                                      const Rebased& rebased);

}  // namespace secokr::app
