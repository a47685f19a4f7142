#include "domain/rules/labels.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"
#include "domain/labels/hints.hpp"
#include "domain/rules/row.hpp"

namespace secokr {
namespace {

using Names = std::vector<std::string>;

Finding unclear_owner(const LabelRules& rules, const LabelledIssue& issue) {
  return {.rule = Rule::L8,
          .severity = Severity::warning,
          .subject = issue.subject,
          .message = "Nothing but its title's shape says whose it is",
          .hint = fmt::format("when it is the division's, comment on it: {}; when it is another's, give it that "
                              "division's label",
                              comment_with({.add = {rules.scheme.division}})),
          .url = issue.url};
}

Finding stranger(const LabelledIssue& issue) {
  return {.rule = Rule::T1,
          .severity = Severity::warning,
          .subject = issue.subject,
          .message = fmt::format("secokr's block in its text does not count: {}", issue.doubted),
          .hint =
              "look at it, and have the block taken out of its text; where its author's word should count, give "
              "them the role Planner or Reporter",
          .url = issue.url};
}

constexpr std::array k_rules_of_ownership{
    ours(Rule::L7, "L7", "Every label of the scheme is defined in the project or its groups",
         schedule::error_published),
    ours(Rule::L8, "L8", "It is clear whose issue it is", schedule::warning_published),
    ours(Rule::T1, "T1", "An issue and a note count where their author's word does", schedule::warning_published),
};

}  // namespace

std::span<const RuleRow> rules_of_ownership() { return k_rules_of_ownership; }

std::vector<Finding> check_labels(const LabelRules& rules, const LabelledIssue& issue) {
  const LabelFacts facts = facts_of(rules, issue);
  switch (owner_of(rules, issue, facts)) {
    case Ownership::ours: {
      std::vector<Finding> findings = check_issue(rules, issue, facts);
      if (auto finding = check_by_hand(rules, issue, facts)) findings.push_back(*std::move(finding));
      return findings;
    }
    case Ownership::unclear:
      return {issue.doubted.empty() ? unclear_owner(rules, issue) : stranger(issue)};
    case Ownership::others:
      return {};
  }
  return {};
}

std::vector<Finding> check_definitions(const LabelScheme& scheme, Quarter quarter,
                                       const std::vector<std::string>& defined, const std::string& place,
                                       const std::string& setup) {
  std::vector<Finding> findings;
  const LabelReader reader{scheme};
  for (const LabelDefinition& wanted : definitions(scheme, quarter)) {
    if (std::ranges::find(defined, wanted.name) != defined.end()) continue;
    Names near;
    std::ranges::copy_if(defined, std::back_inserter(near),
                         [&](const std::string& label) { return reader.read(label).canonical == wanted.name; });
    std::ranges::sort(near);
    findings.push_back(
        {.rule = Rule::L7,
         .severity = Severity::error,
         .subject = place,
         .message =
             fmt::format("The label `{}` is not defined{}", wanted.name,
                         near.empty() ? "" : fmt::format("; {} {}", quoted(near), near.size() == 1 ? "is" : "are")),
         .hint = near.empty() ? setup : fmt::format("{}, or rename the label and its issues keep it", setup)});
  }
  return findings;
}

}  // namespace secokr
