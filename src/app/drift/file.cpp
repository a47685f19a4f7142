#include "app/drift/file.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

#include <secokr/titles.hpp>

#include "app/plan/wanted_issues.hpp"
#include "app/published/facts.hpp"
#include "base/text.hpp"
#include "documents/issue/text.hpp"
#include "domain/objective/fields.hpp"

namespace secokr::app {
namespace {

tracker::Issue as_issue(const WantedIssue& wanted) {
  return {.title = wanted.title,
          .description = wanted.description,
          .labels = wanted.labels,
          .assignees = wanted.assignee.empty() ? std::vector<std::string>() : std::vector{wanted.assignee},
          .due = wanted.due,
          .confidential = wanted.confidential};
}

const KeyResult* key_result_in(const documents::ObjectiveDocument& document, const std::string& id) {
  const auto& all = document.objective().key_results;
  const auto found = std::ranges::find(all, id, &KeyResult::id);
  return found == all.end() ? nullptr : &*found;
}

/// The tick stays the file's.
Status follow_milestone(documents::ObjectiveDocument& document, const KeyResult& own, const KeyResult& now,
                        std::size_t number) {
  const auto wanted = std::ranges::find(now.milestones, static_cast<int>(number), &Milestone::number);
  if (wanted == now.milestones.end()) return {};
  const auto there = std::ranges::find(own.milestones, static_cast<int>(number), &Milestone::number);
  if (there == own.milestones.end()) return document.add_milestone(own.number, *wanted);
  Milestone edited = *wanted;
  edited.mark_like(*there);
  return document.replace_milestone(own.number, static_cast<std::size_t>(there - own.milestones.begin()) + 1, edited);
}

/// The answers stay the file's.
Status follow_dependency(documents::ObjectiveDocument& document, const KeyResult& own, const KeyResult& now,
                         std::size_t number) {
  if (number == 0 || number > now.dependencies.size()) return {};
  Dependency edited = now.dependencies[number - 1];
  if (number > own.dependencies.size()) return document.add_dependency(own.number, edited);
  edited.events = own.dependencies[number - 1].events;
  edited.ticked = own.dependencies[number - 1].ticked;
  return document.replace_dependency(own.number, number, edited);
}

}  // namespace

std::map<std::string, documents::Facts> file_facts(const Ports& ports, Quarter quarter, const Objective& objective) {
  std::map<std::string, documents::Facts> facts;
  const LabelScheme& scheme = ports.config.labels;
  const PlanningCalendar& calendar = ports.config.calendar;
  if (!objective.id.empty())
    facts.emplace(objective.id, facts_of(as_issue(wanted_objective(objective, {}, quarter, scheme, calendar)), scheme));
  for (const KeyResult& key_result : objective.key_results)
    if (!key_result.id.empty())
      facts.emplace(key_result.id,
                    facts_of(as_issue(wanted_key_result(objective, key_result, quarter, scheme, calendar)), scheme));
  return facts;
}

Status follow_issue(documents::ObjectiveDocument& document, const std::string& id, const BlockIssue& issue,
                    const documents::FactChange& change) {
  const KeyResult* own = key_result_in(document, id);
  const std::optional<int> number = own == nullptr ? std::nullopt : std::optional(own->number);
  const auto& block = issue.block;
  if (change.field == Field::title) {
    const auto title = parse_title(issue.title);
    return title ? document.set_title(number, title->title) : Status{};
  }
  if (change.field == Field::confidential || change.field == confidential_text_field) {
    // Both must say the same, or what was agreed would be drift again.
    const bool in_text = block && block->objective && block->objective->confidential;
    if (own != nullptr || in_text != issue.confidential) return {};
    return document.set_field(std::nullopt, name_of(Field::confidential), issue.confidential ? "yes" : "");
  }
  if (change.field == Field::outcome) return document.set_outcome(number, change.after);
  const auto names = own == nullptr ? documents::objective_field_names() : documents::key_result_field_names();
  if (std::ranges::find(names, change.field) != names.end())
    return document.set_field(number, change.field, change.after);
  if (own == nullptr || !block || !block->key_result) return {};
  if (const auto milestone = documents::number_in(change.field, Field::milestone))
    return follow_milestone(document, *own, *block->key_result, *milestone);
  if (const auto dependency = documents::number_in(change.field, Field::dependency))
    return follow_dependency(document, *own, *block->key_result, *dependency);
  return {};
}

}  // namespace secokr::app
