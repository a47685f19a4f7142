#pragma once
#include <secokr/error.hpp>

#include "tracker/change/run.hpp"

namespace secokr::tracker {

/// Everything that must hold before the first write of a set: files as expected and inside the root, no issue with a
/// marker that is to be created, every named subject known or made earlier in the set, every edited issue present. The
/// run then knows the tracker's present state of the issues that will be edited. Errors: refused when the world moved,
/// local_file for a file, bug for a set that cannot be.
Status check_preconditions(Run& run);

}  // namespace secokr::tracker
