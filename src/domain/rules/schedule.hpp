#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/finding.hpp>

#include "domain/objective/fields.hpp"
#include "domain/rules/rules.hpp"

namespace secokr {

/// The schedules that more than one rule has (PROCESS.md 3a).
namespace schedule {
inline constexpr Schedule error_always{{}, Stage::always};
inline constexpr Schedule warning_always{Stage::always, {}};
inline constexpr Schedule error_from_objectives{{}, Stage::objectives};
inline constexpr Schedule error_from_proposal{{}, Stage::proposal};
inline constexpr Schedule error_from_final{{}, Stage::final};
inline constexpr Schedule warning_from_proposal{Stage::proposal, Stage::final};
inline constexpr Schedule error_published{{}, Stage::published};
inline constexpr Schedule warning_published{Stage::published, {}};
}  // namespace schedule

/// What a finding is about: as the user names it, and where it stands. Line 0 is nowhere.
struct Place {
  std::string subject{};
  std::string path{};
  std::size_t line = 0;
};

Place place_of(const PlannedObjective& planned, std::optional<Field> field = {});
Place place_of(const PlannedObjective& planned, const KeyResult& key_result, std::optional<Field> field = {});
/// A dependency is named `Security Training/KR1/D2`; `index` counts from 0.
Place place_of(const PlannedObjective& planned, const KeyResult& key_result, std::size_t index);
Place place_of(const PlannedObjective& planned, const KeyResult& key_result, const Milestone& milestone);

/// An error of a rule.
Finding found_at(const Place& place, Rule rule, std::string message, std::string hint);

/// The objective's reference, or its title while it has none.
std::string subject_of(const Objective& objective);

/// The key results that are not dropped.
std::vector<const KeyResult*> kept_key_results(const Objective& objective);

/// The usernames in a field that ought to hold one: "@a, @b", "a and b", "a / b".
std::vector<std::string> names_in(std::string_view field);

/// The severity that findings have at a stage.
Severity severity_at(const Schedule& schedule, Stage stage);

/// Turns what one rule says of a plan into findings of the severity that the stage gives. What is not an error yet
/// carries the day from which it will be.
class Reporter {
 public:
  Reporter(const PlanUnderReview& plan, Stage stage, std::vector<Finding>& findings, const RuleInfo& rule)
      : m_plan(plan), m_stage(stage), m_findings(findings), m_rule(rule) {}

  const PlanUnderReview& plan() const { return m_plan; }
  void report(const Place& place, std::string message, std::string hint) const;
  /// The same for the rule's exception.
  void report_exception(const Place& place, std::string message, std::string hint) const;

 private:
  void add(const Schedule& schedule, const Place& place, std::string message, std::string hint) const;

  const PlanUnderReview& m_plan;
  Stage m_stage;
  std::vector<Finding>& m_findings;
  const RuleInfo& m_rule;
};

}  // namespace secokr
