// What a file of updates or an editor says, and what an editor is given.
#include <algorithm>
#include <cmath>

#include "app/run/update_compose.hpp"
#include "app/run/update_progress.hpp"
#include "base/text.hpp"

namespace secokr::app {
namespace {

bool has(const std::vector<int>& numbers, int number) { return std::ranges::find(numbers, number) != numbers.end(); }

std::vector<int> at_risk_as_posted(const UpdateTarget& target) {
  return target.posted ? target.posted->update.milestones_at_risk : std::vector<int>{};
}

/// The line shows at most one decimal, rounded down.
bool is_shown_as(double progress, double written) {
  constexpr double shown_tenth = 0.1;
  return std::abs(progress - written) < shown_tenth;
}

/// A progress that a person gave: neither the one which the value gives, nor one that was left as the editor showed it.
std::optional<double> given_progress(const UpdateTarget& target, const documents::FiledUpdate& filed,
                                     const UpdateRequest* shown) {
  if (!filed.progress) return std::nullopt;
  const auto computed = computed_of(target, filed.update.value);
  if (computed && is_shown_as(*computed, *filed.progress)) return std::nullopt;
  if (shown == nullptr) return filed.progress;
  const WeeklyUpdate before = compose(target, *shown);
  const bool is_left = !before.progress_by_hand && is_shown_as(before.progress, *filed.progress);
  return is_left ? std::nullopt : filed.progress;
}

}  // namespace

UpdateRequest request_from(const UpdateTarget& target, const documents::FiledUpdate& filed,
                           const UpdateRequest* shown) {
  const WeeklyUpdate& update = filed.update;
  const bool saw_note = shown != nullptr;
  UpdateRequest request{.value = update.value,
                        .unit = update.unit,
                        .progress = given_progress(target, filed, shown),
                        .health = update.health,
                        .saw_note = saw_note};
  if (filed.has_accomplished || saw_note) request.accomplished = update.accomplished;
  if (filed.has_next || saw_note) request.next = update.next;
  if (!update.risk.empty() || saw_note) request.risk = update.risk;
  if (!update.more.empty() || saw_note) request.more = update.more;
  for (const int number : update.milestones_at_risk) request.milestones.push_back({.number = number});
  for (const Milestone& milestone : target.key_result.milestones)
    if (has(at_risk_as_posted(target), milestone.number) && !has(update.milestones_at_risk, milestone.number))
      request.milestones.push_back({.number = milestone.number, .word = MilestoneWord::on_track});
  if (shown == nullptr) return request;
  request.state = shown->state;
  request.critical_project = shown->critical_project;
  for (const MilestoneSaid& said : shown->milestones)
    if (said.word == MilestoneWord::done) request.milestones.push_back(said);
  return request;
}

std::string planned_before(const UpdateTarget& target) {
  std::string planned;
  if (!target.previous) return planned;
  for (const std::string_view line : base::split(target.previous->next, '\n')) {
    const std::string_view words = base::trim(line);
    const bool is_over = words.size() > 4 && std::string_view("-*+").find(words.front()) != std::string_view::npos &&
                         base::trim(words.substr(1)).starts_with("[~]");
    if (!is_over) planned += (planned.empty() ? "" : "\n") + std::string(line);
  }
  return planned;
}

documents::FiledUpdate filed_from(const UpdateTarget& target, const UpdateRequest& said) {
  documents::FiledUpdate filed{.kind = target.kind, .name = target.name, .week = target.week};
  filed.update = compose(target, said);
  if (const Metric* metric = target.metric())
    filed.update.unit = unit_of(*metric);
  else if (!filed.update.value && target.previous)
    filed.update.unit = target.last_unit();
  if (!gaps_of(target, said).progress) filed.progress = filed.update.progress;
  if (!target.posted && !said.accomplished && filed.update.accomplished.empty() && target.previous)
    filed.update.accomplished = planned_before(target);
  return filed;
}

}  // namespace secokr::app
