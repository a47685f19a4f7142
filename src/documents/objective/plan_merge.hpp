#pragma once
#include <string_view>

#include <secokr/objective.hpp>

namespace secokr::documents {

// Makes one side say what the other says of one thing, by the names of `facts_of`. False for a name that there is not.

bool take_fact(Objective& into, const Objective& from, std::string_view field);
/// A milestone keeps whether it is done; a dependency that is asked of the same team and manager keeps its answers.
bool take_fact(KeyResult& into, const KeyResult& from, std::string_view field);

}  // namespace secokr::documents
