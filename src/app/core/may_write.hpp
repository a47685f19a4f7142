#pragma once
#include <optional>

#include <secokr/error.hpp>

#include "tracker/change/change_set.hpp"
#include "tracker/port/issue.hpp"

namespace secokr::app {

/// Why issues of the project cannot be made or edited by me: it is archived, its issues are disabled, or my role does
/// not reach. Nothing where they can, as far as the tracker tells.
std::optional<Error> refusal_of(const tracker::Project& project);

/// The same for what the set writes there: notes are open to everybody who sees an issue, unless nobody may write at
/// all. What it writes in other projects and groups does not count.
std::optional<Error> refusal_of(const tracker::Project& project, const tracker::ChangeSet& set);

}  // namespace secokr::app
