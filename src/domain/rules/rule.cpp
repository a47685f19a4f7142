#include <secokr/rule.hpp>

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace secokr {
namespace {

constexpr std::array k_rules{
    RuleInfo{Rule::F1, "F1", "A file follows the grammar", "ours"},
    RuleInfo{Rule::F2, "F2", "No unknown field", "ours"},
    RuleInfo{Rule::F3, "F3", "Every person, team and area named is in the org", "ours"},
    RuleInfo{Rule::F4, "F4", "A published file is changed only through finalize --amend", "ours"},
    RuleInfo{Rule::F5, "F5", "An issue equals what was finalised", "ours"},
    RuleInfo{Rule::P1, "P1", "An objective's DRI is a functional leader or a direct report of one", "seed 1"},
    RuleInfo{Rule::P2, "P2", "A key result's DRI is a manager or an IC of the division", "seed 1"},
    RuleInfo{Rule::P3, "P3", "Exactly one DRI for each objective and each key result", "ours"},
    RuleInfo{Rule::P4, "P4", "Senior managers and above take part in the draft review", "seed 1"},
    RuleInfo{Rule::P5, "P5", "The CISO or a named delegate includes, excludes and finalises", "ours"},
    RuleInfo{Rule::P6, "P6", "A quarter is finalised from its final step until the day before it starts", "ours"},
    RuleInfo{Rule::O1, "O1", "At most five objectives are included for the division", "seed 1"},
    RuleInfo{Rule::O2, "O2", "One to three key results for each objective", "seed 1"},
    RuleInfo{Rule::O3, "O3",
             "Every functional leader proposes an objective, contributes a key result or declares business as usual",
             "seed 1"},
    RuleInfo{Rule::O4, "O4", "An objective names its Top-5 risk and its strategy", "seed 1"},
    RuleInfo{Rule::O5, "O5", "An objective's reference fits its published title and is unique in the quarter", "ours"},
    RuleInfo{Rule::K1, "K1", "A key result is measurable: a metric with a target, or a baseline", "seed 1"},
    RuleInfo{Rule::K2, "K2", "Key results are numbered from 1 without a gap or a double", "seed 1"},
    RuleInfo{Rule::K3, "K3",
             "At least one milestone, numbered from 1, each with description and DRI; due dates lie inside the quarter",
             "seed 1"},
    RuleInfo{Rule::K4, "K4", "Weights leave room for the rest; all given, they add up to 100 %", "ours"},
    RuleInfo{Rule::K5, "K5", "No placeholder of a template is left in a published text", "ours"},
    RuleInfo{Rule::K6, "K6", "Published titles have at most 255 characters", "ours"},
    RuleInfo{Rule::D1, "D1", "The providing team's manager, or anyone above in their line, answers a dependency",
             "seed 1"},
    RuleInfo{Rule::D2, "D2",
             "A key result is final only when each dependency is confirmed, withdrawn, or declined and then re-scoped",
             "seed 1"},
    RuleInfo{Rule::D3, "D3", "A key result with a declined dependency is re-scoped or dropped", "seed 1"},
    RuleInfo{Rule::D4, "D4",
             "An objective changes after the proposal only where the key results at risk carry more than 50 % of it",
             "seed 1"},
    RuleInfo{Rule::D5, "D5", "\"No capacity\" is recorded as a leadership metric and never deleted", "seed 1"},
    RuleInfo{Rule::L1, "L1", "No required label is missing", "seed 1"},
    RuleInfo{Rule::L2, "L2", "No label that does not belong: OKR and priority stand on objectives only", "seed 1"},
    RuleInfo{Rule::L3, "L3", "One quarter label and one priority label", "ours"},
    RuleInfo{Rule::L4, "L4", "Labels are spelled as in the scheme", "ours"},
    RuleInfo{Rule::L5, "L5", "A p0 objective names its critical project", "seed 1"},
    RuleInfo{Rule::L6, "L6", "The quarter label agrees with the title and the milestone", "ours"},
    RuleInfo{Rule::L7, "L7", "Every label of the scheme is defined in the project or its groups", "ours"},
    RuleInfo{Rule::L8, "L8", "It is clear whose issue it is", "ours"},
    RuleInfo{Rule::T1, "T1", "An issue and a note count where their author's word does", "ours"},
    RuleInfo{Rule::U1, "U1", "One update for each key result or objective and week", "ours"},
    RuleInfo{Rule::U2, "U2", "A week is named by its Monday", "seed 1"},
    RuleInfo{Rule::U3, "U3", "What the user typed is never lost", "ours"},
    RuleInfo{Rule::U4, "U4", "Silence is never green", "ours"},
    RuleInfo{Rule::U5, "U5", "An undone milestone is raised from seven days before its due date", "seed 1"},
    RuleInfo{Rule::U6, "U6", "Text of people never runs as a quick action", "ours"},
    RuleInfo{Rule::R1, "R1", "The record is only appended to: no line that git knew is gone", "ours"},
};

constexpr std::array<std::string_view, 5> k_stages{"always", "objectives", "proposal", "final", "published"};

}  // namespace

std::span<const RuleInfo> all_rules() { return k_rules; }

const RuleInfo& info(Rule rule) { return k_rules.at(static_cast<std::size_t>(rule)); }

std::string_view to_string(Rule rule) { return info(rule).id; }

std::optional<Rule> parse_rule(std::string_view id) {
  const auto found =
      std::ranges::find_if(k_rules, [&](const RuleInfo& rule) { return base::equals_folded(rule.id, id); });
  if (found == k_rules.end()) return std::nullopt;
  return found->rule;
}

std::string_view to_string(Stage stage) { return k_stages.at(static_cast<std::size_t>(stage)); }

std::optional<Stage> parse_stage(std::string_view text) {
  for (std::size_t i = 0; i < k_stages.size(); ++i)
    if (base::equals_folded(k_stages.at(i), text)) return static_cast<Stage>(i);
  return std::nullopt;
}

}  // namespace secokr
