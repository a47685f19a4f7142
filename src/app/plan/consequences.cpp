#include "app/plan/consequences.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <string>

#include "base/text.hpp"
#include "domain/rules/traits.hpp"
#include "workspace/objective_files.hpp"

namespace secokr::app {
namespace {

using workspace::ObjectiveFile;

/// True for what a rule says only because a line of the file could not be read.
bool follows_from(const Finding& finding, const documents::Problem& problem) {
  const std::size_t line = finding.line.value_or(0);
  return std::ranges::any_of(problem.consequences, [&](const documents::Consequence& consequence) {
    return (!consequence.rule || *consequence.rule == finding.rule) && consequence.from <= line &&
           line <= consequence.to;
  });
}

bool is_damaged(const ObjectiveFile& file) { return !file.document.ok(); }

/// True where an error stands above the key results, among what the proposal froze of the objective.
bool is_objective_damaged(const ObjectiveFile& file) {
  const auto& key_results = file.document.objective().key_results;
  const std::size_t end =
      key_results.empty() ? std::numeric_limits<std::size_t>::max() : key_results.front().source.line;
  return std::ranges::any_of(file.document.problems(), [&](const documents::Problem& problem) {
    return problem.severity == Severity::error && problem.line < end;
  });
}

/// What the proposal froze of a file, by its id, or by its name where no id could be read.
const Objective* proposed_in(const ReadPlan& read, const ObjectiveFile& file) {
  const std::string& id = file.document.objective().id;
  if (const auto found = read.plan.proposal.find(id); found != read.plan.proposal.end()) return &found->second;
  if (!id.empty()) return nullptr;
  for (const auto& [other, proposed] : read.plan.proposal)
    if (file.path.ends_with("/" + base::slug(proposed.reference) + ".md")) return &proposed;
  return nullptr;
}

/// True for the finding that a proposed objective is in no file, where its file is there and its id is not read.
bool is_in_damaged_file(const ReadPlan& read, const Finding& finding) {
  if (info(finding.rule).scope != RuleScope::dependencies || !finding.path.empty()) return false;
  return std::ranges::any_of(read.files, [&](const ObjectiveFile& file) {
    if (!is_damaged(file) || !file.document.objective().id.empty()) return false;
    const Objective* proposed = proposed_in(read, file);
    return proposed == nullptr || proposed->reference == finding.subject;
  });
}

/// The people who take part through an objective.
std::set<std::string> people_of(const Objective& objective) {
  std::set<std::string> people{objective.dri};
  for (const KeyResult& key_result : objective.key_results) people.insert({key_result.dri, key_result.contributed_by});
  people.erase("");
  return people;
}

/// True where the area may take part by lines that could not be read.
bool may_take_part(const ReadPlan& read, const ObjectiveFile& file, std::string_view area) {
  const Objective& now = file.document.objective();
  const Objective* proposed = proposed_in(read, file);
  std::set<std::string> people = people_of(now);
  if (proposed != nullptr) people.merge(people_of(*proposed));
  const bool is_named = base::equals_folded(now.area, area) || std::ranges::any_of(people, [&](const std::string& who) {
                          return base::equals_folded(read.plan.org.area_of(who), area);
                        });
  return is_named || (proposed == nullptr && now.area.empty() && now.dri.empty());
}

}  // namespace

void drop_consequences(const ReadPlan& read, std::vector<Finding>& findings) {
  for (const ObjectiveFile& file : read.files) {
    for (const documents::Problem& problem : file.document.problems())
      std::erase_if(findings,
                    [&](const Finding& each) { return each.path == file.path && follows_from(each, problem); });
    if (!is_damaged(file)) continue;
    const bool is_changed_by_damage = is_objective_damaged(file);
    std::erase_if(findings, [&](const Finding& each) {
      if (has(each.rule, RuleTrait::asks_areas)) return may_take_part(read, file, each.subject);
      return each.rule == Rule::D4 && each.path == file.path && is_changed_by_damage;
    });
  }
  std::erase_if(findings, [&](const Finding& each) { return is_in_damaged_file(read, each); });
}

}  // namespace secokr::app
