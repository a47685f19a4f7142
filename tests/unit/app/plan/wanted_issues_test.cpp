#include "app/plan/wanted_issues.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "domain/rules/labels.hpp"

using namespace secokr;

namespace {

const std::vector<std::string> pool{"division::Security",
                                    "Division: Security",
                                    "Division: Engineering",
                                    "division::Engineering",
                                    "FY28-Q1",
                                    "FY28 Q1",
                                    "FY27-Q4",
                                    "OKR",
                                    "okr",
                                    "sec-okr::p0",
                                    "sec-okr::p1",
                                    "sec-okr::p3",
                                    "bug",
                                    "workflow::done"};

std::vector<std::string> picked(unsigned mask) {
  std::vector<std::string> labels;
  for (std::size_t i = 0; i < pool.size(); ++i)
    if ((mask >> i & 1U) != 0) labels.push_back(pool[i]);
  std::ranges::sort(labels);
  return labels;
}

}  // namespace

TEST_CASE("finalize and label apply take the same labels away, whatever an issue carries") {
  const LabelScheme scheme;
  const Org org;
  const LabelRules rules{.scheme = scheme, .org = org, .quarter = Quarter(2028, 1)};
  for (const bool objective : {true, false})
    for (unsigned mask = 0; mask < 1U << pool.size(); ++mask) {
      LabelledIssue issue{.title = objective ? "FY28-Q1 Objective (Ref) title" : "FY28-Q1 KR1 (Ref) title",
                          .labels = picked(mask),
                          .marked = true,
                          .id = "0123456789abcdef",
                          .marked_objective = objective,
                          .critical_project = true,
                          .published = Quarter(2028, 1)};
      if (objective) issue.priority = Priority::p1;
      const LabelTruth truth = truth_of(rules, issue);
      // A label on an issue is the truth of its priority; publishing knows what it publishes.
      const auto wanted = objective ? objective_labels(scheme, *truth.quarter, truth.priority)
                                    : key_result_labels(scheme, *truth.quarter);
      if (app::labels_giving_way(issue.labels, wanted, scheme) == fix_of(rules, issue).remove) continue;
      CAPTURE(mask, objective, issue.labels);
      CHECK(app::labels_giving_way(issue.labels, wanted, scheme) == fix_of(rules, issue).remove);
    }
}
