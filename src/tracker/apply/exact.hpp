#pragma once
#include <map>
#include <vector>

#include <secokr/error.hpp>

#include "tracker/change/change_set.hpp"
#include "tracker/change/subjects.hpp"

namespace secokr::tracker {

/// What no longer fits the plan, a note each: issues that an edit finds neither as `before` nor as `after` in a field,
/// and those that are `missing`. Empty where all is as planned or as it is to be.
std::vector<ErrorNote> moved_issues(const ChangeSet& set, const Subjects& subjects,
                                    const std::map<IssueRef, const Change*>& missing);

/// The same for labels that are to be defined. One question for each of their homes.
Expected<std::vector<ErrorNote>> moved_labels(const ChangeSet& set, Tracker& tracker);

/// The same for issues that are to be created. One that stands there as it is to be made, by
/// somebody who may edit issues, becomes its subject's.
Expected<std::vector<ErrorNote>> moved_creations(const ChangeSet& set, Tracker& tracker, Subjects& subjects);

/// The same for the files that the set writes or was planned from: each must be as it was then, or as a change of the
/// set makes it. Error local_file for a path outside the root.
Expected<std::vector<ErrorNote>> moved_files(const ChangeSet& set, const ApplyOptions& options,
                                             const Subjects& subjects);

}  // namespace secokr::tracker
