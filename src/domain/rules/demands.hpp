#pragma once
#include <string_view>
#include <vector>

#include <secokr/finding.hpp>
#include <secokr/objective.hpp>
#include <secokr/org.hpp>
#include <secokr/quarter.hpp>

namespace secokr {

/// What the dependencies of a key result ask of somebody: as its DRI or its objective's, what becomes of it where one
/// was declined (D3); as the manager who is asked, an answer (D2). The messages say what to type.
std::vector<Finding> dependency_demands(const Org& org, Quarter quarter, const Objective& objective,
                                        const KeyResult& key_result, std::string_view user);

}  // namespace secokr
