#pragma once
#include <optional>
#include <string>
#include <vector>

#include <secokr/error.hpp>
#include <secokr/objective.hpp>

#include "app/draft/answers.hpp"
#include "documents/objective/document.hpp"
#include "documents/objective/plan_facts.hpp"

namespace secokr::app {

/// Writes each answer into its own lines of the document; `key_result` is a KR's number, nothing means the objective.
/// An empty answer takes a field out. Dependencies and milestones are added, `2=…` changes the second milestone.
/// Errors: usage, for every answer that cannot be taken, all at once; the document is then of no use.
Status write_answers(documents::ObjectiveDocument& document, std::optional<int> key_result, const Answers& answers,
                     const Org& org);

/// What became of an objective or of one of its KRs.
struct ChangedPart {
  std::string name{};  ///< `Security Training`, `Security Training/KR2`
  std::vector<documents::FactChange> facts{};
};
/// The parts that say something else, the objective first. KRs are the same by id, else by number; one that is new or
/// gone changes all that it says.
std::vector<ChangedPart> changes_between(const Objective& before, const Objective& after);

}  // namespace secokr::app
