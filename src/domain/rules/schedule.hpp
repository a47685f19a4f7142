#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/finding.hpp>

#include "domain/rules/rules.hpp"

namespace secokr {

/// A row of PROCESS.md 3a: from which stage a finding is a warning and from which an error. Before both it is a note.
struct Schedule {
  std::optional<Stage> warning{};
  std::optional<Stage> error{};
};

/// The rows of PROCESS.md 3a that a plan meets. Most rules have one; P1 and K1 say two things that bite at different
/// stages.
namespace schedule {
inline constexpr Schedule error_always{{}, Stage::always};    ///< F3, double reference or number (O5, K2), P2
inline constexpr Schedule warning_always{Stage::always, {}};  ///< P1 for an IC, O4
inline constexpr Schedule error_from_objectives{{}, Stage::objectives};      ///< P1, P3, O2, K1 (nothing measurable)
inline constexpr Schedule error_from_proposal{{}, Stage::proposal};          ///< O1, O3
inline constexpr Schedule error_from_final{{}, Stage::final};                ///< K5, K6, D1–D4, L5
inline constexpr Schedule number_in_title{Stage::objectives, Stage::final};  ///< K1 (number in the title only)
inline constexpr Schedule record{Stage::always, Stage::final};               ///< R1
inline constexpr Schedule milestones_and_weights{Stage::proposal, Stage::final};  ///< K3, K4
}  // namespace schedule

/// What a finding is about: as the user names it, and where it stands. Line 0 is nowhere.
struct Place {
  std::string subject{};
  std::string path{};
  std::size_t line = 0;
};

Place place_of(const PlannedObjective& planned, std::string_view field = {});
Place place_of(const PlannedObjective& planned, const KeyResult& key_result, std::string_view field = {});
/// A dependency is named `Security Training/KR1/D2`; `index` counts from 0.
Place place_of(const PlannedObjective& planned, const KeyResult& key_result, std::size_t index);
Place place_of(const PlannedObjective& planned, const KeyResult& key_result, const Milestone& milestone);

/// The objective's reference, or its title while it has none.
std::string subject_of(const Objective& objective);

/// The key results that are not dropped.
std::vector<const KeyResult*> kept_key_results(const Objective& objective);

/// Turns what a rule says into a finding of the severity that the stage gives. What is not an error yet carries the day
/// from which it will be.
/// The severity that a rule's findings have at a stage.
Severity severity_at(const Schedule& schedule, Stage stage);

class Reporter {
 public:
  Reporter(const PlanUnderReview& plan, Stage stage, std::vector<Finding>& findings)
      : m_plan(plan), m_stage(stage), m_findings(findings) {}

  void report(Rule rule, const Schedule& schedule, const Place& place, std::string message, std::string hint) const;

 private:
  const PlanUnderReview& m_plan;
  Stage m_stage;
  std::vector<Finding>& m_findings;
};

}  // namespace secokr
