#include "app/publish/announcement.hpp"

#include <algorithm>
#include <utility>

#include "app/plan/read_plan.hpp"
#include "domain/labels/gives_way.hpp"
#include "domain/people/audience.hpp"

namespace secokr::app {
namespace {

const workspace::PublishedIssue* entry_of(const std::optional<workspace::Published>& base, const std::string& id) {
  if (!base || id.empty()) return nullptr;
  const auto found = base->issues.find(id);
  return found == base->issues.end() ? nullptr : &found->second;
}

std::string url_of(const workspace::PublishedIssue* entry) { return entry == nullptr ? "" : entry->url; }

/// Included objectives as the organisation may see them: what is confidential is taken out and counted.
std::vector<Objective> open_objectives(const ReadPlan& read, Withheld& withheld) {
  std::vector<Objective> open;
  for (const PlannedObjective& planned : read.plan.objectives) {
    Objective objective = planned.objective;
    if (objective.status != ObjectiveStatus::included) continue;
    std::erase_if(objective.key_results, [&, whole = objective](const KeyResult& key_result) {
      return effective_state(whole, key_result) == KeyResultState::dropped;
    });
    if (auto shown = shown_to(Audience::organisation, std::move(objective), withheld))
      open.push_back(*std::move(shown));
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
  SECOKR_TRY(const ReadPlan read, read_plan(ports, quarter));
  SECOKR_CHECK(workspace::require_understood(read.files));
  const auto& base = read.base;

  const PlanningCalendar& calendar = ports.config.calendar;
  Announcement announcement{.quarter = quarter,
                            .first_day = calendar.fiscal.first_day(quarter),
                            .last_day = calendar.fiscal.last_day(quarter)};
  const std::vector<Day> weeks = calendar.weeks(quarter);
  announcement.first_update_due = weeks.empty() ? calendar.fiscal.last_day(quarter) : calendar.due_day(weeks.front());

  Withheld withheld;
  const std::vector<Objective> open = open_objectives(read, withheld);
  announcement.withheld = withheld.objectives;
  announcement.withheld_key_results = withheld.key_results;
  std::vector<const Objective*> pointers;
  for (const Objective& objective : open) {
    announcement.objectives.push_back(announced(objective, base));
    pointers.push_back(&objective);
  }
  announcement.published = !open.empty() && std::ranges::all_of(announcement.objectives, [](const auto& objective) {
    return !objective.url.empty();
  });
  announcement.gives_way = gives_way_sentences(critical_projects(pointers, ports.config.org), !withheld.any());
  return announcement;
}

}  // namespace secokr::app
