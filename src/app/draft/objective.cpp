#include "app/draft/objective.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "app/core/refusal.hpp"
#include "app/draft/files.hpp"
#include "base/text.hpp"
#include "documents/grammar/form_comments.hpp"
#include "documents/issue/key_result_order.hpp"
#include "domain/rules/traits.hpp"
#include "workspace/templates.hpp"

namespace secokr::app {
namespace {

/// Where a new objective stands while it has no file.
const std::string k_nowhere = "(new)";
constexpr std::string_view k_template = "objective-file.md";

}  // namespace

Expected<NewObjective> NewObjective::begin(const Ports& ports, Quarter quarter, std::vector<Override> overrides) {
  SECOKR_TRY(ReadPlan read, read_plan(ports, quarter));
  return NewObjective(ports, std::move(read), std::move(overrides));
}

std::vector<Finding> NewObjective::findings_of(const Objective& objective) const {
  return findings_with(m_ports, m_read, k_nowhere, objective);
}

std::vector<Finding> NewObjective::errors_of(const Objective& objective) const {
  std::vector<Finding> errors;
  for (Finding& finding : findings_of(objective))
    if (finding.severity == Severity::error && has(finding.rule, RuleTrait::stops_objective))
      errors.push_back(std::move(finding));
  return errors;
}

std::vector<Finding> NewObjective::remarks(const Answers& before, const Answer& answer) const {
  Objective objective;
  for (const Answer& each : before) {
    // What could not be taken is told elsewhere.
    if (const auto taken = take_answer(each, m_ports.config.org, objective); !taken) continue;
  }
  const auto known = findings_of(objective);
  if (!take_answer(answer, m_ports.config.org, objective)) return {};
  return remarks_between(known, findings_of(objective));
}

Status NewObjective::check(const Answer& answer) const {
  Objective only;
  SECOKR_CHECK(take_answer(answer, m_ports.config.org, only));
  return require_not_stopped(answer, errors_of(only), m_overrides);
}

std::string NewObjective::usual_dri() const {
  const Org& org = m_ports.config.org;
  if (!org.in_division(m_ports.user)) return {};
  for (const std::string& known : org.usernames())
    if (base::equals_folded(known, m_ports.user)) return known;
  return {};
}

std::string NewObjective::usual_area(std::string_view dri) const { return m_ports.config.org.area_of(dri); }

Expected<DraftChange> NewObjective::plan(const Answers& answers) const {
  std::vector<Error> problems;
  Objective objective;
  for (const Answer& answer : answers) {
    auto taken = check(answer);
    if (taken) taken = take_answer(answer, m_ports.config.org, objective);
    if (!taken) problems.push_back(std::move(taken).error());
  }
  if (objective.dri.empty() && !has_answer(answers, Field::dri)) objective.dri = usual_dri();
  if (objective.area.empty() && !has_answer(answers, Field::area)) objective.area = usual_area(objective.dri);
  for (const auto& [field, missing] :
       {std::pair{Field::title, objective.title.empty()}, std::pair{Field::reference, objective.reference.empty()},
        std::pair{Field::dri, objective.dri.empty()}, std::pair{Field::area, objective.area.empty()}}) {
    // The area comes from the DRI, so that one missing answer is told once.
    const bool follows = field == Field::area && objective.dri.empty();
    if (missing && !follows && !has_answer(answers, field)) problems.push_back(missing_answer(field, "An objective"));
  }
  if (!problems.empty())
    return fail(join_problems(problems, fmt::format("{} answers are missing or cannot be taken", problems.size())));
  // The usual DRI and area were not answers, so that no rule has seen them yet.
  const std::vector<Finding> errors = errors_of(objective);
  SECOKR_CHECK(require_none(errors, m_overrides, "The objective cannot be taken like this"));
  objective.id = m_ports.ids();
  auto document = documents::ObjectiveDocument::parse(documents::render_objective_file(objective));
  SECOKR_CHECK(require_same_when_read(document.objective() == objective, document));
  return change_to(std::move(document), errors);
}

DraftChange NewObjective::change_to(documents::ObjectiveDocument document, const std::vector<Finding>& errors) const {
  const std::string name = document.objective().reference;
  PlanEdit edit(m_ports, m_read, std::move(document), m_overrides);
  edit.set_aside(errors);
  return edit.change(name);
}

Expected<std::string> NewObjective::form(const Answers& answers) const {
  SECOKR_TRY(std::string text, workspace::template_text(*m_ports.workspace, k_template));
  auto document = documents::ObjectiveDocument::parse(std::move(text));
  Answers all;
  std::ranges::copy_if(answers, std::back_inserter(all),
                       [](const Answer& answer) { return !base::trim(answer.text).empty(); });
  const std::string me = usual_dri();
  if (!has_answer(all, Field::dri) && !me.empty()) all.push_back({Field::dri, "@" + me});
  if (!has_answer(all, Field::area) && !usual_area(me).empty()) all.push_back({Field::area, usual_area(me)});
  SECOKR_CHECK(write_answers(document, std::nullopt, all, m_ports.config.org));
  return document.text();
}

Expected<DraftChange> NewObjective::plan_text(const std::string& text) const {
  SECOKR_TRY(const std::string form, workspace::template_text(*m_ports.workspace, k_template));
  const std::string written = documents::without_key_results_of(text, form);
  using documents::EmptiedLines;
  SECOKR_CHECK(require_readable(
      documents::ObjectiveDocument::parse(documents::without_comments_of(written, form, EmptiedLines::stay))));
  auto document = documents::ObjectiveDocument::parse(documents::without_comments_of(written, form, EmptiedLines::go));
  const Objective& objective = document.objective();
  if (objective.status != ObjectiveStatus::draft || !objective.published.empty() || !ids_in(objective).empty())
    return fail({.kind = ErrorKind::usage,
                 .what = "A new objective is a draft without ids",
                 .reason = "Its ids are made now; Status and Published are written by other commands",
                 .help = "Write - Status: draft, and take out Published and the lines of ids"});
  const std::vector<Finding> errors = errors_of(objective);
  SECOKR_CHECK(require_none(errors, m_overrides, "The objective cannot be taken like this"));
  SECOKR_CHECK(mint_missing_ids(document, m_ports.ids));
  return change_to(std::move(document), errors);
}

}  // namespace secokr::app
