#include "app/draft_objective.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "app/refusal.hpp"
#include "base/text.hpp"
#include "workspace/file_change.hpp"

namespace secokr::app {
namespace {

/// Where a new objective stands while it has no file.
const std::string k_nowhere = "(new)";

bool asked_for(Rule rule) { return rule == Rule::O5 || rule == Rule::F3 || rule == Rule::P1 || rule == Rule::P3; }

/// A text that holds a heading or a field's line would be read as another part of the file.
Status require_same_when_read(const Objective& objective, const std::string& text) {
  const auto document = documents::ObjectiveDocument::parse(text);
  if (document.ok() && document.objective() == objective) return {};
  Error error = unreadable_answer();
  for (const auto& problem : document.problems())
    error.notes.push_back({.text = problem.text, .expected = problem.message});
  return fail(std::move(error));
}

}  // namespace

NewObjective::NewObjective(const Ports& ports, ReadPlan read, std::vector<Override> overrides)
    : m_ports(ports),
      m_read(std::move(read)),
      m_overrides(std::move(overrides)),
      m_stage(stage_on(ports.config.calendar, m_read.quarter, ports.today)) {}

Expected<NewObjective> NewObjective::begin(const Ports& ports, Quarter quarter, std::vector<Override> overrides) {
  SECOKR_TRY(ReadPlan read, read_plan(ports, quarter));
  return NewObjective(ports, std::move(read), std::move(overrides));
}

std::vector<Finding> NewObjective::errors_of(const Objective& objective) const {
  std::vector<Finding> errors;
  for (Finding& finding :
       findings_in(check_plan(with_objective(m_read.plan, k_nowhere, objective), m_stage), k_nowhere))
    if (finding.severity == Severity::error && asked_for(finding.rule)) errors.push_back(std::move(finding));
  return errors;
}

Status NewObjective::check(const Answer& answer) const {
  Objective only;
  SECOKR_CHECK(take_answer(answer, m_ports.config.org, only));
  for (const Finding& finding : errors_of(only)) {
    // An objective with one answer has no DRI yet.
    const bool about_this = finding.rule != Rule::P3 || answer.field == "DRI";
    if (about_this && !is_overridden(finding.rule, m_overrides)) return fail(stopped_answer(answer, finding));
  }
  return {};
}

std::string NewObjective::usual_dri() const {
  const Org& org = m_ports.config.org;
  if (!org.in_division(m_ports.user)) return {};
  for (const std::string& known : org.usernames())
    if (base::equals_folded(known, m_ports.user)) return known;
  return {};
}

std::string NewObjective::usual_area(std::string_view dri) const { return m_ports.config.org.area_of(dri); }

Expected<Drafting> NewObjective::plan(const Answers& answers) const {
  std::vector<Error> problems;
  Objective objective;
  for (const Answer& answer : answers) {
    auto taken = check(answer);
    if (taken) taken = take_answer(answer, m_ports.config.org, objective);
    if (!taken) problems.push_back(std::move(taken).error());
  }
  if (objective.dri.empty() && !has_answer(answers, "DRI")) objective.dri = usual_dri();
  if (objective.area.empty() && !has_answer(answers, "Area")) objective.area = usual_area(objective.dri);
  for (const auto& [field, missing] :
       {std::pair{"Title", objective.title.empty()}, std::pair{"Reference", objective.reference.empty()},
        std::pair{"DRI", objective.dri.empty()}, std::pair{"Area", objective.area.empty()}}) {
    // The area comes from the DRI, so that one missing answer is told once.
    const bool follows = field == std::string_view("Area") && objective.dri.empty();
    if (missing && !follows && !has_answer(answers, field)) problems.push_back(missing_answer(field, "An objective"));
  }
  // The usual DRI and area were not answers, so that no rule has seen them yet.
  const std::vector<Finding> errors = errors_of(objective);
  if (problems.empty())
    for (Finding finding : errors) {
      finding.path.clear();
      if (!is_overridden(finding.rule, m_overrides)) problems.push_back(refusal(finding, ErrorKind::usage));
    }
  if (!problems.empty())
    return fail(join_problems(problems, fmt::format("{} answers are missing or cannot be taken", problems.size())));

  objective.id = m_ports.ids();
  std::vector<std::string> taken;
  for (const auto& file : m_read.files) taken.push_back(file.path);
  Drafting drafting{.name = objective.reference};
  drafting.path = workspace::slug_path(m_read.quarter, objective.reference, taken);
  const std::string text = documents::render_objective_file(objective);
  SECOKR_CHECK(require_same_when_read(objective, text));
  drafting.set.quarter = to_string(m_read.quarter);
  drafting.set.changes = override_records(m_ports, m_read.quarter, m_overrides, errors);
  drafting.set.changes.push_back(workspace::write_file(drafting.path, nullptr, text));
  drafting.findings = findings_in(
      check_plan(with_objective(m_read.plan, drafting.path, documents::ObjectiveDocument::parse(text).objective()),
                 m_stage),
      drafting.path);
  apply_overrides(drafting.findings, m_overrides);
  return drafting;
}

}  // namespace secokr::app
