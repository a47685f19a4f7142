#include "domain/rules/files.hpp"

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/text.hpp"
#include "domain/commands.hpp"
#include "domain/labels/facts.hpp"
#include "domain/objective/agreed.hpp"
#include "domain/rules/row.hpp"

namespace secokr {
namespace {

/// F3 for a plan. Nobody is asked about whom the objective named when it was agreed.
class NamesCheck {
 public:
  explicit NamesCheck(const Reporter& reporter)
      : m_plan(reporter.plan()), m_reporter(reporter), m_usernames(m_plan.org.usernames()) {
    for (const Area& area : m_plan.org.areas) m_areas.push_back(area.name);
    for (const Team& team : m_plan.org.teams) m_teams.push_back(team.name);
  }

  void check(const PlannedObjective& planned) const {
    const Objective& objective = planned.objective;
    const Agreed agreed = Agreed::of(m_plan, objective);
    check_known(objective.dri, "the DRI", agreed, place_of(planned, Field::dri));
    check_area(planned, agreed);
    for (const KeyResult* key_result : kept_key_results(objective)) check(planned, *key_result, agreed);
  }

 private:
  void check(const PlannedObjective& planned, const KeyResult& key_result, const Agreed& agreed) const {
    check_known(key_result.dri, "the DRI", agreed, place_of(planned, key_result, Field::dri));
    check_known(key_result.contributed_by, "the contributor", agreed,
                place_of(planned, key_result, Field::contributed_by));
    for (const Milestone& milestone : key_result.milestones)
      check_known(milestone.dri, fmt::format("the DRI of milestone {}", milestone.number), agreed,
                  place_of(planned, key_result, milestone));
    for (std::size_t i = 0; i < key_result.dependencies.size(); ++i)
      check_dependency(key_result.dependencies[i], agreed, place_of(planned, key_result, i));
  }

  void check_known(std::string_view field, std::string_view role, const Agreed& agreed, const Place& place) const {
    for (const std::string& name : names_in(field)) {
      if (m_plan.org.knows(name) || agreed.names(name)) continue;
      m_reporter.report(place, fmt::format("@{}, named as {}, is not in the org", name, role),
                        instead_of(name, m_usernames, "@", "person"));
    }
  }

  void check_area(const PlannedObjective& planned, const Agreed& agreed) const {
    const std::string& area = planned.objective.area;
    if (area.empty() || m_plan.org.find_area(area) != nullptr || agreed.names_area(area)) return;
    m_reporter.report(place_of(planned, Field::area), fmt::format("The area {} is not in the org", area),
                      instead_of(area, m_areas, "", "area"));
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
      m_reporter.report(place, fmt::format("The team {} is not in the org", dependency.team),
                        instead_of(dependency.team, m_teams, "", "team"));
    } else if (!base::equals_folded(team->manager, dependency.manager)) {
      m_reporter.report(
          place, fmt::format("The manager of {} is @{}, not @{}", team->name, team->manager, dependency.manager),
          fmt::format("write {} (@{}), or correct the team in {}", team->name, team->manager, m_plan.config_path));
    }
  }

  /// What to write in place of a name that the org does not have.
  std::string instead_of(std::string_view name, std::span<const std::string> known, std::string_view mark,
                         std::string_view table) const {
    if (const auto near = base::nearest(name, known)) return fmt::format("did you mean {}{}?", mark, *near);
    return fmt::format("correct the name, or add a [[{}]] to {}", table, m_plan.config_path);
  }

  const PlanUnderReview& m_plan;
  const Reporter& m_reporter;
  std::vector<std::string> m_usernames;
  std::vector<std::string> m_areas{};
  std::vector<std::string> m_teams{};
};

/// Excluded objectives too.
void check_names(const Reporter& reporter) {
  const NamesCheck names(reporter);
  for (const PlannedObjective& planned : reporter.plan().objectives) names.check(planned);
}

Finding by_hand(const LabelledIssue& issue, std::string message, std::string hint) {
  return changed_by_hand(issue.subject, std::move(message), std::move(hint), issue.url);
}

constexpr std::array k_rules_of_files{
    ours(Rule::F1, "F1", "A file follows the grammar", schedule::error_always),
    ours(Rule::F2, "F2", "No unknown field", schedule::error_always)
        .but("an unknown section", schedule::warning_always)
        .is(RuleTrait::tells_unpublished),
    ours(Rule::F3, "F3", "Every person, team and area named is in the org", schedule::error_always)
        .is(RuleTrait::of_people, RuleTrait::stops_objective, RuleTrait::stops_key_result)
        .checks(check_names),
    ours(Rule::F4, "F4", "A published file is changed only through finalize --amend", schedule::error_published),
    ours(Rule::F5, "F5", "An issue equals what was finalised", schedule::error_published),
};

}  // namespace

std::span<const RuleRow> rules_of_files() { return k_rules_of_files; }

Finding no_objective_in(const std::string& folder, Quarter quarter) {
  return found_at({to_string(quarter), folder}, Rule::F1, fmt::format("There is no objective in {}", folder),
                  fmt::format("begin one: {}; or name another quarter with --quarter", command::begin_objective));
}

Finding no_decision(const Place& place, std::string_view line) {
  Finding finding = found_at(place, Rule::F1, fmt::format("The line is no decision, and counts for nothing: {}", line),
                             "Expected: \"- DATE · RULE · SUBJECT · REASON · by @USER\"");
  finding.severity = Severity::warning;
  return finding;
}

Finding changed_in_file(const Place& place, std::string_view fields, Quarter quarter) {
  return found_at(place, Rule::F4, fmt::format("The file says something else than what was finalised: {}", fields),
                  fmt::format("to publish it: `{}`; else put the file back: git log -p shows what changed",
                              command::amend(quarter)));
}

Finding gone_from_file(const Place& place, Quarter quarter) {
  return found_at(
      place, Rule::F4, "The file does not have it any more, and its issue stands",
      fmt::format("put it back; to drop it write - State: dropped below it, then `{}`", command::amend(quarter)));
}

Finding answered_in_file(const Place& place) {
  return found_at(
      place, Rule::F4, "An answer to a dependency stands in the file alone, and its issue does not have it",
      fmt::format("give it there: {}, or decline; then take it out of the file", command::confirm(place.subject)));
}

Finding gone_issue(std::string subject, Quarter quarter, std::string url) {
  return changed_by_hand(
      std::move(subject),
      "The issue is not there, and published.json lists it: it was deleted or moved, or you may not see it",
      fmt::format("ask somebody with a higher role; {} says what it was", command::drift(quarter)), std::move(url));
}

Finding changed_by_hand(std::string subject, std::string message, std::string hint, std::string url) {
  return {.rule = Rule::F5,
          .severity = Severity::warning,
          .subject = std::move(subject),
          .message = std::move(message),
          .hint = std::move(hint),
          .url = std::move(url)};
}

std::optional<Finding> check_by_hand(const LabelRules& rules, const LabelledIssue& issue, const LabelFacts& facts) {
  const auto quarter = truth_of(rules, issue, facts).quarter;
  if (quarter && rules.is_over && rules.is_over(*quarter)) return std::nullopt;
  if (issue.opened && issue.block_lost)
    return by_hand(issue,
                   "secokr's block was removed from the issue's text, or changed by hand so that it cannot be read",
                   "put the text between secokr's markers back, as the issue's history has it");
  if (issue.opened || !issue.running) return std::nullopt;
  if (issue.moved)
    return by_hand(issue, "The issue was moved to another project, where secokr does not follow it", "move it back");
  if (issue.marked_objective)
    return by_hand(issue, "The issue was closed by hand, and key results of it are still running",
                   fmt::format("open it again, or drop its key results: {}", command::drop.name));
  return by_hand(issue, "The issue was closed by hand, and its key result is still running",
                 fmt::format("open it again, or say what became of it: {} with --state done, or {}",
                             command::update.name, command::drop.name));
}

}  // namespace secokr
