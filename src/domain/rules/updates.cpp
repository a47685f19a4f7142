#include <array>

#include "domain/rules/row.hpp"
#include "domain/rules/updates.hpp"

namespace secokr {
namespace {

/// U5's notice, as its text below has it.
constexpr days k_milestone_notice{7};

constexpr std::array k_rules_of_records{
    ours(Rule::U1, "U1", "One update for each key result or objective and week").only(binds_secokr),
    seed_1(Rule::U2, "U2", "A week is named by its Monday").only(binds_secokr),
    ours(Rule::U3, "U3", "What the user typed is never lost").only(binds_secokr),
    ours(Rule::U4, "U4", "Silence is never green").only(binds_secokr),
    seed_1(Rule::U5, "U5", "An undone milestone is raised from seven days before its due date").only(binds_secokr),
    ours(Rule::U6, "U6", "Text of people never runs as a quick action").only(binds_secokr),
    ours(Rule::R1, "R1", "The record is only appended to: no line that git knew is gone",
         {Stage::always, Stage::final}),
};

}  // namespace

std::span<const RuleRow> rules_of_records() { return k_rules_of_records; }

bool is_due_soon(const Milestone& milestone, Day today) {
  return milestone.open() && milestone.due && *milestone.due - k_milestone_notice <= today;
}

}  // namespace secokr
