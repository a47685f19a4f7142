#pragma once
#include <istream>
#include <string>

#include <secokr/error.hpp>

#include "tracker/port/issue.hpp"
#include "tracker/port/tracker.hpp"

namespace secokr::gitlab {

/// The issues of a saved answer of GitLab's REST API, each once, in the file's order: a JSON array, several arrays one
/// after the other, or one object after the other. One issue is in memory at a time; `name` is the file's, for errors.
/// Error local_file, with the issue's number and the byte: no JSON, or something else than issues.
Status read_issue_export(std::istream& in, const std::string& name, const tracker::Sink<tracker::Issue>& sink);

}  // namespace secokr::gitlab
