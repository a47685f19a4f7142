#pragma once
#include <optional>
#include <string>
#include <vector>

#include <secokr/finding.hpp>
#include <secokr/objective.hpp>
#include <secokr/planning_calendar.hpp>

#include "domain/people/audience.hpp"

namespace secokr {

/// An objective of a plan with what the rules say of it.
struct DraftedObjective {
  std::string path{};
  Objective objective{};
  std::vector<Finding> findings{};  ///< of its file alone
};

/// What `secokr draft show` prints.
struct DraftView {
  Quarter quarter{};
  Stage stage = Stage::always;
  std::optional<PlannedStep> next_step{};      ///< after today
  Day last_day{};                              ///< of the quarter: when a KR without dated milestones is due
  int objective_limit = 5;                     ///< O1
  std::vector<DraftedObjective> objectives{};  ///< in the order of their files; one alone when it was asked for
  std::optional<int> key_result{};             ///< the one KR that was asked for
  std::vector<Finding> findings{};             ///< of the plan as a whole
  bool is_one = false;                         ///< one objective or KR was asked for

  int count(ObjectiveStatus status) const;
};

/// Takes out what the audience is not shown, with the findings on it, and says how much it was.
Withheld withhold(Audience audience, DraftView& view);

}  // namespace secokr
