#include "domain/rules/schedule.hpp"

#include <utility>

#include <fmt/format.h>

namespace secokr {
namespace {

std::size_t line_in(const Provenance& source, std::optional<Field> field) {
  return field ? source.line_of(name_of(*field)) : source.line;
}

}  // namespace

Severity severity_at(const Schedule& schedule, Stage stage) {
  if (schedule.error.has_value() && stage >= *schedule.error) return Severity::error;
  if (schedule.warning.has_value() && stage >= *schedule.warning) return Severity::warning;
  return Severity::note;
}

std::string subject_of(const Objective& objective) {
  return objective.reference.empty() ? objective.title : objective.reference;
}

Place place_of(const PlannedObjective& planned, std::optional<Field> field) {
  return {subject_of(planned.objective), planned.path, line_in(planned.objective.source, field)};
}

Place place_of(const PlannedObjective& planned, const KeyResult& key_result, std::optional<Field> field) {
  return {fmt::format("{}/KR{}", subject_of(planned.objective), key_result.number), planned.path,
          line_in(key_result.source, field)};
}

Place place_of(const PlannedObjective& planned, const KeyResult& key_result, std::size_t index) {
  Place place = place_of(planned, key_result);
  place.subject += fmt::format("/D{}", index + 1);
  if (const std::size_t line = key_result.dependencies.at(index).source.line; line != 0) place.line = line;
  return place;
}

Place place_of(const PlannedObjective& planned, const KeyResult& key_result, const Milestone& milestone) {
  Place place = place_of(planned, key_result);
  if (milestone.source.line != 0) place.line = milestone.source.line;
  return place;
}

std::vector<const KeyResult*> kept_key_results(const Objective& objective) {
  std::vector<const KeyResult*> kept;
  for (const KeyResult& key_result : objective.key_results)
    if (effective_state(objective, key_result) != KeyResultState::dropped) kept.push_back(&key_result);
  return kept;
}

Finding found_at(const Place& place, Rule rule, std::string message, std::string hint) {
  Finding finding{.rule = rule,
                  .subject = place.subject,
                  .message = std::move(message),
                  .hint = std::move(hint),
                  .path = place.path};
  if (place.line != 0) finding.line = place.line;
  return finding;
}

void Reporter::report(const Place& place, std::string message, std::string hint) const {
  add(m_rule.schedule, place, std::move(message), std::move(hint));
}

void Reporter::report_exception(const Place& place, std::string message, std::string hint) const {
  add(m_rule.exception_schedule, place, std::move(message), std::move(hint));
}

void Reporter::add(const Schedule& schedule, const Place& place, std::string message, std::string hint) const {
  Finding finding = found_at(place, m_rule.rule, std::move(message), std::move(hint));
  finding.severity = severity_at(schedule, m_stage);
  if (finding.severity != Severity::error && schedule.error.has_value())
    finding.due = due_day_of(m_plan.calendar, m_plan.quarter, *schedule.error);
  m_findings.push_back(std::move(finding));
}

}  // namespace secokr
