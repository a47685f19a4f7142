#pragma once
#include <span>
#include <string_view>

#include "domain/rules/schedule.hpp"
#include "domain/rules/traits.hpp"

namespace secokr {

using PlanCheck = void (*)(const Reporter&);
using ObjectiveCheck = void (*)(const PlannedObjective&, const Reporter&);
using KeyResultCheck = void (*)(const PlannedObjective&, const KeyResult&, const Reporter&);

constexpr unsigned bit_of(auto value) { return 1U << static_cast<unsigned>(value); }

/// A rule in one place: what stands of it in the documentation, and its check. `check_plan` calls those that are given:
/// `plan` once, the others for each objective that is not excluded and each of its key results that is not dropped. A
/// rule without one is checked where what it looks at is known (by the parser, on an issue), or binds secokr.
struct RuleRow : RuleInfo {
  PlanCheck plan = nullptr;
  ObjectiveCheck objective = nullptr;
  KeyResultCheck key_result = nullptr;
  unsigned traits = 0;  ///< a bit for each RuleTrait
  unsigned missed = 0;  ///< a bit for each Field

  constexpr RuleRow about(RuleScope what) && { return scope = what, *this; }
  constexpr RuleRow but(std::string_view when, Schedule then) && {
    return exception = when, exception_schedule = then, *this;
  }
  constexpr RuleRow only(std::string_view what) && { return instead = what, *this; }
  constexpr RuleRow is(auto... which) && { return ((traits |= bit_of(which)), ...), *this; }
  constexpr RuleRow misses(auto... fields) && { return ((missed |= bit_of(fields)), ...), *this; }
  constexpr RuleRow checks(PlanCheck check) && { return plan = check, *this; }
  constexpr RuleRow checks(ObjectiveCheck check) && { return objective = check, *this; }
  constexpr RuleRow checks(KeyResultCheck check) && { return key_result = check, *this; }
};

constexpr RuleRow ours(Rule rule, std::string_view id, std::string_view text, Schedule schedule = {}) {
  return {{.rule = rule, .id = id, .text = text, .source = "ours", .schedule = schedule}};
}
constexpr RuleRow seed_1(Rule rule, std::string_view id, std::string_view text, Schedule schedule = {}) {
  return {{.rule = rule, .id = id, .text = text, .source = "seed 1", .schedule = schedule}};
}
inline constexpr std::string_view binds_secokr = "no finding: binds secokr";

// One body each, in the order of `Rule`.
std::span<const RuleRow> rules_of_files();
std::span<const RuleRow> rules_of_people();
std::span<const RuleRow> rules_of_objectives();
std::span<const RuleRow> rules_of_key_results();
std::span<const RuleRow> rules_of_dependencies();
std::span<const RuleRow> rules_of_issue_labels();
std::span<const RuleRow> rules_of_ownership();
std::span<const RuleRow> rules_of_records();

/// All of them.
std::span<const RuleRow> rule_rows();

}  // namespace secokr
