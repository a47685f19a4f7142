#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/text.hpp"
#include "domain/objective/agreed.hpp"
#include "domain/rules/rules.hpp"
#include "domain/rules/schedule.hpp"

namespace secokr {
namespace {

/// The usernames in a field that ought to hold one: "@a, @b", "a and b", "a / b".
std::vector<std::string> names_in(std::string_view field) {
  std::string text(field);
  for (std::size_t at = text.find(" and "); at != std::string::npos; at = text.find(" and ", at))
    text.replace(at, 5, ",");
  for (std::size_t at = text.find(" @"); at != std::string::npos; at = text.find(" @", at)) text.replace(at, 2, ",@");
  for (char& c : text)
    if (std::string_view(";&/+").find(c) != std::string_view::npos) c = ',';
  std::vector<std::string> names;
  for (std::string_view part : base::split(text, ',')) {
    part = base::trim(part);
    if (part.starts_with('@')) part = base::trim(part.substr(1));
    if (!part.empty()) names.emplace_back(part);
  }
  return names;
}

/// The only username in a field, when there is exactly one.
std::optional<std::string> only_name(std::string_view field) {
  std::vector<std::string> names = names_in(field);
  if (names.size() != 1) return std::nullopt;
  return names.front();
}

/// What to write instead of a name that the org does not have.
std::string instead_of(std::string_view name, std::span<const std::string> known, std::string_view mark,
                       std::string_view table, const PlanUnderReview& plan) {
  if (const auto near = base::nearest(name, known)) return fmt::format("did you mean {}{}?", mark, *near);
  return fmt::format("correct the name, or add a [[{}]] to {}", table, plan.config_path);
}

/// F3, P1, P2 and P3 for one plan. Nobody is asked about whom the objective named when it was agreed.
class PeopleCheck {
 public:
  PeopleCheck(const PlanUnderReview& plan, const Reporter& reporter)
      : m_plan(plan), m_reporter(reporter), m_usernames(plan.org.usernames()) {
    for (const Area& area : plan.org.areas) m_areas.push_back(area.name);
    for (const Team& team : plan.org.teams) m_teams.push_back(team.name);
  }

  void check(const PlannedObjective& planned) const {
    const Objective& objective = planned.objective;
    const Agreed agreed = Agreed::of(m_plan, objective);
    check_known(objective.dri, "the DRI", agreed, place_of(planned, "DRI"));
    check_area(planned, agreed);
    if (objective.status != ObjectiveStatus::excluded) {
      check_one_dri(objective.dri, "The objective", place_of(planned, "DRI"));
      if (!agreed.has_dri(objective.dri)) check_objective_dri(planned);
    }
    for (const KeyResult* key_result : kept_key_results(objective)) check(planned, *key_result, agreed);
  }

 private:
  void check(const PlannedObjective& planned, const KeyResult& key_result, const Agreed& agreed) const {
    const Place dri = place_of(planned, key_result, "DRI");
    check_known(key_result.dri, "the DRI", agreed, dri);
    check_known(key_result.contributed_by, "the contributor", agreed, place_of(planned, key_result, "Contributed by"));
    for (const Milestone& milestone : key_result.milestones)
      check_known(milestone.dri, fmt::format("the DRI of milestone {}", milestone.number), agreed,
                  place_of(planned, key_result, milestone));
    for (std::size_t i = 0; i < key_result.dependencies.size(); ++i)
      check_dependency(key_result.dependencies[i], agreed, place_of(planned, key_result, i));
    if (planned.objective.status == ObjectiveStatus::excluded) return;
    check_one_dri(key_result.dri, "The key result", dri);
    if (!agreed.has_dri(key_result, key_result.dri)) check_key_result_dri(key_result, dri);
  }

  void check_known(std::string_view field, std::string_view role, const Agreed& agreed, const Place& place) const {
    for (const std::string& name : names_in(field)) {
      if (m_plan.org.knows(name) || agreed.names(name)) continue;
      m_reporter.report(Rule::F3, schedule::error_always, place,
                        fmt::format("@{}, named as {}, is not in the org", name, role),
                        instead_of(name, m_usernames, "@", "person", m_plan));
    }
  }

  void check_area(const PlannedObjective& planned, const Agreed& agreed) const {
    const std::string& area = planned.objective.area;
    if (area.empty() || m_plan.org.find_area(area) != nullptr || agreed.names_area(area)) return;
    m_reporter.report(Rule::F3, schedule::error_always, place_of(planned, "Area"),
                      fmt::format("The area {} is not in the org", area),
                      instead_of(area, m_areas, "", "area", m_plan));
  }

  void check_dependency(const Dependency& dependency, const Agreed& agreed, const Place& place) const {
    check_known(dependency.manager, fmt::format("the manager of {}", dependency.team), agreed, place);
    for (const DependencyEvent& event : dependency.events) {
      check_known(event.by, fmt::format("the one by whom the dependency was {}", to_string(event.verb)), agreed, place);
      check_known(event.on_behalf_of, "the one for whom an answer was recorded", agreed, place);
    }
    const Team* team = m_plan.org.find_team(dependency.team);
    if (agreed.names_manager(dependency.team, dependency.manager)) return;
    if (team == nullptr) {
      m_reporter.report(Rule::F3, schedule::error_always, place,
                        fmt::format("The team {} is not in the org", dependency.team),
                        instead_of(dependency.team, m_teams, "", "team", m_plan));
    } else if (!base::equals_folded(team->manager, dependency.manager)) {
      m_reporter.report(
          Rule::F3, schedule::error_always, place,
          fmt::format("The manager of {} is @{}, not @{}", team->name, team->manager, dependency.manager),
          fmt::format("write {} (@{}), or correct the team in {}", team->name, team->manager, m_plan.config_path));
    }
  }

  void check_one_dri(std::string_view field, std::string_view whose, const Place& place) const {
    const std::vector<std::string> names = names_in(field);
    if (names.size() == 1) return;
    if (names.empty()) {
      m_reporter.report(Rule::P3, schedule::error_from_objectives, place,
                        fmt::format("{} names nobody as its one DRI", whose),
                        "write - DRI: @username, one person, below its heading");
    } else {
      m_reporter.report(Rule::P3, schedule::error_from_objectives, place,
                        fmt::format("{} names {} DRIs; one person is accountable", whose, names.size()),
                        fmt::format("keep one, for example - DRI: @{}", names.front()));
    }
  }

  void check_objective_dri(const PlannedObjective& planned) const {
    const std::optional<std::string> dri = only_name(planned.objective.dri);
    // A stranger is F3's business; what they may own is not known.
    if (!dri.has_value() || !m_plan.org.knows(*dri)) return;
    const Place place = place_of(planned, "DRI");
    if (!m_plan.org.is_functional_leader(*dri) && !m_plan.org.is_functional_leader(m_plan.org.superior_of(*dri))) {
      m_reporter.report(Rule::P1, schedule::error_from_objectives, place,
                        fmt::format("@{} is neither a functional leader nor a direct report of one", *dri),
                        fmt::format("name as DRI {}", leader_hint(planned.objective.area)));
    } else if (m_plan.org.level_of(*dri) == Level::ic) {
      m_reporter.report(Rule::P1, schedule::warning_always, place,
                        fmt::format("@{} is an individual contributor: the objective is probably too narrow", *dri),
                        "widen the objective, or make it a key result of another one");
    }
  }

  std::string leader_hint(std::string_view area_name) const {
    const Area* area = m_plan.org.find_area(area_name);
    if (area == nullptr || area->leader.empty()) return "a functional leader or a direct report of one";
    return fmt::format("@{} or a direct report", area->leader);
  }

  void check_key_result_dri(const KeyResult& key_result, const Place& place) const {
    const std::optional<std::string> dri = only_name(key_result.dri);
    if (!dri.has_value() || !m_plan.org.knows(*dri)) return;
    if (!m_plan.org.in_division(*dri)) {
      m_reporter.report(Rule::P2, schedule::error_always, place,
                        fmt::format("@{} works outside the division; a key result needs a DRI of the division", *dri),
                        "name a manager or an individual contributor of the division, and add the other team as a "
                        "dependency");
      return;
    }
    const Level level = m_plan.org.level_of(*dri).value_or(Level::ic);
    if (level <= Level::senior_manager) return;
    m_reporter.report(
        Rule::P2, schedule::error_always, place,
        fmt::format("@{} is at the level {}; the DRI of a key result is a manager or an individual "
                    "contributor who moves it by what they do",
                    *dri, to_string(level)),
        fmt::format("name a manager or an individual contributor, and keep @{} with - Contributed by: @{}", *dri,
                    *dri));
  }

  const PlanUnderReview& m_plan;
  const Reporter& m_reporter;
  std::vector<std::string> m_usernames;
  std::vector<std::string> m_areas{};
  std::vector<std::string> m_teams{};
};

}  // namespace

void check_people(const PlanUnderReview& plan, Stage stage, std::vector<Finding>& findings) {
  const Reporter reporter(plan, stage, findings);
  const PeopleCheck people(plan, reporter);
  for (const PlannedObjective& planned : plan.objectives) people.check(planned);
}

}  // namespace secokr
