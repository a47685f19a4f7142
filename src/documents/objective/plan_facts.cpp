#include "documents/objective/plan_facts.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.hpp"
#include "documents/grammar/fields.hpp"
#include "documents/objective/document.hpp"

namespace secokr::documents {
namespace {

void add(Facts& facts, std::string field, std::string value, bool running = false, std::string team = {}) {
  if (!value.empty()) facts.push_back({std::move(field), std::move(value), running, std::move(team)});
}

template <class Owner>
void add_fields(Facts& facts, std::span<const FieldSpec<Owner>> specs, const Owner& owner) {
  for (const auto& spec : specs)
    if (spec.in_block) add(facts, std::string(spec.name), spec.write(owner), spec.name == "State");
}

void add_milestones(Facts& facts, const KeyResult& key_result) {
  for (Milestone milestone : key_result.milestones) {
    if (!milestone.open())
      add(facts, fmt::format("Done {}", milestone.number), milestone.done ? "yes" : "no longer applies", true);
    milestone.mark_like({});
    constexpr std::string_view box = "- [ ] ";
    add(facts, fmt::format("Milestone {}", milestone.number), render_milestone(milestone).substr(box.size()));
  }
}

void add_dependencies(Facts& facts, const KeyResult& key_result) {
  std::size_t number = 0;
  for (Dependency dependency : key_result.dependencies) {
    ++number;
    const std::string whole = render_dependency(dependency);
    dependency.events.clear();
    dependency.ticked = false;
    const std::string asked = render_dependency(dependency);
    constexpr std::string_view box = "- [ ] ";
    add(facts, fmt::format("Dependency {}", number), asked.substr(box.size()), false, dependency.team);
    constexpr std::string_view dash = " — ";
    if (whole.size() > asked.size() + dash.size())
      add(facts, fmt::format("Answers {}", number), whole.substr(asked.size() + dash.size()), true, dependency.team);
  }
}

const Fact* find(const Facts& facts, std::string_view field) {
  const auto found = std::ranges::find(facts, field, &Fact::field);
  return found == facts.end() ? nullptr : &*found;
}

}  // namespace

Facts facts_of(const Objective& objective) {
  Facts facts;
  add(facts, "Title", objective.title);
  add_fields(facts, objective_fields(), objective);
  add(facts, "Outcome", objective.outcome);
  return facts;
}

Facts facts_of(const KeyResult& key_result) {
  Facts facts;
  add(facts, "Title", key_result.title);
  if (key_result.number != 0) add(facts, "Number", std::to_string(key_result.number));
  add_fields(facts, key_result_fields(), key_result);
  add(facts, "Outcome", key_result.outcome);
  add_milestones(facts, key_result);
  add_dependencies(facts, key_result);
  return facts;
}

std::vector<FactChange> changes_between(const Facts& before, const Facts& after) {
  std::vector<FactChange> changes;
  for (const Fact& fact : before) {
    const Fact* now = find(after, fact.field);
    if (now == nullptr)
      changes.push_back({fact.field, fact.value, "", fact.running, fact.team});
    else if (base::single_spaced(now->value) != base::single_spaced(fact.value))
      changes.push_back({fact.field, fact.value, now->value, fact.running, now->team});
  }
  for (const Fact& fact : after)
    if (find(before, fact.field) == nullptr) changes.push_back({fact.field, "", fact.value, fact.running, fact.team});
  return changes;
}

}  // namespace secokr::documents
