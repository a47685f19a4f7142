#pragma once
#include <set>
#include <string>
#include <vector>

#include "app/plan/publications.hpp"
#include "app/plan/read_plan.hpp"
#include "app/published/plan.hpp"
#include "domain/people/confidential_names.hpp"
#include "tracker/change/change_set.hpp"
#include "workspace/published.hpp"

namespace secokr::app {

/// Who reads what a command prints: in a CI job its log, which is read by many; else whoever typed it.
Audience log_audience(const base::Environment& environment);

/// What is confidential in a quarter, by a field, on an issue or when it was finalised, and all the words by which its
/// file, its issue, what was proposed and what was finalised name it.
ConfidentialNames confidential_names(const ReadPlan& read);
/// The same where issues and what was finalised are all that is known; `base` may be null.
ConfidentialNames confidential_names(const PublishedPlan& plan, const workspace::Published* base);

/// The ids of what was finalised and is confidential now: then or on its issue, by itself or with its objective.
std::set<std::string> confidential_ids(workspace::Published base, const PresentIssues& present);
/// The same names where the confidential ids are known.
ConfidentialNames confidential_names(const std::vector<workspace::ObjectiveFile>& files,
                                     const workspace::Published& base, const std::set<std::string>& ids);

/// What a set shows to the audience: a change of what is confidential is counted, with its action and its issue's
/// address; payloads stay as they are.
void withhold(Audience audience, const ConfidentialNames& names, tracker::ChangeSet& set);

/// The same of an error: that it is withheld is what it says.
void withhold(Audience audience, const ConfidentialNames& names, Error& error);

}  // namespace secokr::app
