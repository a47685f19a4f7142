#include "unit/app/sample_workspace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "documents/objective/document.hpp"

namespace secokr::test {

SampleWorkspace::SampleWorkspace(PlanUnderReview plan) {
  write(m_folder / "secokr.toml", "");
  for (const PlannedObjective& planned : plan.objectives)
    write(m_folder / planned.path, documents::render_objective_file(planned.objective));
  auto opened = workspace::Workspace::open(m_folder.path());
  if (!opened) throw std::runtime_error(opened.error().what);
  m_workspace = std::make_unique<workspace::Workspace>(*std::move(opened));
  m_config.org = plan.org;
  m_config.calendar = plan.calendar;
  m_config.limits = plan.limits;
  m_config.top5_risks = plan.top5_risks;
  today = m_config.calendar.date_of(Step::final, plan.quarter);
}

app::Ports SampleWorkspace::ports(tracker::Tracker& tracker) const {
  return {.config = m_config,
          .workspace = m_workspace.get(),
          .tracker = &tracker,
          .user = user,
          .today = today,
          .ids = [next = m_next_id] { return fmt::format("{:016x}", ++*next); }};
}

std::string SampleWorkspace::files() const {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root() / "okrs"))
    if (entry.is_regular_file()) paths.push_back(entry.path());
  std::ranges::sort(paths);
  std::string all;
  for (const auto& path : paths) all += "== " + path.lexically_relative(root()).string() + "\n" + read(path);
  return all;
}

}  // namespace secokr::test
