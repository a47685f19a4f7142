#include <secokr/objective.hpp>

#include <algorithm>

namespace secokr {

std::size_t Provenance::line_of(std::string_view field) const {
  const auto found = fields.find(field);
  return found == fields.end() ? line : found->second;
}

DependencyStatus Dependency::status() const {
  for (auto event = events.rbegin(); event != events.rend(); ++event) {
    switch (event->verb) {
      case DependencyVerb::confirmed:
        return DependencyStatus::confirmed;
      case DependencyVerb::declined:
        return DependencyStatus::declined;
      case DependencyVerb::withdrawn:
        return DependencyStatus::withdrawn;
      case DependencyVerb::rescoped:
        break;
    }
  }
  return DependencyStatus::requested;
}

bool Dependency::rescoped() const {
  for (auto event = events.rbegin(); event != events.rend(); ++event) {
    if (event->verb == DependencyVerb::rescoped) {
      return std::any_of(event, events.rend(), [](const auto& e) { return e.verb == DependencyVerb::declined; });
    }
    if (event->verb == DependencyVerb::declined) return false;
  }
  return false;
}

bool Dependency::settled() const {
  switch (status()) {
    case DependencyStatus::confirmed:
    case DependencyStatus::withdrawn:
      return true;
    case DependencyStatus::declined:
      return rescoped();
    case DependencyStatus::requested:
      break;
  }
  return false;
}

KeyResultState effective_state(const Objective& objective, const KeyResult& key_result) {
  if (key_result.state) return *key_result.state;
  return objective.priority == Priority::p2 ? KeyResultState::not_started : KeyResultState::active;
}

Day due_of(const KeyResult& key_result, Day last_day_of_quarter) {
  const auto final = std::ranges::max_element(key_result.milestones, {}, &Milestone::number);
  return final == key_result.milestones.end() ? last_day_of_quarter : final->due.value_or(last_day_of_quarter);
}

std::string name_of(const Objective& objective, const KeyResult& key_result) {
  return objective.reference + "/KR" + std::to_string(key_result.number);
}

}  // namespace secokr
