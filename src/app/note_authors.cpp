#include "app/note_authors.hpp"

#include "base/text.hpp"

namespace secokr::app {
namespace {

/// Everybody who answers for something in the plan.
std::set<std::string> responsible(const PublishedPlan& plan) {
  std::set<std::string> folded;
  for (const PublishedObjective& objective : plan.objectives) {
    folded.insert(base::fold_case(objective.plan.dri));
    for (const PublishedKeyResult& key_result : objective.key_results)
      folded.insert(base::fold_case(key_result.plan.dri));
  }
  for (const auto& [id, issue] : plan.issues)
    for (const std::string& assignee : issue.assignees) folded.insert(base::fold_case(assignee));
  return folded;
}

}  // namespace

Expected<NoteAuthors> NoteAuthors::of(const Ports& ports, const PublishedPlan& plan,
                                      const std::set<std::string>& authors) {
  NoteAuthors result;
  SECOKR_TRY(const auto capabilities, ports.tracker->capabilities());
  result.m_everybody = capabilities.only_this_machine;
  if (result.m_everybody) return result;
  result.m_folded = responsible(plan);
  std::vector<std::string> strangers;
  for (const std::string& author : authors) {
    if (ports.config.org.knows(author))
      result.m_folded.insert(base::fold_case(author));
    else if (!result.count(author))
      strangers.push_back(author);
  }
  if (strangers.empty()) return result;
  SECOKR_TRY(const auto editors, ports.tracker->editors(strangers));
  for (const std::string& editor : editors) result.m_folded.insert(base::fold_case(editor));
  return result;
}

bool NoteAuthors::count(std::string_view author) const {
  return m_everybody || m_folded.contains(base::fold_case(author));
}

}  // namespace secokr::app
