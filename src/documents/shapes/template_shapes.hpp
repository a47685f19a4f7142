#pragma once
#include <string>
#include <string_view>
#include <vector>

#include <secokr/objective.hpp>

#include "documents/objective/document.hpp"

namespace secokr::documents {

// The shapes in which leaders already write: the description of an objective in Ally, and of a key result in a GitLab
// issue, as the process in force has it and as its predecessor had it. Nothing that is written is lost: what is not
// understood is an F1 of severity error with its line, and a placeholder that nobody filled in is left out and named, a
// K5 of severity warning.

/// `## Objective:`, `### Security Roadmap:`, `### Dependencies:`, `## Budget:`.
struct ObjectiveShape {
  std::string outcome{};  ///< ends with the dependencies, below a line "Dependencies:"
  std::string security_roadmap{};
  std::string budget{};
  std::vector<std::string> dependencies{};  ///< each as written, without its box
  std::vector<Problem> problems{};
};
ObjectiveShape read_objective_shape(std::string_view text);

/// `Issue Title:`, `## Dependencies`, `## Milestones`; the predecessor's `## Ally OKR:`, `## Objective:`, `##
/// Milestones`.
struct KeyResultShape {
  std::string title{};      ///< the measurable title alone
  std::string reference{};  ///< the objective that the issue's title names; empty where it names none
  std::string outcome{};    ///< ends with the line "Ally OKR: …" and the dependencies below a line "Dependencies:"
  std::vector<std::string> dependencies{};  ///< of the outcome: each as written, without its box
  std::vector<Dependency> asked{};          ///< those written in full, as in an objective file; not in the outcome
  std::vector<Milestone> milestones{};      ///< numbered from 1; DRI and due may be missing
  std::vector<Problem> problems{};
};
KeyResultShape read_key_result_shape(std::string_view text);

}  // namespace secokr::documents
