#pragma once
#include <string>

#include <map>
#include <string>

#include "app/published/running_key_results.hpp"
#include "documents/planning/document.hpp"

namespace secokr::app {

/// What is carried over already: the running key result's URL -> `FY28-Q1/Security Training/KR2`.
using CarriedOver = std::map<std::string, std::string>;

/// Adds to the planning document what it lacks of the running quarter: the section, and a line for each key result
/// without one. Lines that stand there stay as they are, with their figures. Confidential ones are named, as in the
/// division's own reports: the document stands in its repository. Error local_file with the line, where a code block or
/// comment is never closed.
Status add_running(documents::PlanningDocument& document, const RunningQuarter& running, Quarter planned, Day today,
                   const CarriedOver& carried);

}  // namespace secokr::app
