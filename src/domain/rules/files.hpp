#pragma once
#include <string>
#include <string_view>

#include "domain/rules/schedule.hpp"

namespace secokr {

// What is found where files and issues are read, as their rules say it. F2 and the rest of F1 come from the parser.

/// F1: a quarter's folder has no objective.
Finding no_objective_in(const std::string& folder, Quarter quarter);
/// F1: a line of a quarter's record is no decision. The place's subject is the quarter.
Finding no_decision(const Place& place, std::string_view line);

/// F4: a file says something else than what was finalised, in those fields.
Finding changed_in_file(const Place& place, std::string_view fields, Quarter quarter);
/// F4: a file has a published key result no more.
Finding gone_from_file(const Place& place, Quarter quarter);
/// F4: somebody wrote an answer into the file of a published key result, whose issue does not know it.
Finding answered_in_file(const Place& place);

/// F5: an issue that published.json lists is not there.
Finding gone_issue(std::string subject, Quarter quarter, std::string url);
/// F5: somebody changed an issue by hand.
Finding changed_by_hand(std::string subject, std::string message, std::string hint = {}, std::string url = {});

}  // namespace secokr
