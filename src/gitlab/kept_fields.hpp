#pragma once
#include <string>
#include <vector>

#include "tracker/port/issue.hpp"

namespace secokr::gitlab {

/// What makes an empty issue into this one.
tracker::IssueEdit edit_to(const tracker::NewIssue& issue);

/// What was asked for and is not to be seen, for `Issue::dropped`: "assignee @name", "label `name`", "due", …
std::vector<std::string> not_kept(const tracker::IssueEdit& asked, const tracker::Issue& issue);

/// The same text but for white space at its end and carriage returns, which GitLab drops.
bool is_kept(const std::string& sent, const std::string& kept);

}  // namespace secokr::gitlab
