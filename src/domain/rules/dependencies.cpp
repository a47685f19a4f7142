#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/shell.hpp"
#include "base/text.hpp"
#include "domain/objective/proposal_change.hpp"
#include "domain/people/dependency_sides.hpp"
#include "domain/rules/rules.hpp"
#include "domain/rules/schedule.hpp"

namespace secokr {
namespace {

/// The events that hold now: the last answer or withdrawal, and what was re-scoped after it. What a later answer
/// replaced is history.
std::vector<const DependencyEvent*> standing_events(const Dependency& dependency) {
  std::vector<const DependencyEvent*> standing;
  for (const DependencyEvent& event : dependency.events) {
    if (event.verb != DependencyVerb::rescoped) standing.clear();
    standing.push_back(&event);
  }
  return standing;
}

/// D1–D3 for the dependencies of one key result.
class DependencyCheck {
 public:
  DependencyCheck(const PlanUnderReview& plan, const PlannedObjective& planned, const KeyResult& key_result,
                  const Reporter& reporter)
      : m_sides(plan.org, planned.objective, key_result, Agreed::of(plan, planned.objective)),
        m_planned(planned),
        m_key_result(key_result),
        m_reporter(reporter) {}

  void check() const {
    for (std::size_t i = 0; i < m_key_result.dependencies.size(); ++i) {
      const Place place = place_of(m_planned, m_key_result, i);
      const bool claims = check_tick(m_key_result.dependencies[i], place);
      check_authors(m_key_result.dependencies[i], place);
      // One fault is one finding: who answers takes the tick's fault away too.
      if (!claims) check_settled(m_key_result.dependencies[i], place);
    }
  }

 private:
  std::string kr_name() const { return place_of(m_planned, m_key_result).subject; }

  /// What is typed for an answer, by whom; the same can be written behind the need by hand.
  std::string answer_hint(const Dependency& dependency, const Place& place) const {
    return fmt::format(
        "@{0} types: secokr dependency confirm {1}, or decline; recorded for them: --on-behalf-of @{0} "
        "--evidence URL",
        m_sides.manager_of(dependency), base::shell_quoted(place.subject));
  }

  /// A tick that claims an answer which nobody gave. What is settled is ticked where it is published: an open box would
  /// count as a task for ever.
  bool check_tick(const Dependency& dependency, const Place& place) const {
    if (!dependency.ticked || dependency.settled()) return false;
    const bool declined = dependency.status() == DependencyStatus::declined;
    m_reporter.report(Rule::D1, schedule::error_from_final, place,
                      declined
                          ? fmt::format("{} is ticked although it was declined", dependency.team)
                          : fmt::format("{} is ticked, but nothing says who confirmed it and when", dependency.team),
                      declined ? "Take the tick away; what was declined stands" : answer_hint(dependency, place));
    return !declined;
  }

  void check_authors(const Dependency& dependency, const Place& place) const {
    for (const DependencyEvent* event : standing_events(dependency)) {
      const auto objection = m_sides.objection(dependency, *event);
      if (!objection) continue;
      const bool recorded = !event->on_behalf_of.empty();
      const std::string what =
          recorded ? fmt::format("{} recorded by @{} for @{} on {}", to_string(event->verb), event->by,
                                 event->on_behalf_of, to_string(event->on))
                   : fmt::format("{} by @{} on {}", to_string(event->verb), event->by, to_string(event->on));
      m_reporter.report(Rule::D1, schedule::error_from_final, place,
                        fmt::format("{} does not count: {}", what, *objection),
                        recorded || is_answer(event->verb)
                            ? answer_hint(dependency, place)
                            : fmt::format("let one of them write \"— {} by @THEM on DATE\"", to_string(event->verb)));
    }
  }

  void check_settled(const Dependency& dependency, const Place& place) const {
    if (dependency.settled()) return;
    if (dependency.status() == DependencyStatus::declined) {
      m_reporter.report(
          Rule::D3, schedule::error_from_final, place,
          fmt::format("{} declined, and the key result is neither re-scoped nor dropped", dependency.team),
          fmt::format("secokr draft rescope {0} --reason TEXT, with what changes, or secokr draft drop {0} "
                      "--reason TEXT",
                      base::shell_quoted(kr_name())));
      return;
    }
    m_reporter.report(Rule::D2, schedule::error_from_final, place,
                      fmt::format("@{} of {} has not answered yet: {}", m_sides.manager_of(dependency), dependency.team,
                                  dependency.need),
                      answer_hint(dependency, place));
  }

  DependencySides m_sides;
  const PlannedObjective& m_planned;
  const KeyResult& m_key_result;
  const Reporter& m_reporter;
};

/// D3: the last key result takes its objective with it.
void check_all_dropped(const PlannedObjective& planned, const Reporter& reporter) {
  if (planned.objective.key_results.empty() || !kept_key_results(planned.objective).empty()) return;
  reporter.report(Rule::D3, schedule::error_from_final, place_of(planned),
                  "All key results of the objective are dropped, so the objective goes too",
                  planned.objective.published.empty() ? fmt::format("secokr draft exclude {} --reason TEXT",
                                                                    base::shell_quoted(subject_of(planned.objective)))
                                                      : "agree with the CISO on what becomes of it: it is published");
}

/// D4.
void check_unchanged(const PlanUnderReview& plan, const PlannedObjective& planned, const Reporter& reporter) {
  const auto proposed = plan.proposal.find(planned.objective.id);
  if (planned.objective.id.empty() || proposed == plan.proposal.end()) return;
  const auto agreed = plan.published.find(planned.objective.id);
  const ProposalChange change = compare_with_proposal(proposed->second, planned.objective,
                                                      agreed == plan.published.end() ? nullptr : &agreed->second);
  if (change.fields.empty() || change.justified()) return;
  const std::string figure = change.at_risk.empty()
                                 ? "none of its key results is at risk (0 %); more than 50 % is needed"
                                 : change.figure("it") + "; more than 50 % is needed";
  reporter.report(
      Rule::D4, schedule::error_from_final, place_of(planned, change.fields.front()),
      fmt::format("{} changed after the proposal, but {}", base::join(change.fields, " and "), figure),
      fmt::format("restore it, or --override D4 --reason TEXT (proposed title: {})", proposed->second.title));
}

bool stands_in(const PlanUnderReview& plan, const PlannedObjective& own, const KeyResult& proposed) {
  const auto is_it = [&](const KeyResult& each) {
    return proposed.id.empty() || each.id.empty() ? each.number == proposed.number : each.id == proposed.id;
  };
  if (std::ranges::any_of(own.objective.key_results, is_it)) return true;
  return !proposed.id.empty() && std::ranges::any_of(plan.objectives, [&](const PlannedObjective& other) {
    const auto& all = other.objective.key_results;
    return std::ranges::find(all, proposed.id, &KeyResult::id) != all.end();
  });
}

/// D3: what was proposed leaves the plan by name and with a reason, and not by being taken out of a file.
void check_all_there(const PlanUnderReview& plan, const Reporter& reporter) {
  for (const auto& [id, proposed] : plan.proposal) {
    const auto own = std::ranges::find(
        plan.objectives, id, [](const PlannedObjective& each) -> const std::string& { return each.objective.id; });
    if (own == plan.objectives.end()) {
      reporter.report(Rule::D3, schedule::error_from_final, Place{subject_of(proposed), {}, 0},
                      "The objective was included at the proposal, and no file holds it now",
                      fmt::format("restore its file, and secokr draft exclude {} --reason TEXT where it is to go",
                                  base::shell_quoted(subject_of(proposed))));
      continue;
    }
    if (own->objective.status == ObjectiveStatus::excluded) continue;
    for (const KeyResult& key_result : proposed.key_results) {
      if (effective_state(proposed, key_result) == KeyResultState::dropped || stands_in(plan, *own, key_result))
        continue;
      Place place = place_of(*own);
      place.subject = name_of(own->objective, key_result);
      reporter.report(
          Rule::D3, schedule::error_from_final, place,
          fmt::format("\"{}\" was part of the proposal, and the file does not hold it now", key_result.title),
          "restore it, then let it go by name: secokr draft drop KR --reason TEXT; or --override D3 --reason TEXT");
    }
  }
}

}  // namespace

void check_dependencies(const PlanUnderReview& plan, Stage stage, std::vector<Finding>& findings) {
  const Reporter reporter(plan, stage, findings);
  check_all_there(plan, reporter);
  for (const PlannedObjective& planned : plan.objectives) {
    if (planned.objective.status == ObjectiveStatus::excluded) continue;
    check_all_dropped(planned, reporter);
    check_unchanged(plan, planned, reporter);
    for (const KeyResult* key_result : kept_key_results(planned.objective))
      DependencyCheck(plan, planned, *key_result, reporter).check();
  }
}

}  // namespace secokr
