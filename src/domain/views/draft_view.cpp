#include "domain/views/draft_view.hpp"

#include <utility>

#include "domain/people/confidential_names.hpp"

#include <algorithm>

namespace secokr {

int DraftView::count(ObjectiveStatus status) const {
  return static_cast<int>(
      std::ranges::count(objectives, status, [](const DraftedObjective& drafted) { return drafted.objective.status; }));
}

Withheld withhold(Audience audience, DraftView& view) {
  Withheld withheld;
  if (audience == Audience::division) return withheld;
  ConfidentialNames names;
  for (const DraftedObjective& each : view.objectives) names.add(each.objective, each.path);
  std::vector<DraftedObjective> shown;
  for (DraftedObjective& each : view.objectives) {
    auto objective = shown_to(audience, std::move(each.objective), withheld);
    if (!objective) continue;
    each.objective = *std::move(objective);
    std::erase_if(each.findings, [&](const Finding& finding) {
      return names.named_in(finding.subject) || names.named_in(finding.message);
    });
    shown.push_back(std::move(each));
  }
  view.objectives = std::move(shown);
  std::erase_if(view.findings, [&](const Finding& finding) {
    return names.named_in(finding.subject) || names.named_in(finding.message);
  });
  return withheld;
}

}  // namespace secokr
