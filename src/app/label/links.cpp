#include "app/label/links.hpp"

#include <algorithm>

namespace secokr::app {

using tracker::IssueRef;

Expected<std::set<IssueRef>> linked_to(tracker::Tracker& tracker, std::span<const IssueRef> ours,
                                       const IidsByProject& candidates) {
  std::set<IssueRef> linked;
  if (ours.empty() || candidates.empty()) return linked;
  SECOKR_CHECK(tracker.links_of(ours, [&](const tracker::Link& link) {
    const auto project = candidates.find(link.to.project);
    if (project != candidates.end() && std::ranges::find(project->second, link.to.iid) != project->second.end())
      linked.insert(link.to);
    return true;
  }));
  return linked;
}

Expected<std::set<IssueRef>> linked_to(tracker::Tracker& tracker, const IidsByProject& candidates,
                                       const std::function<bool(const tracker::Issue&)>& is_ours) {
  std::vector<IssueRef> asked;
  for (const auto& [project, iids] : candidates)
    for (const long iid : iids) asked.push_back({project, iid});
  std::set<IssueRef> linked;
  if (asked.empty()) return linked;
  std::vector<tracker::Link> links;
  SECOKR_CHECK(tracker.links_of(asked, [&](const tracker::Link& link) {
    links.push_back(link);
    return true;
  }));
  IidsByProject targets;
  for (const tracker::Link& link : links) targets[link.to.project].push_back(link.to.iid);
  std::set<IssueRef> ours;
  for (const auto& [project, iids] : targets) {
    SECOKR_CHECK(tracker.issues({.project = project, .iids = iids}, [&](const tracker::Issue& issue) {
      if (is_ours(issue)) ours.insert(issue.ref);
      return true;
    }));
  }
  for (const tracker::Link& link : links)
    if (ours.contains(link.to)) linked.insert(link.from);
  return linked;
}

}  // namespace secokr::app
