#include <secokr/org.hpp>

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace secokr {
namespace {

constexpr std::array<std::string_view, 7> k_levels{"ic", "manager", "senior_manager", "director", "senior_director",
                                                   "vp", "ciso"};

bool same(std::string_view a, std::string_view b) { return !a.empty() && base::equals_folded(a, b); }

const Area* area_led_by(const Org& org, std::string_view username) {
  const auto found = std::ranges::find_if(org.areas, [&](const Area& area) { return same(area.leader, username); });
  return found == org.areas.end() ? nullptr : &*found;
}

/// The team that a person manages; one of the division goes before an external one.
const Team* team_managed_by(const Org& org, std::string_view username) {
  const Team* external = nullptr;
  for (const Team& team : org.teams) {
    if (!same(team.manager, username)) continue;
    if (!team.external) return &team;
    external = &team;
  }
  return external;
}

const Team* team_of_member(const Org& org, std::string_view username) {
  const Person* person = org.find_person(username);
  return person != nullptr && !person->team.empty() ? org.find_team(person->team) : nullptr;
}

}  // namespace

std::string_view to_string(Level level) { return k_levels.at(static_cast<std::size_t>(level)); }

std::optional<Level> parse_level(std::string_view text) {
  std::string name = base::fold_case(base::trim(text));
  std::ranges::replace_if(name, [](char c) { return c == ' ' || c == '-'; }, '_');
  for (std::size_t i = 0; i < k_levels.size(); ++i)
    if (k_levels.at(i) == name) return static_cast<Level>(i);
  return std::nullopt;
}

const Person* Org::find_person(std::string_view username) const {
  const auto found =
      std::ranges::find_if(people, [&](const Person& person) { return same(person.username, username); });
  return found == people.end() ? nullptr : &*found;
}

const Area* Org::find_area(std::string_view name) const {
  const auto found = std::ranges::find_if(areas, [&](const Area& area) { return same(area.name, name); });
  return found == areas.end() ? nullptr : &*found;
}

const Team* Org::find_team(std::string_view name) const {
  const auto found = std::ranges::find_if(teams, [&](const Team& team) { return same(team.name, name); });
  return found == teams.end() ? nullptr : &*found;
}

bool Org::knows(std::string_view username) const {
  return find_person(username) != nullptr || area_led_by(*this, username) != nullptr ||
         team_managed_by(*this, username) != nullptr;
}

bool Org::in_division(std::string_view username) const {
  if (!knows(username)) return false;
  if (!area_of(username).empty()) return true;
  const Team* managed = team_managed_by(*this, username);
  const Team* joined = team_of_member(*this, username);
  const bool outside = (managed != nullptr && managed->external) || (joined != nullptr && joined->external);
  return !outside;
}

bool Org::is_functional_leader(std::string_view username) const { return area_led_by(*this, username) != nullptr; }

std::string Org::area_of(std::string_view username) const {
  if (const Person* person = find_person(username); person != nullptr && !person->area.empty()) return person->area;
  if (const Area* area = area_led_by(*this, username)) return area->name;
  if (const Team* team = team_managed_by(*this, username); team != nullptr && !team->external) return team->area;
  if (const Team* team = team_of_member(*this, username); team != nullptr && !team->external) return team->area;
  return {};
}

std::optional<Level> Org::level_of(std::string_view username) const {
  if (const Person* person = find_person(username)) return person->level;
  if (is_functional_leader(username)) return Level::director;
  if (team_managed_by(*this, username) != nullptr) return Level::manager;
  return std::nullopt;
}

std::string Org::superior_of(std::string_view username) const {
  const Person* person = find_person(username);
  if (person != nullptr && !person->reports_to.empty()) return person->reports_to;
  // Inferred, so never against what is stated: a director listed in a team is not below the manager who reports to
  // them.
  const auto unless_below = [&](const std::string& candidate) {
    const Person* other = find_person(candidate);
    const bool below = other != nullptr && same(other->reports_to, username);
    return below || same(candidate, username) ? std::string() : candidate;
  };
  if (same(ciso(), username)) return {};
  if (is_functional_leader(username)) return ciso();
  const Team* managed = team_managed_by(*this, username);
  const Team* joined = team_of_member(*this, username);
  if (managed == nullptr && joined != nullptr) return unless_below(joined->manager);
  if (managed != nullptr && managed->external) return {};
  if (const Area* area = find_area(area_of(username))) return unless_below(area->leader);
  return {};
}

bool Org::is_above(std::string_view superior, std::string_view username) const {
  std::string current = superior_of(username);
  // A configured circle of reports must not hang the check: no line is longer than the people that the org names.
  for (std::size_t steps = people.size() + areas.size() + teams.size() + 1; steps > 0 && !current.empty(); --steps) {
    if (same(superior, current)) return true;
    current = superior_of(current);
  }
  return false;
}

std::string Org::ciso() const {
  const auto found = std::ranges::find(people, Level::ciso, &Person::level);
  return found == people.end() ? std::string() : found->username;
}

std::vector<Person> Org::review_participants() const {
  std::vector<Person> participants;
  for (const std::string& username : usernames()) {
    const std::optional<Level> level = level_of(username);
    if (!level.has_value() || *level < Level::senior_manager || !in_division(username)) continue;
    if (const Person* person = find_person(username)) {
      participants.push_back(*person);
    } else {
      participants.push_back({username, {}, *level, area_of(username), {}, superior_of(username)});
    }
  }
  std::ranges::sort(participants, [](const Person& a, const Person& b) {
    return a.level != b.level ? a.level > b.level : a.username < b.username;
  });
  return participants;
}

std::vector<std::string> Org::usernames() const {
  std::vector<std::string> names;
  const auto add = [&](const std::string& username) {
    const bool present = std::ranges::any_of(names, [&](const std::string& name) { return same(name, username); });
    if (!username.empty() && !present) names.push_back(username);
  };
  for (const Person& person : people)
    if (in_division(person.username)) add(person.username);
  for (const Area& area : areas) add(area.leader);
  for (const Team& team : teams)
    if (!team.external) add(team.manager);
  for (const Person& person : people) add(person.username);
  for (const Team& team : teams) add(team.manager);
  return names;
}

}  // namespace secokr
