#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include <secokr/progress.hpp>

#include "base/text.hpp"
#include "domain/dependency_sides.hpp"
#include "domain/proposal_change.hpp"
#include "domain/rule_schedule.hpp"
#include "domain/rules.hpp"

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
      : m_sides(plan.org, planned.objective, key_result),
        m_planned(planned),
        m_key_result(key_result),
        m_reporter(reporter) {}

  void check() const {
    for (std::size_t i = 0; i < m_key_result.dependencies.size(); ++i) {
      const Place place = place_of(m_planned, m_key_result, i);
      check_tick(m_key_result.dependencies[i], place);
      check_authors(m_key_result.dependencies[i], place);
      check_settled(m_key_result.dependencies[i], place);
    }
  }

 private:
  std::string kr_name() const { return place_of(m_planned, m_key_result).subject; }

  /// What is typed for an answer, by whom; the same can be written behind the need by hand.
  std::string answer_hint(const Dependency& dependency, const Place& place) const {
    return fmt::format(
        "@{0} types: secokr dependency confirm \"{1}\", or decline; recorded for them: --on-behalf-of @{0} "
        "--evidence URL",
        m_sides.manager_of(dependency), place.subject);
  }

  void check_tick(const Dependency& dependency, const Place& place) const {
    const DependencyStatus status = dependency.status();
    if (!dependency.ticked || status == DependencyStatus::confirmed || status == DependencyStatus::withdrawn) return;
    m_reporter.report(Rule::D1, schedule::error_from_final, place,
                      status == DependencyStatus::declined
                          ? fmt::format("{} is ticked although it was declined", dependency.team)
                          : fmt::format("{} is ticked, but nothing says who confirmed it and when", dependency.team),
                      answer_hint(dependency, place));
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
      m_reporter.report(Rule::D2, schedule::error_from_final, place,
                        fmt::format("{} declined; the key result is not final as it stands", dependency.team),
                        fmt::format("re-scope or drop {}", kr_name()));
      m_reporter.report(
          Rule::D3, schedule::error_from_final, place_of(m_planned, m_key_result),
          fmt::format("{} declined, and the key result is neither re-scoped nor dropped", dependency.team),
          fmt::format("secokr draft rescope \"{0}\" --reason TEXT, with what changes, or secokr draft drop \"{0}\" "
                      "--reason TEXT",
                      kr_name()));
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
                  planned.objective.published.empty()
                      ? fmt::format("secokr draft exclude \"{}\" --reason TEXT", subject_of(planned.objective))
                      : "agree with the CISO on what becomes of it: it is published");
}

/// D4.
void check_unchanged(const PlanUnderReview& plan, const PlannedObjective& planned, const Reporter& reporter) {
  const auto proposed = plan.proposal.find(planned.objective.id);
  if (planned.objective.id.empty() || proposed == plan.proposal.end()) return;
  const ProposalChange change = compare_with_proposal(proposed->second, planned.objective);
  if (change.fields.empty() || change.justified()) return;
  const std::string figure =
      change.at_risk.has_value()
          ? fmt::format("the key result at risk, KR{}, carries {} % of it; more than 50 % is needed",
                        change.at_risk->number, format_percent(change.at_risk->share * 100))
          : "none of its key results is at risk (0 %); more than 50 % is needed";
  reporter.report(
      Rule::D4, schedule::error_from_final, place_of(planned, change.fields.front()),
      fmt::format("{} changed after the proposal, but {}", base::join(change.fields, " and "), figure),
      fmt::format("restore it, or --override D4 --reason TEXT (proposed title: {})", proposed->second.title));
}

}  // namespace

void check_dependencies(const PlanUnderReview& plan, Stage stage, std::vector<Finding>& findings) {
  const Reporter reporter(plan, stage, findings);
  for (const PlannedObjective& planned : plan.objectives) {
    if (planned.objective.status == ObjectiveStatus::excluded) continue;
    check_all_dropped(planned, reporter);
    check_unchanged(plan, planned, reporter);
    for (const KeyResult* key_result : kept_key_results(planned.objective))
      DependencyCheck(plan, planned, *key_result, reporter).check();
  }
}

}  // namespace secokr
