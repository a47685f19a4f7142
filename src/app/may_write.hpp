#pragma once
#include <optional>

#include <secokr/error.hpp>

#include "tracker/change_set.hpp"
#include "tracker/issue.hpp"

namespace secokr::app {

/// Why issues of the project cannot be made or edited by me: it is archived, its issues are disabled, or my role does
/// not reach. Nothing where they can, as far as the tracker tells.
std::optional<Error> refusal_of(const tracker::Project& project);

/// The same for what the set writes: notes are open to everybody who sees an issue, unless nobody may write at all.
std::optional<Error> refusal_of(const tracker::Project& project, const tracker::ChangeSet& set);

}  // namespace secokr::app
