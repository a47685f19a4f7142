#include "app/draft_key_result.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "app/refusal.hpp"
#include "base/text.hpp"

namespace secokr::app {
namespace {

bool asked_for(Rule rule) { return rule == Rule::F3 || rule == Rule::P2 || rule == Rule::P3; }

Status require_room(const workspace::ObjectiveFile& file, const Limits& limits,
                    const std::vector<Override>& overrides) {
  const Objective& objective = file.document.objective();
  const auto kept = std::ranges::count_if(objective.key_results, [&](const KeyResult& key_result) {
    return effective_state(objective, key_result) != KeyResultState::dropped;
  });
  if (kept < limits.key_results || is_overridden(Rule::O2, overrides)) return {};
  return fail(
      {.kind = ErrorKind::findings,
       .what = fmt::format("\"{}\" has {} key results already, and {} is the most (O2)", objective.reference, kept,
                           limits.key_results),
       .reason = "An objective with more is two objectives, or some of its KRs are milestones",
       .help = fmt::format("Join two of them in {}, or begin another objective: secokr draft objective", file.path),
       .notes = {{.path = file.path, .line = objective.source.line}}});
}

/// What the objective's file says once the KR is in it must be what was answered.
Status require_same_when_read(const documents::ObjectiveDocument& edited, const Objective& before,
                              const KeyResult& key_result) {
  const Objective& after = edited.objective();
  const bool same = edited.ok() && after.key_results.size() == before.key_results.size() + 1 &&
                    after.key_results.back() == key_result;
  if (same) return {};
  Error error = unreadable_answer();
  for (const auto& problem : edited.problems())
    error.notes.push_back({.text = problem.text, .expected = problem.message});
  return fail(std::move(error));
}

}  // namespace

NewKeyResult::NewKeyResult(const Ports& ports, ReadPlan read, std::vector<Override> overrides)
    : m_ports(ports),
      m_read(std::move(read)),
      m_overrides(std::move(overrides)),
      m_stage(stage_on(ports.config.calendar, m_read.quarter, ports.today)) {}

Expected<NewKeyResult> NewKeyResult::begin(const Ports& ports, Quarter quarter, std::string_view objective,
                                           std::vector<Override> overrides) {
  SECOKR_TRY(ReadPlan plan, read_plan(ports, quarter));
  NewKeyResult fresh(ports, std::move(plan), std::move(overrides));
  SECOKR_TRY(const FoundObjective found, find_drafted(fresh.m_read, objective));
  if (found.key_result)
    return fail({.kind = ErrorKind::usage,
                 .what = fmt::format("\"{}\" names a key result", objective),
                 .reason = "A new key result gets the next number of its objective",
                 .help = fmt::format("Name the objective: secokr draft kr \"{}\"",
                                     found.file->document.objective().reference)});
  SECOKR_CHECK(require_understood(*found.file));
  SECOKR_CHECK(require_unpublished(*found.file));
  SECOKR_CHECK(require_room(*found.file, ports.config.limits, fresh.m_overrides));
  fresh.m_index = static_cast<std::size_t>(found.file - fresh.m_read.files.data());
  for (const KeyResult& other : found.file->document.objective().key_results)
    fresh.m_number = std::max(fresh.m_number, other.number + 1);
  return fresh;
}

std::string NewKeyResult::name() const {
  return fmt::format("{}/KR{}", m_read.files[m_index].document.objective().reference, m_number);
}

std::vector<Finding> NewKeyResult::errors_of(const KeyResult& key_result) const {
  const workspace::ObjectiveFile& file = m_read.files[m_index];
  Objective objective = file.document.objective();
  objective.key_results.push_back(key_result);
  std::vector<Finding> errors;
  const std::string part = name() + "/";
  for (Finding& finding :
       findings_in(check_plan(with_objective(m_read.plan, file.path, objective), m_stage), file.path)) {
    const bool own = finding.subject == name() || finding.subject.starts_with(part);
    if (own && finding.severity == Severity::error && asked_for(finding.rule)) errors.push_back(std::move(finding));
  }
  return errors;
}

Status NewKeyResult::check(const Answer& answer) const {
  KeyResult only{.number = m_number};
  SECOKR_CHECK(take_answer(answer, m_ports.config.org, only));
  for (const Finding& finding : errors_of(only)) {
    const bool about_this = finding.rule != Rule::P3 || answer.field == "DRI";
    if (!about_this || is_overridden(finding.rule, m_overrides)) continue;
    return fail(stopped_answer(answer, finding));
  }
  return {};
}

std::string NewKeyResult::usual_dri() const {
  const Org& org = m_ports.config.org;
  const auto level = org.level_of(m_ports.user);
  if (!org.in_division(m_ports.user) || !level || *level > Level::senior_manager) return {};
  for (const std::string& known : org.usernames())
    if (base::equals_folded(known, m_ports.user)) return known;
  return {};
}

Expected<KeyResult> NewKeyResult::read(const Answers& answers) const {
  std::vector<Error> problems;
  KeyResult key_result{.number = m_number};
  for (const Answer& answer : answers) {
    auto taken = check(answer);
    if (taken) taken = take_answer(answer, m_ports.config.org, key_result);
    if (!taken) problems.push_back(std::move(taken).error());
  }
  if (key_result.dri.empty() && !has_answer(answers, "DRI")) key_result.dri = usual_dri();
  for (Milestone& milestone : key_result.milestones)
    if (milestone.dri.empty()) milestone.dri = key_result.dri;
  for (const auto& [field, missing] :
       {std::pair{"Title", key_result.title.empty()}, std::pair{"DRI", key_result.dri.empty()}}) {
    if (missing && !has_answer(answers, field)) problems.push_back(missing_answer(field, "A key result"));
  }
  // The usual DRI was no answer, so that no rule has seen them yet.
  if (problems.empty())
    for (const Finding& finding : errors_of(key_result))
      if (!is_overridden(finding.rule, m_overrides)) problems.push_back(refusal(finding, ErrorKind::usage));
  if (!problems.empty())
    return fail(join_problems(problems, fmt::format("{} answers are missing or cannot be taken", problems.size())));
  return key_result;
}

Expected<Drafting> NewKeyResult::plan(const Answers& answers) const {
  SECOKR_TRY(KeyResult key_result, read(answers));
  const std::vector<Finding> errors = errors_of(key_result);
  key_result.id = m_ports.ids();
  const workspace::ObjectiveFile& file = m_read.files[m_index];
  documents::ObjectiveDocument edited = file.document;
  SECOKR_CHECK(edited.add_key_result(key_result));
  SECOKR_CHECK(require_same_when_read(edited, file.document.objective(), key_result));
  Drafting drafting{.name = name(), .path = file.path};
  drafting.set.quarter = to_string(m_read.quarter);
  drafting.set.changes = override_records(m_ports, m_read.quarter, m_overrides, errors);
  drafting.set.changes.push_back(workspace::write_objective(file, edited));
  drafting.findings =
      findings_in(check_plan(with_objective(m_read.plan, file.path, edited.objective()), m_stage), file.path);
  apply_overrides(drafting.findings, m_overrides);
  return drafting;
}

}  // namespace secokr::app
