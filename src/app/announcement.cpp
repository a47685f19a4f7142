#include "app/announcement.hpp"

#include <algorithm>
#include <utility>

#include "domain/gives_way.hpp"
#include "workspace/objective_files.hpp"

namespace secokr::app {
namespace {

const workspace::PublishedIssue* entry_of(const std::optional<workspace::Published>& base, const std::string& id) {
  if (!base || id.empty()) return nullptr;
  const auto found = base->issues.find(id);
  return found == base->issues.end() ? nullptr : &found->second;
}

std::string url_of(const workspace::PublishedIssue* entry) { return entry == nullptr ? "" : entry->url; }

/// Included objectives as the organisation may see them: what is confidential is taken out and counted.
std::vector<Objective> open_objectives(const std::vector<workspace::ObjectiveFile>& files,
                                       const std::optional<workspace::Published>& base, Announcement& announcement) {
  std::vector<Objective> open;
  for (const workspace::ObjectiveFile& file : files) {
    Objective objective = file.document.objective();
    if (objective.status != ObjectiveStatus::included) continue;
    const auto* entry = entry_of(base, objective.id);
    if (objective.confidential || (entry != nullptr && entry->confidential)) {
      ++announcement.withheld;
      continue;
    }
    std::erase_if(objective.key_results, [&](const KeyResult& key_result) {
      return effective_state(objective, key_result) == KeyResultState::dropped;
    });
    announcement.withheld_key_results += std::erase_if(objective.key_results, [&](const KeyResult& key_result) {
      const auto* own = entry_of(base, key_result.id);
      return own != nullptr && own->confidential;
    });
    open.push_back(std::move(objective));
  }
  std::ranges::stable_sort(
      open, {}, [](const Objective& objective) { return objective.priority ? int(*objective.priority) : 3; });
  return open;
}

AnnouncedObjective announced(const Objective& objective, const std::optional<workspace::Published>& base) {
  AnnouncedObjective shown{.reference = objective.reference,
                           .title = objective.title,
                           .area = objective.area,
                           .dri = objective.dri,
                           .priority = objective.priority,
                           .top5_risk = objective.top5_risk,
                           .critical_project = objective.critical_project,
                           .url = url_of(entry_of(base, objective.id))};
  for (const KeyResult& key_result : objective.key_results)
    shown.key_results.push_back({.number = key_result.number,
                                 .title = key_result.title,
                                 .dri = key_result.dri,
                                 .url = url_of(entry_of(base, key_result.id)),
                                 .state = effective_state(objective, key_result)});
  return shown;
}

}  // namespace

Expected<Announcement> announcement_of(const Ports& ports, Quarter quarter) {
  SECOKR_TRY(const auto files, workspace::read_objective_files(*ports.workspace, quarter));
  SECOKR_CHECK(workspace::require_understood(files));
  SECOKR_TRY(const auto base, workspace::read_published(*ports.workspace, quarter));

  const PlanningCalendar& calendar = ports.config.calendar;
  Announcement announcement{.quarter = quarter,
                            .first_day = calendar.fiscal.first_day(quarter),
                            .last_day = calendar.fiscal.last_day(quarter)};
  announcement.first_update_due = calendar.due_day(calendar.weeks(quarter).front());

  const std::vector<Objective> open = open_objectives(files, base, announcement);
  std::vector<const Objective*> pointers;
  for (const Objective& objective : open) {
    announcement.objectives.push_back(announced(objective, base));
    pointers.push_back(&objective);
  }
  announcement.published = !open.empty() && std::ranges::all_of(announcement.objectives, [](const auto& objective) {
    return !objective.url.empty();
  });
  announcement.gives_way = gives_way_sentences(critical_projects(pointers, ports.config.org));
  return announcement;
}

}  // namespace secokr::app
