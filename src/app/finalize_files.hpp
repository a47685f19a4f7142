#pragma once
#include <map>
#include <string>
#include <vector>

#include <secokr/error.hpp>
#include <secokr/objective.hpp>

#include "app/ports.hpp"
#include "tracker/change_set.hpp"
#include "workspace/objective_files.hpp"
#include "workspace/published.hpp"

namespace secokr::app {

/// An included objective on its way to the tracker.
struct Publication {
  const workspace::ObjectiveFile* file = nullptr;
  Objective objective{};  ///< with every id
  bool minted = false;    ///< ids were minted here, so the file must learn them before an issue carries them
};

/// `#12` for each published KR of the objective, in order; `#` and a token for one that has no issue yet.
std::vector<std::string> key_result_references(const Objective& objective,
                                               const std::map<std::string, tracker::Issue>& present);

/// The files that learn the ids minted here. They come before every issue: a rerun after a kill finds the issues by
/// these ids.
Expected<std::vector<tracker::Change>> id_changes(const std::vector<Publication>& publications);

/// The files of a finalisation: `published.json` (what it holds already stays as it is) and each file's `Published`
/// stamp, on top of `id_changes`. Empty when they stand as wanted.
Expected<std::vector<tracker::Change>> finalize_files(const Ports& ports, Quarter quarter,
                                                      const std::vector<Publication>& publications,
                                                      const workspace::Published* base,
                                                      const std::map<std::string, tracker::Issue>& present);

}  // namespace secokr::app
