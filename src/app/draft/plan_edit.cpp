#include "app/draft/plan_edit.hpp"

#include <algorithm>

#include "app/draft/files.hpp"
#include "workspace/file_change.hpp"
#include "workspace/proposal.hpp"

namespace secokr::app {
namespace {

/// The plan with `objective` standing in the file of that path, or in a new last one.
PlanUnderReview with_objective(PlanUnderReview plan, const std::string& path, const Objective& objective) {
  const auto found = std::ranges::find(plan.objectives, path, &PlannedObjective::path);
  if (found != plan.objectives.end())
    found->objective = objective;
  else
    plan.objectives.push_back({path, objective});
  return plan;
}

std::string free_path(const ReadPlan& read, const std::string& reference) {
  std::vector<std::string> taken;
  for (const auto& file : read.files) taken.push_back(file.path);
  return workspace::slug_path(read.quarter, reference, taken);
}

}  // namespace

std::vector<Finding> findings_with(const Ports& ports, const ReadPlan& read, const std::string& path,
                                   const Objective& objective) {
  return findings_in(check_plan(with_objective(read.plan, path, objective),
                                stage_on(ports.config.calendar, read.quarter, ports.today)),
                     path);
}

PlanEdit::PlanEdit(const Ports& ports, const ReadPlan& read, const workspace::ObjectiveFile& file,
                   const std::vector<Override>& overrides)
    : m_ports(ports),
      m_read(read),
      m_file(&file),
      m_overrides(overrides),
      m_document(file.document),
      m_path(file.path) {}

PlanEdit::PlanEdit(const Ports& ports, const ReadPlan& read, documents::ObjectiveDocument fresh,
                   const std::vector<Override>& overrides)
    : m_ports(ports),
      m_read(read),
      m_overrides(overrides),
      m_document(std::move(fresh)),
      m_path(free_path(read, m_document.objective().reference)) {}

void PlanEdit::set_aside(const std::vector<Finding>& errors) {
  for (auto& line : override_records(m_ports, m_read.quarter, m_overrides, errors))
    m_set.changes.push_back(std::move(line));
}

Status PlanEdit::judge(std::string what) {
  const auto before_edit = findings_with(m_ports, m_read, m_path, plan_now(m_read, before()));
  const auto errors = errors_brought(before_edit, findings());
  SECOKR_CHECK(require_none(errors, m_overrides, std::move(what)));
  set_aside(errors);
  return {};
}

Status PlanEdit::let_go() {
  workspace::Proposal proposal{m_read.quarter, m_read.plan.proposal};
  if (proposal.objectives.erase(m_document.objective().id) == 0) return {};
  SECOKR_TRY(m_proposal, workspace::write_proposal(*m_ports.workspace, proposal));
  return {};
}

DraftChange PlanEdit::change(std::string name) const {
  DraftChange change{.set = m_set, .name = std::move(name), .path = m_path, .findings = findings()};
  change.set.quarter = to_string(m_read.quarter);
  if (is_changed())
    change.set.changes.push_back(m_file == nullptr ? workspace::write_file(m_path, nullptr, m_document.text())
                                                   : workspace::write_objective(*m_file, m_document));
  if (m_proposal) change.set.changes.push_back(*m_proposal);
  apply_overrides(change.findings, m_overrides);
  change.is_published = !before().published.empty();
  return change;
}

}  // namespace secokr::app
