#include "documents/objective/plan_merge.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <optional>

namespace secokr::documents {
namespace {

template <class Owner>
struct Taking {
  std::string_view field;
  void (*take)(Owner& into, const Owner& from);
};

template <class Owner, std::size_t Size>
bool take_one(const std::array<Taking<Owner>, Size>& all, Owner& into, const Owner& from, std::string_view field) {
  const auto found = std::ranges::find(all, field, &Taking<Owner>::field);
  if (found == all.end()) return false;
  found->take(into, from);
  return true;
}

constexpr std::array<Taking<Objective>, 14> of_objectives{{
    {"Title", [](Objective& into, const Objective& from) { into.title = from.title; }},
    {"Reference", [](Objective& into, const Objective& from) { into.reference = from.reference; }},
    {"DRI", [](Objective& into, const Objective& from) { into.dri = from.dri; }},
    {"Area", [](Objective& into, const Objective& from) { into.area = from.area; }},
    {"Priority", [](Objective& into, const Objective& from) { into.priority = from.priority; }},
    {"Top-5 risk", [](Objective& into, const Objective& from) { into.top5_risk = from.top5_risk; }},
    {"Strategy", [](Objective& into, const Objective& from) { into.strategy = from.strategy; }},
    {"Security roadmap", [](Objective& into, const Objective& from) { into.security_roadmap = from.security_roadmap; }},
    {"Budget", [](Objective& into, const Objective& from) { into.budget = from.budget; }},
    {"Working group", [](Objective& into, const Objective& from) { into.working_group = from.working_group; }},
    {"Critical project", [](Objective& into, const Objective& from) { into.critical_project = from.critical_project; }},
    {"Confidential", [](Objective& into, const Objective& from) { into.confidential = from.confidential; }},
    {"Outcome", [](Objective& into, const Objective& from) { into.outcome = from.outcome; }},
    {"Published", [](Objective& into, const Objective& from) { into.published = from.published; }},
}};

constexpr std::array<Taking<KeyResult>, 8> of_key_results{{
    {"Title", [](KeyResult& into, const KeyResult& from) { into.title = from.title; }},
    {"Number", [](KeyResult& into, const KeyResult& from) { into.number = from.number; }},
    {"DRI", [](KeyResult& into, const KeyResult& from) { into.dri = from.dri; }},
    {"Contributed by", [](KeyResult& into, const KeyResult& from) { into.contributed_by = from.contributed_by; }},
    {"Metric", [](KeyResult& into, const KeyResult& from) { into.measure = from.measure; }},
    {"Weight", [](KeyResult& into, const KeyResult& from) { into.weight = from.weight; }},
    {"State",
     [](KeyResult& into, const KeyResult& from) {
       into.state = from.state;
       into.paused_by = from.paused_by;
     }},
    {"Outcome", [](KeyResult& into, const KeyResult& from) { into.outcome = from.outcome; }},
}};

/// The number behind a list's name: 2 of "Milestone 2".
std::optional<std::size_t> number_of(std::string_view field, std::string_view list) {
  if (!field.starts_with(list) || field.size() <= list.size() + 1) return std::nullopt;
  const std::string_view digits = field.substr(list.size() + 1);
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size() || number == 0) return std::nullopt;
  return number;
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

bool take_fact(Objective& into, const Objective& from, std::string_view field) {
  return take_one(of_objectives, into, from, field);
}

bool take_fact(KeyResult& into, const KeyResult& from, std::string_view field) {
  if (const auto number = number_of(field, "Milestone")) {
    take_milestone(into, from, static_cast<int>(*number));
    return true;
  }
  if (const auto number = number_of(field, "Dependency")) {
    take_dependency(into, from, *number);
    return true;
  }
  return take_one(of_key_results, into, from, field);
}

}  // namespace secokr::documents
