#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/error.hpp>
#include <secokr/finding.hpp>
#include <secokr/objective.hpp>
#include <secokr/org.hpp>

#include "domain/objective/fields.hpp"

namespace secokr::app {

/// What a person says to a field of an objective or KR, as typed.
struct Answer {
  Field field{};
  std::string text{};
};
using Answers = std::vector<Answer>;

/// `--top-5-risk`.
std::string flag_of(Field field);
bool has_answer(const Answers& answers, Field field);

// Each puts one answer into the value; an empty one changes nothing. People, areas and teams take the org's spelling; a
// stranger stays as typed (F3 judges). Error: usage, for what the grammar cannot hold.
Status take_answer(const Answer& answer, const Org& org, Objective& objective);
/// A dependency is `team; need` (the manager comes from the org), a milestone `description; @dri; 2027-02-26` with DRI
/// and date optional.
Status take_answer(const Answer& answer, const Org& org, KeyResult& key_result);

/// `2=DESCRIPTION; @DRI; DATE`: what becomes of a milestone that is there.
struct MilestoneChange {
  int number = 0;
  std::string_view text{};
};
/// Nothing for the text of a new milestone.
std::optional<MilestoneChange> milestone_change(std::string_view text);
/// Puts what the change names into the milestone; what it leaves out stays. Error: usage.
Status change_milestone(const Answer& answer, const MilestoneChange& change, const Org& org, Milestone& milestone);

/// For an answer that would be read back from the file as something else than it says. Kind usage.
Error unreadable_answer();
/// An answer that a rule stops at once. Kind usage.
Error stopped_answer(const Answer& answer, const Finding& finding);
/// A demanded field without an answer. Kind usage.
Error missing_answer(Field field, std::string_view thing);

}  // namespace secokr::app
