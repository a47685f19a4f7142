#pragma once
#include <optional>
#include <span>
#include <string_view>

namespace secokr {

/// Every rule, by its ID. What it demands and when it bites stands beside its check, in src/domain/rules.
enum class Rule {
  F1,
  F2,
  F3,
  F4,
  F5,
  P1,
  P2,
  P3,
  P4,
  P5,
  P6,
  O1,
  O2,
  O3,
  O4,
  O5,
  K1,
  K2,
  K3,
  K4,
  K5,
  K6,
  D1,
  D2,
  D3,
  D4,
  D5,
  L1,
  L2,
  L3,
  L4,
  L5,
  L6,
  L7,
  L8,
  T1,
  U1,
  U2,
  U3,
  U4,
  U5,
  U6,
  R1
};

/// From when a rule bites (PROCESS.md 3a), in ascending order.
enum class Stage { always, objectives, proposal, final, published };

/// From which stage what a rule finds is a warning, and from which an error. Before both it is a note.
struct Schedule {
  std::optional<Stage> warning{};
  std::optional<Stage> error{};
};

/// What a rule's findings are about.
enum class RuleScope {
  part,          ///< an objective, a key result or an issue
  dependencies,  ///< a key result's, or that it was let go for one
  division,      ///< the plan as a whole
  act,           ///< who does something and when
};

struct RuleInfo {
  Rule rule{};
  std::string_view id{};      ///< "O1"
  std::string_view text{};    ///< what it demands, one line
  std::string_view source{};  ///< "seed 1", "seed 2", "ours"
  Schedule schedule{};
  std::string_view exception{};  ///< the case that has another schedule, "an individual contributor"; empty for none
  Schedule exception_schedule{};
  RuleScope scope = RuleScope::part;
  std::string_view instead{};  ///< of a rule that has no schedule: "no finding: binds secokr"
};

/// In the order of the enumeration; docs/rules.md is checked against it.
std::span<const RuleInfo> all_rules();
const RuleInfo& info(Rule rule);
std::string_view to_string(Rule rule);
std::optional<Rule> parse_rule(std::string_view id);  ///< ignores case

std::string_view to_string(Stage stage);
std::optional<Stage> parse_stage(std::string_view text);

}  // namespace secokr
