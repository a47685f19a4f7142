#include "app/draft/check.hpp"

#include <algorithm>
#include <iterator>

#include "app/plan/file_edits.hpp"
#include "app/plan/read_plan.hpp"
#include "app/plan/record_check.hpp"
#include "app/plan/withheld.hpp"
#include "domain/rules/files.hpp"
#include "workspace/published.hpp"

namespace secokr::app {

Expected<DraftCheck> check_draft(const Ports& ports, Quarter quarter, std::optional<Stage> stage,
                                 const std::vector<Override>& overrides) {
  SECOKR_TRY(const ReadPlan read, read_plan(ports, quarter));
  const auto& published = read.base;
  const PlanningCalendar& calendar = ports.config.calendar;
  DraftCheck result{.quarter = quarter,
                    .stage = stage.value_or(published ? Stage::published : stage_on(calendar, quarter, ports.today)),
                    .checked = read.files.size()};
  result.confidential = confidential_names(read);
  result.stage_since = due_day_of(calendar, quarter, result.stage);
  if (read.files.empty()) {
    const std::string folder = ports.workspace->relative(ports.workspace->quarter_folder(quarter));
    result.findings.push_back(no_objective_in(folder, quarter));
    return result;
  }
  result.findings = app::check(read, result.stage);
  std::ranges::move(check_record(ports, read, result.stage).findings, std::back_inserter(result.findings));
  if (result.stage == Stage::published && published) {
    std::ranges::move(check_published_files(ports, read, *published), std::back_inserter(result.findings));
  }
  sort_findings(result.findings);
  // Before the first publication a rule is set aside by whoever publishes, and not by an earlier try.
  apply_overrides(result.findings, published
                                       ? OverridesInForce(overrides, workspace::overrides(read.decisions), ports.user)
                                       : overrides);
  return result;
}

}  // namespace secokr::app
