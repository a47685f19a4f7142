#pragma once
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <secokr/titles.hpp>

#include "domain/labels/reader.hpp"
#include "domain/rules/labels.hpp"

namespace secokr {

/// Labels with what each of them says to the scheme.
using ReadLabels = std::vector<std::pair<std::string, ReadLabel>>;

/// An issue's labels and title as the label rules read them, once.
struct LabelFacts {
  LabelReader reader;
  ReadLabels labels{};
  std::optional<ParsedTitle> title{};
  std::set<Quarter> milestone{};  ///< every quarter that the milestone's title names

  bool carries(LabelMeaning meaning) const;
  std::set<Quarter> quarters() const;     ///< that labels name, in any spelling
  std::set<Priority> priorities() const;  ///< likewise
};
LabelFacts facts_of(const LabelRules& rules, const LabelledIssue& issue);

/// Ours by more than a link or an assignee: secokr wrote it, or a label says it.
bool is_claimed(const LabelRules& rules, const LabelledIssue& issue, const LabelFacts& facts);

Ownership owner_of(const LabelRules& rules, const LabelledIssue& issue, const LabelFacts& facts);
LabelTruth truth_of(const LabelRules& rules, const LabelledIssue& issue, const LabelFacts& facts);
LabelFix fix_of(const LabelRules& rules, const LabelledIssue& issue, const LabelFacts& facts);
/// What makes the labels say what is true.
LabelFix fix_of(const LabelScheme& scheme, const ReadLabels& labels, const LabelTruth& truth);
/// L1–L6 of an issue that is ours.
std::vector<Finding> check_issue(const LabelRules& rules, const LabelledIssue& issue, const LabelFacts& facts);
/// F5: it was closed, or secokr's block removed from it, while it runs; nothing once its quarter has ended.
std::optional<Finding> check_by_hand(const LabelRules& rules, const LabelledIssue& issue, const LabelFacts& facts);

/// What an added label takes the place of: on paid tiers GitLab removes its scope's others, elsewhere nobody would.
bool gives_way(const std::string& label, const ReadLabel& read, const std::set<std::string>& added,
               const std::string& division);

}  // namespace secokr
