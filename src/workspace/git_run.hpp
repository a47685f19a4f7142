#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/environment.hpp"
#include "base/process.hpp"
#include "base/state_folder.hpp"

namespace secokr::workspace {

/// Of an environment what git needs to find itself and its configuration: another repository's variables and tokens are
/// not its business.
base::Environment environment_for_git(const base::Environment& environment);

/// A run of git's own plumbing in `root`, which starts no hook, no filter and no transport. `environment` is one for
/// git.
base::ProgramRun git_run(const std::string& root, const base::Environment& environment, std::vector<std::string> words,
                         std::string input = {});

/// Git's own words, without its "fatal: ".
std::string first_line_of_git(std::string_view text);

/// True for what git tracks at or above a path below `root`, in any case of its letters. Git is asked once, when the
/// first path is; outside git, and where git is not installed, nothing is tracked. Error local_file: git cannot tell.
base::StateFolder::IsForeign tracked_below(const std::string& root, const std::string& folder,
                                           const base::Environment& environment);

}  // namespace secokr::workspace
