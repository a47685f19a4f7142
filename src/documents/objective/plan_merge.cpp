#include "documents/objective/plan_merge.hpp"

#include <algorithm>
#include <cstddef>

#include "documents/objective/plan_facts.hpp"

namespace secokr::documents {
namespace {

template <class Owner>
bool take_field(Owner& into, const Owner& from, std::string_view field) {
  const auto* row = find_field<Owner>(field);
  if (row == nullptr || row->access.write == nullptr) return false;
  row->access.take(into, from);
  return true;
}

void take_milestone(KeyResult& into, const KeyResult& from, int number) {
  const auto wanted = std::ranges::find(from.milestones, number, &Milestone::number);
  const auto present = std::ranges::find(into.milestones, number, &Milestone::number);
  if (wanted == from.milestones.end()) {
    if (present != into.milestones.end()) into.milestones.erase(present);
    return;
  }
  Milestone taken = *wanted;
  if (present == into.milestones.end()) {
    taken.mark_like({});
    into.milestones.insert(
        std::ranges::find_if(into.milestones, [&](const Milestone& other) { return other.number > number; }), taken);
  } else {
    taken.mark_like(*present);
    *present = taken;
  }
}

void take_dependency(KeyResult& into, const KeyResult& from, std::size_t number) {
  auto& present = into.dependencies;
  if (number > from.dependencies.size()) {
    if (number <= present.size()) present.erase(present.begin() + static_cast<std::ptrdiff_t>(number - 1));
    return;
  }
  Dependency taken = from.dependencies[number - 1];
  if (number > present.size()) {
    present.push_back(std::move(taken));
    return;
  }
  Dependency& old = present[number - 1];
  if (old.team == taken.team && old.manager == taken.manager) {
    taken.events = old.events;
    taken.ticked = old.ticked;
  }
  old = std::move(taken);
}

}  // namespace

bool take_fact(Objective& into, const Objective& from, std::string_view field) { return take_field(into, from, field); }

bool take_fact(KeyResult& into, const KeyResult& from, std::string_view field) {
  if (const auto number = number_in(field, Field::milestone)) {
    take_milestone(into, from, static_cast<int>(*number));
    return true;
  }
  if (const auto number = number_in(field, Field::dependency)) {
    take_dependency(into, from, *number);
    return true;
  }
  return take_field(into, from, field);
}

}  // namespace secokr::documents
