#include <algorithm>

#include "domain/labels/facts.hpp"
#include "domain/labels/key.hpp"

namespace secokr {
namespace {

bool is_word_character(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// Every quarter that a text names as a word of its own: `FY28-Q1`, `OKRs of FY28 Q1`.
std::set<Quarter> quarters_in(std::string_view text) {
  constexpr std::size_t joined = std::string_view{"FY28Q1"}.size();
  std::set<Quarter> found;
  for (std::size_t at = 0; at + joined <= text.size(); ++at) {
    if (at > 0 && is_word_character(text[at - 1])) continue;
    for (const std::size_t length : {joined, joined + 1}) {
      if (at + length > text.size() || (at + length < text.size() && is_word_character(text[at + length]))) continue;
      if (const auto quarter = parse_quarter(text.substr(at, length))) found.insert(*quarter);
    }
  }
  return found;
}

template <class T>
std::optional<T> only(const std::set<T>& values) {
  return values.size() == 1 ? std::optional{*values.begin()} : std::nullopt;
}

/// An issue's label stands once it is published, but for a p0 that names no critical project (L5) and was finalised
/// as something else.
std::optional<Priority> priority_of(const LabelRules& rules, const LabelledIssue& issue, const LabelFacts& facts) {
  const auto finalised = issue.marked ? issue.priority : std::nullopt;
  if (const auto labelled = only(facts.priorities())) {
    const bool unfounded = *labelled == Priority::p0 && !issue.critical_project;
    return unfounded && finalised ? finalised : labelled;
  }
  if (finalised) return finalised;
  return rules.fallback == Priority::p0 && !issue.critical_project ? std::nullopt : rules.fallback;
}

}  // namespace

bool LabelFacts::carries(LabelMeaning meaning) const {
  return std::ranges::any_of(labels, [&](const auto& each) { return each.second.meaning == meaning; });
}

std::set<Quarter> LabelFacts::quarters() const {
  std::set<Quarter> found;
  for (const auto& [label, read] : labels)
    if (read.quarter) found.insert(*read.quarter);
  return found;
}

std::set<Priority> LabelFacts::priorities() const {
  std::set<Priority> found;
  for (const auto& [label, read] : labels)
    if (read.priority) found.insert(*read.priority);
  return found;
}

LabelFacts facts_of(const LabelRules& rules, const LabelledIssue& issue) {
  LabelFacts facts{.reader = LabelReader{rules.scheme},
                   .title = parse_title(issue.title),
                   .milestone = quarters_in(issue.milestone)};
  for (const std::string& label : issue.labels) facts.labels.emplace_back(label, facts.reader.read(label));
  return facts;
}

bool is_claimed(const LabelRules& rules, const LabelledIssue& issue, const LabelFacts& facts) {
  if (issue.marked || issue.published || facts.carries(LabelMeaning::division)) return true;
  if (facts.carries(LabelMeaning::other_division)) return false;
  // Without a scope of its own a name such as `P1` is anybody's.
  return priority_scope(rules.scheme) &&
         (facts.carries(LabelMeaning::priority) || facts.carries(LabelMeaning::other_priority));
}

Ownership owner_of(const LabelRules& rules, const LabelledIssue& issue, const LabelFacts& facts) {
  if (!issue.doubted.empty()) return Ownership::unclear;
  if (is_claimed(rules, issue, facts)) return Ownership::ours;
  if (facts.carries(LabelMeaning::other_division)) return Ownership::others;
  const auto in_division = [&](const std::string& username) { return rules.org.in_division(username); };
  if (issue.linked || std::ranges::any_of(issue.assignees, in_division)) return Ownership::ours;
  return facts.title ? Ownership::unclear : Ownership::others;
}

LabelTruth truth_of(const LabelRules& rules, const LabelledIssue& issue, const LabelFacts& facts) {
  LabelTruth truth;
  if (issue.marked)
    truth.objective = issue.marked_objective;
  else if (facts.title)
    truth.objective = !facts.title->key_result;
  else if (facts.carries(LabelMeaning::okr))
    truth.objective = true;

  if (issue.published)
    truth.quarter = issue.published;
  else if (facts.title)
    truth.quarter = facts.title->quarter;
  else if (const auto labelled = only(facts.quarters()))
    truth.quarter = labelled;
  else
    truth.quarter = only(facts.milestone);

  if (truth.objective == true) truth.priority = priority_of(rules, issue, facts);
  return truth;
}

Ownership owner_of(const LabelRules& rules, const LabelledIssue& issue) {
  return owner_of(rules, issue, facts_of(rules, issue));
}

LabelTruth truth_of(const LabelRules& rules, const LabelledIssue& issue) {
  return truth_of(rules, issue, facts_of(rules, issue));
}

bool concerns(const LabelRules& rules, const LabelledIssue& issue) {
  if (!rules.quarter) return true;
  const Quarter quarter = *rules.quarter;
  const LabelFacts facts = facts_of(rules, issue);
  const std::set<Quarter> labelled = facts.quarters();
  if (labelled.contains(quarter) || facts.milestone.contains(quarter) || issue.published == quarter ||
      quarters_in(issue.title).contains(quarter))
    return true;
  const bool names_none = labelled.empty() && facts.milestone.empty() && !issue.published && !facts.title;
  return names_none && issue.opened && (!issue.doubted.empty() || owner_of(rules, issue, facts) == Ownership::ours);
}

}  // namespace secokr
