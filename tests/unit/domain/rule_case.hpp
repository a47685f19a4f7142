#pragma once
#include <functional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "support/sample_plan.hpp"

namespace secokr::test {

/// What a case expects of a finding; the rest of it is words.
struct Expect {
  Rule rule;
  Severity severity;
  std::string subject;
  friend bool operator==(const Expect&, const Expect&) = default;
};

inline std::ostream& operator<<(std::ostream& out, const Expect& expect) {
  return out << to_string(expect.rule) << ' ' << to_string(expect.severity) << " [" << expect.subject << ']';
}

/// A change of the sample plan and every finding that it makes, no more and no fewer.
struct RuleCase {
  std::string name;
  std::function<void(PlanUnderReview&)> change;
  std::vector<Expect> expected{};
  Stage stage = Stage::final;
};

inline std::vector<Finding> findings_of(const std::function<void(PlanUnderReview&)>& change, Stage stage) {
  PlanUnderReview plan = sample_plan();
  change(plan);
  return check_plan(plan, stage);
}

/// The only finding of a rule; fails the test where there is none or another one.
inline Finding only_finding(const std::function<void(PlanUnderReview&)>& change, Rule rule,
                            Stage stage = Stage::final) {
  std::vector<Finding> found;
  for (const Finding& finding : findings_of(change, stage))
    if (finding.rule == rule) found.push_back(finding);
  REQUIRE(found.size() == 1);
  return found.front();
}

inline void run_rule_cases(const std::vector<RuleCase>& cases) {
  for (const RuleCase& each : cases) {
    INFO(each.name);
    std::vector<Expect> actual;
    for (const Finding& finding : findings_of(each.change, each.stage)) {
      actual.push_back({finding.rule, finding.severity, finding.subject});
      CHECK_FALSE(finding.message.empty());
      CHECK_FALSE((finding.hint.empty() && finding.severity != Severity::note));
    }
    CHECK_THAT(actual, Catch::Matchers::UnorderedEquals(each.expected));
  }
}

/// Shared by the cases of the people's, objectives', key results' and dependencies' rules.
constexpr auto error = Severity::error;
constexpr auto warning = Severity::warning;
constexpr auto note = Severity::note;

}  // namespace secokr::test
