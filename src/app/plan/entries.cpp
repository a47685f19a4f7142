#include "app/plan/entries.hpp"

#include "app/plan/wanted_issues.hpp"

namespace secokr::app {
namespace {

void place(workspace::PublishedIssue& entry, const WantedIssue& wanted, const PresentIssues& present) {
  entry.title = wanted.title;
  entry.labels = wanted.labels;
  entry.dri = wanted.assignee;
  entry.due = wanted.due;
  entry.confidential = wanted.confidential;
  if (const auto block = documents::find_block(wanted.description)) entry.block = block->text;
  if (const auto found = present.find(wanted.id); found != present.end()) {
    entry.iid = found->second.ref.iid;
    entry.url = found->second.url;
  }
}

}  // namespace

workspace::PublishedIssue objective_entry(const Ports& ports, Quarter quarter, const Objective& objective,
                                          const std::vector<documents::KeyResultLine>& lines,
                                          const PresentIssues& present) {
  workspace::PublishedIssue entry{.kind = "objective", .reference = objective.reference};
  place(entry, wanted_objective(objective, lines, quarter, ports.config.labels, ports.config.calendar), present);
  return entry;
}

workspace::PublishedIssue key_result_entry(const Ports& ports, Quarter quarter, const Objective& objective,
                                           const KeyResult& key_result, const PresentIssues& present) {
  workspace::PublishedIssue entry{.kind = "kr",
                                  .objective = objective.id,
                                  .number = key_result.number,
                                  .measure = key_result.measure,
                                  .weight = key_result.weight,
                                  .milestones = key_result.milestones};
  // Ticks are the issue's and no part of what was finalised.
  for (Milestone& milestone : entry.milestones) milestone.mark_like({});
  place(entry, wanted_key_result(objective, key_result, quarter, ports.config.labels, ports.config.calendar), present);
  return entry;
}

}  // namespace secokr::app
