#include "app/published/note_authors.hpp"

#include "base/text.hpp"

namespace secokr::app {
namespace {

using Folded = std::set<std::string>;

void add_assignees(const PublishedPlan& plan, const std::string& id, Folded& names) {
  const auto issue = plan.issues.find(id);
  if (issue == plan.issues.end()) return;
  for (const std::string& assignee : issue->second.assignees) names.insert(base::fold_case(assignee));
}

/// Who answers for each issue of the plan.
std::map<long, Folded> responsible(const PublishedPlan& plan) {
  std::map<long, Folded> by_iid;
  for (const auto& [id, issue] : plan.issues) add_assignees(plan, id, by_iid[issue.ref.iid]);
  for (const PublishedObjective& objective : plan.objectives) {
    Folded& own = by_iid[objective.iid];
    own.insert(base::fold_case(objective.plan.dri));
    for (const PublishedKeyResult& key_result : objective.key_results) {
      Folded& names = by_iid[key_result.iid];
      names.insert(base::fold_case(key_result.plan.dri));
      names.insert(own.begin(), own.end());
    }
  }
  return by_iid;
}

}  // namespace

Expected<NoteAuthors> NoteAuthors::of(const Ports& ports, const PublishedPlan& plan,
                                      const std::set<std::string>& authors) {
  NoteAuthors result;
  SECOKR_TRY(const auto capabilities, ports.tracker->capabilities());
  result.m_everybody = capabilities.only_this_machine;
  if (result.m_everybody) return result;
  result.m_by_iid = responsible(plan);
  std::vector<std::string> strangers;
  for (const std::string& author : authors) {
    if (ports.config.org.knows(author))
      result.m_folded.insert(base::fold_case(author));
    else
      strangers.push_back(author);
  }
  if (strangers.empty()) return result;
  SECOKR_TRY(const auto editors, ports.tracker->editors(strangers));
  for (const std::string& editor : editors) result.m_folded.insert(base::fold_case(editor));
  return result;
}

bool NoteAuthors::count(std::string_view author, const tracker::IssueRef& issue) const {
  const std::string name = base::fold_case(author);
  if (m_everybody || m_folded.contains(name)) return true;
  const auto own = m_by_iid.find(issue.iid);
  return own != m_by_iid.end() && own->second.contains(name);
}

}  // namespace secokr::app
