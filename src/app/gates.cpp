#include "app/gates.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

namespace secokr::app {
namespace {

using tracker::Gate;

struct Looked {
  std::size_t objectives = 0;
  std::size_t key_results = 0;
  std::size_t dependencies = 0;
};

Looked count_included(const PlanUnderReview& plan) {
  Looked looked;
  for (const PlannedObjective& planned : plan.objectives) {
    if (planned.objective.status != ObjectiveStatus::included) continue;
    ++looked.objectives;
    looked.key_results += planned.objective.key_results.size();
    for (const KeyResult& key_result : planned.objective.key_results)
      looked.dependencies += key_result.dependencies.size();
  }
  return looked;
}

/// Findings of a file count when its objective is included, or when the rule speaks of the whole plan.
bool counts(const Finding& finding, const PlanUnderReview& plan) {
  if (finding.rule == Rule::O1 || finding.rule == Rule::O3) return true;
  const auto file = std::ranges::find(plan.objectives, finding.path, &PlannedObjective::path);
  return file == plan.objectives.end() || file->objective.status == ObjectiveStatus::included;
}

struct Family {
  char letter;
  const char* name;
  std::size_t Looked::* looked;
  bool may_be_empty;
};

constexpr std::array<Family, 6> families{{
    {'F', "F1–F3: files are understood and name people and teams of the org", &Looked::objectives, false},
    {'P', "P1–P3: each objective and KR has the DRI that it may have", &Looked::key_results, false},
    {'O', "O1–O5: objectives", &Looked::objectives, false},
    {'K', "K1–K6: key results are measurable, planned and clean", &Looked::key_results, false},
    {'D', "D1–D4: dependencies are answered", &Looked::dependencies, true},
    {'L', "L5: a p0 has its critical project", &Looked::objectives, false},
}};

Gate single_gate(const char* name, std::optional<Finding> finding, const std::vector<Override>& overrides,
                 std::vector<Finding>& findings) {
  Gate gate{.gate = name, .checked = 1};
  if (!finding) return gate;
  gate.result = is_overridden(finding->rule, overrides) ? Gate::Result::overridden : Gate::Result::failed;
  gate.detail = finding->message;
  findings.push_back(*std::move(finding));
  return gate;
}

Gate family_gate(const Family& family, const Looked& looked, const std::vector<Finding>& findings,
                 const std::vector<Override>& overrides) {
  Gate gate{.gate = family.name, .checked = looked.*family.looked};
  std::size_t open = 0;
  std::size_t set_aside = 0;
  for (const Finding& finding : findings) {
    if (finding.severity != Severity::error || to_string(finding.rule).front() != family.letter) continue;
    if (finding.rule == Rule::P5 || finding.rule == Rule::P6) continue;
    ++(is_overridden(finding.rule, overrides) ? set_aside : open);
  }
  if (open > 0) {
    gate.result = Gate::Result::failed;
    gate.detail = fmt::format("{} open", open);
  } else if (gate.checked == 0 && !family.may_be_empty) {
    gate.result = Gate::Result::failed;
    gate.detail = "there was nothing to look at";
  } else if (set_aside > 0) {
    gate.result = Gate::Result::overridden;
    gate.detail = fmt::format("{} overridden", set_aside);
  }
  return gate;
}

}  // namespace

bool GateReport::passed() const {
  return std::ranges::none_of(gates, [](const Gate& gate) { return gate.result == Gate::Result::failed; });
}

GateReport finalize_gates(const Ports& ports, const ReadPlan& read, const std::vector<Override>& overrides,
                          bool published_before) {
  GateReport report;
  const PlanningCalendar& calendar = ports.config.calendar;
  report.gates.push_back(single_gate("P5: the CISO or their delegate finalises",
                                     check_may_decide(ports.config.org, ports.config.delegate, ports.user, "finalise"),
                                     overrides, report.findings));
  report.gates.push_back(
      single_gate("P6: between the final step and the day before the quarter",
                  published_before ? std::nullopt : check_finalize_day(calendar, read.quarter, ports.today), overrides,
                  report.findings));
  for (Finding& finding : check(read, Stage::final))
    if (counts(finding, read.plan)) report.findings.push_back(std::move(finding));
  const Looked looked = count_included(read.plan);
  for (const Family& family : families) report.gates.push_back(family_gate(family, looked, report.findings, overrides));
  std::ranges::copy_if(report.findings, std::back_inserter(report.set_aside), [&](const Finding& finding) {
    return finding.severity == Severity::error && is_overridden(finding.rule, overrides);
  });
  apply_overrides(report.findings, overrides);
  return report;
}

}  // namespace secokr::app
