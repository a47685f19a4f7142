#include "documents/objective/plan_facts.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "base/text.hpp"
#include "documents/objective/document.hpp"

namespace secokr::documents {
namespace {

void add(Facts& facts, std::string field, std::string value, bool running = false, std::string team = {}) {
  if (!value.empty()) facts.push_back({std::move(field), std::move(value), running, std::move(team)});
}

template <class Owner>
Facts facts_of_fields(const Owner& owner) {
  Facts facts;
  for (const auto& row : all_fields<Owner>())
    if (row.place != FieldPlace::line_of_file && row.place != FieldPlace::list)
      add(facts, std::string(row.name), row.access.write(owner), row.is_running);
  return facts;
}

void add_milestones(Facts& facts, const KeyResult& key_result) {
  for (Milestone milestone : key_result.milestones) {
    if (!milestone.open())
      add(facts, fmt::format("Done {}", milestone.number), milestone.done ? "yes" : "no longer applies", true);
    milestone.mark_like({});
    constexpr std::string_view box = "- [ ] ";
    add(facts, fmt::format("{} {}", name_of(Field::milestone), milestone.number),
        render_milestone(milestone).substr(box.size()));
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
    add(facts, fmt::format("{} {}", name_of(Field::dependency), number), asked.substr(box.size()), false,
        dependency.team);
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

Facts facts_of(const Objective& objective) { return facts_of_fields(objective); }

Facts facts_of(const KeyResult& key_result) {
  Facts facts = facts_of_fields(key_result);
  add_milestones(facts, key_result);
  add_dependencies(facts, key_result);
  return facts;
}

std::optional<std::size_t> number_in(std::string_view fact, Field list) {
  const std::string name = name_of(list);
  if (!fact.starts_with(name) || fact.size() <= name.size() + 1) return std::nullopt;
  const std::string_view digits = fact.substr(name.size() + 1);
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size() || number == 0) return std::nullopt;
  return number;
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
