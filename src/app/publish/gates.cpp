#include "app/publish/gates.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "app/plan/record_check.hpp"
#include "app/plan/withheld.hpp"
#include "base/text.hpp"
#include "workspace/decisions.hpp"

namespace secokr::app {
namespace {

struct Looked {
  std::size_t objectives = 0;
  std::size_t key_results = 0;
  std::size_t dependencies = 0;
  std::size_t record = 0;
};

/// What is to be published.
Looked count_included(const PlanUnderReview& plan, const LeftOutPart& left_out) {
  Looked looked;
  for (const PlannedObjective& planned : plan.objectives) {
    const Objective& objective = planned.objective;
    if (objective.status != ObjectiveStatus::included || left_out.objectives.contains(planned.path)) continue;
    ++looked.objectives;
    for (const KeyResult& key_result : objective.key_results) {
      if (left_out.holds(planned.path, name_of(objective, key_result))) continue;
      ++looked.key_results;
      looked.dependencies += key_result.dependencies.size();
    }
  }
  return looked;
}

/// Findings of a file count when its objective is included, or when the rule speaks of the whole plan.
bool counts(const Finding& finding, const PlanUnderReview& plan) {
  if (info(finding.rule).scope == RuleScope::division) return true;
  const auto file = std::ranges::find(plan.objectives, finding.path, &PlannedObjective::path);
  return file == plan.objectives.end() || file->objective.status == ObjectiveStatus::included;
}

struct Family {
  char letter;
  const char* name;
  std::size_t Looked::* looked;
  bool may_be_empty;
};

constexpr std::array<Family, 7> families{{
    {'F', "F1–F3: files are understood and name people and teams of the org", &Looked::objectives, false},
    {'P', "P1–P3: each objective and KR has the DRI that it may have", &Looked::key_results, false},
    {'O', "O1–O5: objectives", &Looked::objectives, false},
    {'K', "K1–K6: key results are measurable, planned and clean", &Looked::key_results, false},
    {'D', "D1–D4: dependencies are answered", &Looked::dependencies, true},
    {'L', "L5: a p0 has its critical project", &Looked::objectives, false},
    {'R', "R1: no line of the record is gone", &Looked::record, true},
}};

Gate single_gate(const char* name, std::optional<Finding> finding, const OverridesInForce& overrides,
                 std::vector<Finding>& findings) {
  Gate gate{.gate = name, .checked = 1};
  if (!finding) return gate;
  const auto reason = overrides.reason_for(*finding);
  gate.result = reason ? Gate::Result::overridden : Gate::Result::failed;
  gate.detail = reason ? fmt::format("{} (overridden: {})", finding->message, *reason) : finding->message;
  findings.push_back(*std::move(finding));
  return gate;
}

bool is_of(const Finding& finding, const Family& family) {
  return finding.severity == Severity::error && to_string(finding.rule).front() == family.letter &&
         info(finding.rule).scope != RuleScope::act;
}

Gate family_gate(const Family& family, const Looked& looked, const std::vector<Finding>& findings,
                 const OverridesInForce& overrides) {
  Gate gate{.gate = family.name, .checked = looked.*family.looked};
  std::size_t open = 0;
  std::vector<std::string> set_aside;
  for (const Finding& finding : findings) {
    if (!is_of(finding, family)) continue;
    if (const auto reason = overrides.reason_for(finding))
      set_aside.push_back(fmt::format("{} of {} overridden: {}", to_string(finding.rule), finding.subject, *reason));
    else
      ++open;
  }
  if (open > 0) {
    gate.result = Gate::Result::failed;
    gate.detail = fmt::format("{} open", open);
  } else if (gate.checked == 0 && !family.may_be_empty) {
    gate.result = Gate::Result::failed;
    gate.detail = "there was nothing to look at";
  } else if (!set_aside.empty()) {
    gate.result = Gate::Result::overridden;
    gate.detail = base::join(set_aside, "; ");
  }
  return gate;
}

/// The plan as its files say it, without what its issues say since.
ReadPlan as_written(ReadPlan read) {
  for (std::size_t i = 0; i < read.files.size(); ++i)
    read.plan.objectives[i].objective = read.files[i].document.objective();
  return read;
}

/// Every amendment is on the record.
bool amends(const tracker::ChangeSet& set) {
  return std::ranges::any_of(set.changes, [](const tracker::Change& change) {
    const auto* record = std::get_if<tracker::AppendRecord>(&change.payload);
    const auto decision = record == nullptr ? std::nullopt : workspace::parse_decision(record->line);
    return decision && says(*decision, workspace::Decided::amended);
  });
}

/// The overrides that the plan puts on the record, as far as they hold now.
std::vector<workspace::Decision> overrides_of(const tracker::ChangeSet& set, const Ports& ports) {
  std::vector<workspace::Decision> decisions;
  for (const tracker::Change& change : set.changes)
    if (const auto* record = std::get_if<tracker::AppendRecord>(&change.payload))
      if (auto decision = workspace::parse_decision(record->line)) decisions.push_back(*std::move(decision));
  auto found = workspace::overrides(decisions);
  std::erase_if(found, [&](const workspace::Decision& decision) {
    const auto rule = parse_rule(decision.rule);
    const bool is_of_the_act = rule && info(*rule).scope == RuleScope::act;
    return is_of_the_act && (decision.on != ports.today || !base::equals_folded(decision.by, ports.user));
  });
  return found;
}

}  // namespace

bool GateReport::passed() const {
  return std::ranges::none_of(gates, [](const Gate& gate) { return gate.result == Gate::Result::failed; });
}

GateReport finalize_gates(const Ports& ports, const ReadPlan& now, const GateRequest& request) {
  GateReport report;
  const ReadPlan read = request.amend ? now : as_written(now);
  const OverridesInForce& overrides = request.overrides;
  const PlanningCalendar& calendar = ports.config.calendar;
  report.gates.push_back(single_gate("P5: the CISO or their delegate finalises",
                                     check_may_decide(ports.config.org, ports.config.delegate, ports.user, "finalise"),
                                     overrides, report.findings));
  // What is published already is bound by no day.
  if (request.base == nullptr)
    report.gates.push_back(single_gate("P6: between the final step and the day before the quarter",
                                       check_finalize_day(calendar, read.quarter, ports.today), overrides,
                                       report.findings));
  report.confidential = confidential_names(now);
  std::vector<Finding> findings = check(read, Stage::final);
  if (request.leave_out_open) report.left_out = leave_out_open(read, findings, overrides, request.base);
  for (Finding& finding : findings)
    if (counts(finding, read.plan) && !report.left_out.concerns(finding)) report.findings.push_back(std::move(finding));
  CheckedRecord record = check_record(ports, read, Stage::final);
  std::ranges::move(record.findings, std::back_inserter(report.findings));
  Looked looked = count_included(read.plan, report.left_out);
  looked.record = record.lines;
  for (const Family& family : families) report.gates.push_back(family_gate(family, looked, report.findings, overrides));
  std::ranges::copy_if(report.findings, std::back_inserter(report.set_aside), [&](const Finding& finding) {
    return finding.severity == Severity::error && overrides.reason_for(finding);
  });
  apply_overrides(report.findings, overrides);
  return report;
}

Expected<GateReport> gates_of_saved_plan(const Ports& ports, const tracker::ChangeSet& set, const PlanReport& saved) {
  const auto quarter = parse_quarter(set.quarter);
  if (!quarter)
    return fail(
        {.kind = ErrorKind::refused, .what = "The plan names no quarter", .help = "Make a new plan with --save-plan"});
  SECOKR_TRY(const ReadPlan read, read_plan(ports, *quarter));
  const auto& base = read.base;
  std::vector<workspace::Decision> recorded = overrides_of(set, ports);
  if (base) std::ranges::move(workspace::overrides(read.decisions), std::back_inserter(recorded));
  const OverridesInForce overrides({}, std::move(recorded), ports.user);
  return finalize_gates(ports, read,
                        {.overrides = overrides,
                         .base = base ? &*base : nullptr,
                         .leave_out_open = !saved.left_out.empty(),
                         .amend = amends(set)});
}

}  // namespace secokr::app
