#pragma once
#include <map>
#include <string>

#include "tracker/port/issue.hpp"

namespace secokr::app {

/// secokr's issues that stand there, by id.
using PresentIssues = std::map<std::string, tracker::Issue>;

}  // namespace secokr::app
