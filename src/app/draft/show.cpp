#include "app/draft/show.hpp"

#include <algorithm>

#include "app/draft/files.hpp"

namespace secokr::app {

Expected<DraftView> view_draft(const Ports& ports, Quarter quarter, const std::optional<std::string>& name) {
  SECOKR_TRY(const ReadPlan read, read_plan(ports, quarter));
  const PlanningCalendar& calendar = ports.config.calendar;
  DraftView view{.quarter = quarter, .stage = stage_on(calendar, quarter, ports.today)};
  view.next_step = calendar.next_step(ports.today + days{1}, quarter);
  view.last_day = calendar.fiscal.last_day(quarter);
  view.objective_limit = ports.config.limits.objectives;

  FoundObjective wanted;
  if (name) {
    SECOKR_TRY(wanted, find_drafted(read, *name));
  }
  view.key_result = wanted.key_result;
  view.is_one = name.has_value();
  const std::vector<Finding> findings = app::check(read, view.stage);
  for (std::size_t i = 0; i < read.files.size(); ++i) {
    const PlannedObjective& planned = read.plan.objectives[i];
    if (name && &read.files[i] != wanted.file) continue;
    view.objectives.push_back({planned.path, planned.objective, findings_in(findings, planned.path)});
  }
  if (!name)
    std::ranges::copy_if(findings, std::back_inserter(view.findings), [&](const Finding& finding) {
      return std::ranges::find(read.files, finding.path, &workspace::ObjectiveFile::path) == read.files.end();
    });
  return view;
}

}  // namespace secokr::app
