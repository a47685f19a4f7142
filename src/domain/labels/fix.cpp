#include <algorithm>

#include "domain/labels/facts.hpp"

namespace secokr {
namespace {

using LabelSet = std::set<std::string>;

/// A label as it should stand: itself, in its canonical spelling, or nothing.
std::optional<std::string> kept(const std::string& label, const ReadLabel& read, const LabelTruth& truth,
                                bool undecided_priority) {
  switch (read.meaning) {
    case LabelMeaning::division:
      return read.canonical;
    case LabelMeaning::quarter:
      return truth.quarter.value_or(*read.quarter) == *read.quarter ? std::optional{read.canonical} : std::nullopt;
    case LabelMeaning::okr:
      return truth.objective == false ? std::nullopt : std::optional{read.canonical};
    case LabelMeaning::priority:
      if (truth.objective == false) return std::nullopt;
      if (truth.priority) return truth.priority == read.priority ? std::optional{read.canonical} : std::nullopt;
      // One that is spelled anew would push its scope's others out, on paid tiers.
      return undecided_priority ? label : read.canonical;
    case LabelMeaning::other_priority:
      return std::nullopt;
    case LabelMeaning::other_division:
    case LabelMeaning::foreign:
      return label;
  }
  return label;
}

LabelSet demanded(const LabelScheme& scheme, const LabelTruth& truth) {
  LabelSet names{scheme.division};
  if (truth.quarter) names.insert(to_string(*truth.quarter));
  if (truth.objective != true) return names;
  names.insert(scheme.okr);
  if (const auto index = static_cast<std::size_t>(truth.priority.value_or(Priority::p0));
      truth.priority && index < scheme.priority.size())
    names.insert(scheme.priority[index]);
  return names;
}

}  // namespace

bool gives_way(const std::string& label, const ReadLabel& read, const LabelSet& added, const std::string& division) {
  if (read.meaning == LabelMeaning::other_division && added.contains(division)) return true;
  return !scope_of(label).empty() &&
         std::ranges::any_of(added, [&](const auto& each) { return scope_of(each) == scope_of(label); });
}

LabelFix fix_of(const LabelScheme& scheme, const ReadLabels& labels, const LabelTruth& truth) {
  std::set<Priority> priorities;
  LabelSet present;
  for (const auto& [label, read] : labels) {
    present.insert(label);
    if (read.priority) priorities.insert(*read.priority);
  }
  const bool undecided_priority = !truth.priority && priorities.size() > 1;

  LabelSet wanted = demanded(scheme, truth);
  for (const auto& [label, read] : labels)
    if (auto name = kept(label, read, truth, undecided_priority)) wanted.insert(*std::move(name));
  LabelSet added;
  std::ranges::set_difference(wanted, present, std::inserter(added, added.end()));
  for (const auto& [label, read] : labels)
    if (gives_way(label, read, added, scheme.division)) wanted.erase(label);

  LabelFix fix{.add = {added.begin(), added.end()}};
  std::ranges::set_difference(present, wanted, std::back_inserter(fix.remove));
  return fix;
}

LabelFix fix_of(const LabelScheme& scheme, const std::vector<std::string>& labels, const LabelTruth& truth) {
  const LabelReader reader(scheme);
  ReadLabels read;
  for (const std::string& label : labels) read.emplace_back(label, reader.read(label));
  return fix_of(scheme, read, truth);
}

LabelFix fix_of(const LabelRules& rules, const LabelledIssue& issue, const LabelFacts& facts) {
  if (owner_of(rules, issue, facts) != Ownership::ours) return {};
  if (!is_claimed(rules, issue, facts) && !facts.title) return {};
  return fix_of(rules.scheme, facts.labels, truth_of(rules, issue, facts));
}

LabelFix fix_of(const LabelRules& rules, const LabelledIssue& issue) {
  return fix_of(rules, issue, facts_of(rules, issue));
}

}  // namespace secokr
