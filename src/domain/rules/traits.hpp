#pragma once
#include <vector>

#include <secokr/rule.hpp>

#include "domain/objective/fields.hpp"

namespace secokr {

/// Where the process treats what a rule says otherwise than another's. They stand in the rule's row.
enum class RuleTrait : unsigned {
  of_people,             ///< it asks who somebody is: what the proposal freezes is judged by it before
  stops_objective,       ///< its errors refuse at once what a person says of an objective
  stops_key_result,      ///< the same of a key result
  remarked,              ///< what an answer makes it say is said behind the answer
  remarked_at_metric,    ///< all that it says of a key result is said behind its metric, new or not
  reviewed,              ///< the review shows what it says beside the part
  compares_key_results,  ///< it weighs those of an objective against each other: one that cannot be read tells on all
  asks_areas,            ///< its findings are about an area, by its name
  personal,              ///< an override of it on the record covers only whom it was recorded by
  tells_unpublished,     ///< its warnings name text of a file that will not be published
};
bool has(Rule rule, RuleTrait trait);
std::vector<Rule> rules_with(RuleTrait trait);

/// Those that would say something of a field only because its value cannot be read.
std::vector<Rule> rules_missing(Field field);

}  // namespace secokr
