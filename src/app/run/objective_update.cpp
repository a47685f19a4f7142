#include "app/run/objective_update.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "domain/views/dashboard.hpp"

#include "base/text.hpp"
#include "domain/people/audience.hpp"
#include "render/core/markdown.hpp"

namespace secokr::app {
namespace {

/// The KR's name in front of each first-level item: `- KR1: enrolled everyone`.
void append_items(std::string& text, int number, const std::string& items) {
  for (const std::string_view line : base::split(items, '\n')) {
    if (line.empty()) continue;
    if (!text.empty()) text += "\n";
    const bool is_item = line.starts_with("- ") || line.starts_with("* ");
    text += is_item ? fmt::format("- KR{}: {}", number, line.substr(2)) : std::string(line);
  }
}

const WeeklyUpdate* of_week(const std::map<long, std::vector<WeeklyNote>>& notes, long iid, Day week) {
  const auto found = notes.find(iid);
  if (found == notes.end()) return nullptr;
  const auto note = std::ranges::find(found->second, week, [](const WeeklyNote& each) { return each.update.week; });
  return note == found->second.end() ? nullptr : &note->update;
}

}  // namespace

std::optional<WeeklyUpdate> rolled_up_update(const PublishedObjective& objective,
                                             const std::map<long, std::vector<WeeklyNote>>& notes,
                                             const PlanningCalendar& calendar, Quarter quarter, Day week) {
  WeeklyUpdate rolled{.week = week};
  std::vector<std::string> risks;
  bool any = false;
  PublishedPlan one{.quarter = quarter, .objectives = {objective}};
  attach_updates(one, notes);
  for (const PublishedKeyResult& key_result : objective.key_results) {
    const WeeklyUpdate* update = of_week(notes, key_result.iid, week);
    if (update == nullptr) continue;
    any = true;
    const int number = key_result.plan.number;
    rolled.health = std::max(rolled.health, update->health);
    // The objective's note is read by more people than the key result's.
    if (!is_confidential(objective.plan) && is_confidential(objective.plan, key_result.plan)) continue;
    // Whom a key result's DRI told is told; what is posted again tells them not again.
    append_items(rolled.accomplished, number, render::without_mentions(update->accomplished));
    append_items(rolled.next, number, render::without_mentions(update->next));
    if (!update->risk.empty()) risks.push_back(fmt::format("KR{}: {}", number, render::without_mentions(update->risk)));
  }
  if (!any) return std::nullopt;
  rolled.risk = base::join(risks, " / ");
  // As the dashboard of that Friday shows it: KRs without a note of the week count with their last one.
  rolled.progress = roll_up(one.objectives, calendar, quarter, week + days{6}).objectives.front().progress;
  return rolled;
}

}  // namespace secokr::app
