#include "domain/objective/plan_now.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"
#include "domain/objective/agreed.hpp"

namespace secokr {
namespace {

/// The places of the issue's dependencies that each of the file's stands at; -1 where the issue has none.
std::vector<int> places_on_issue(const KeyResult& file, const KeyResult& issue) {
  std::vector<int> places(file.dependencies.size(), -1);
  std::vector<bool> taken(issue.dependencies.size(), false);
  const auto pair_up = [&](const auto& same) {
    for (std::size_t i = 0; i < places.size(); ++i)
      for (std::size_t j = 0; places[i] < 0 && j < taken.size(); ++j)
        if (!taken[j] && same(file.dependencies[i], issue.dependencies[j], i == j)) {
          places[i] = static_cast<int>(j);
          taken[j] = true;
        }
  };
  const auto same_team = [](const Dependency& a, const Dependency& b) { return base::equals_folded(a.team, b.team); };
  pair_up([&](const Dependency& a, const Dependency& b, bool) {
    return same_team(a, b) && base::equals_folded(base::single_spaced(a.need), base::single_spaced(b.need));
  });
  pair_up([&](const Dependency& a, const Dependency& b, bool) { return same_team(a, b); });
  // What one of the two names otherwise since then.
  pair_up([&](const Dependency& a, const Dependency& b, bool same_place) {
    return same_place && base::equals_folded(base::single_spaced(a.need), base::single_spaced(b.need));
  });
  return places;
}

void take_answers(KeyResult& now, const KeyResult& issue, const KeyResult& finalised) {
  const std::vector<int> places = places_on_issue(now, issue);
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (places[i] < 0) continue;
    const Dependency& on_issue = issue.dependencies[static_cast<std::size_t>(places[i])];
    now.dependencies[i].events = on_issue.events;
    now.dependencies[i].ticked = on_issue.ticked;
  }
  for (std::size_t j = 0; j < issue.dependencies.size(); ++j) {
    const bool placed = std::ranges::find(places, static_cast<int>(j)) != places.end();
    // What was finalised and is gone from the file goes with the next amendment.
    if (placed || find_same(finalised, issue.dependencies[j]) != nullptr) continue;
    now.dependencies.push_back(issue.dependencies[j]);
    now.dependencies.back().source = {};
  }
}

}  // namespace

KeyResult plan_now(const KeyResultSide& file, const KeyResult& issue, const KeyResultSide& finalised) {
  KeyResult now = file.key_result;
  const bool is_edited =
      effective_state(file.objective, file.key_result) != effective_state(finalised.objective, finalised.key_result) ||
      file.key_result.paused_by != finalised.key_result.paused_by;
  if (!is_edited && issue.state) {
    now.state = issue.state;
    now.paused_by = issue.paused_by;
  }
  for (Milestone& milestone : now.milestones) {
    const auto there = std::ranges::find(issue.milestones, milestone.number, &Milestone::number);
    if (there != issue.milestones.end()) milestone.done = there->done;
  }
  take_answers(now, issue, finalised.key_result);
  return now;
}

bool has_answers_of_its_own(const KeyResult& file, const KeyResult& issue, const KeyResult& finalised) {
  const std::vector<int> places = places_on_issue(file, issue);
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Dependency* agreed = find_same(finalised, file.dependencies[i]);
    for (const DependencyEvent& event : file.dependencies[i].events) {
      const auto stands_in = [&](const Dependency& each) {
        return std::ranges::find(each.events, event) != each.events.end();
      };
      const bool on_issue = places[i] >= 0 && stands_in(issue.dependencies[static_cast<std::size_t>(places[i])]);
      if (!on_issue && !(agreed != nullptr && stands_in(*agreed))) return true;
    }
  }
  return false;
}

}  // namespace secokr
