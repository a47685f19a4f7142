#pragma once
#include <string>

#include "app/core/ports.hpp"
#include "app/label/range.hpp"
#include "app/published/listed_issues.hpp"
#include "domain/rules/labels.hpp"
#include "tracker/port/tracker.hpp"

namespace secokr::app {

/// An issue of the range as people name it: in its own project a number is enough.
std::string subject_of(const Ports& ports, const LabelRange& range, const tracker::Issue& issue, bool in_other_project);
/// One that is not there.
std::string subject_of_missing(const Ports& ports, const std::string& project, long iid);

/// What the rules look at: the issue's labels, and what secokr's block and `published.json` say of it.
LabelledIssue labelled_issue(const tracker::Issue& issue, std::string subject, const ListedIssues& listed);

}  // namespace secokr::app
