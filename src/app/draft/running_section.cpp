#include "app/draft/running_section.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "domain/commands.hpp"
#include "domain/objective/carrying.hpp"
#include "render/core/markdown.hpp"
#include "render/dashboard/dashboard.hpp"

namespace secokr::app {
namespace {

using documents::RunningGroup;

std::string facts(const RunningKeyResult& running, Day today) {
  const DashboardKeyResult& row = running.row;
  std::vector<std::string> parts{render::markdown_link(row.title, row.url)};
  if (auto dri = render::markdown_person(row.dri); !dri.empty()) parts.push_back(std::move(dri));
  if (running.expected)
    parts.push_back(fmt::format("{} on {}, {}", render::percent_words(row.progress), to_string(today),
                                render::expected_words(running.expected)));
  else
    parts.push_back(render::expected_words(running.expected));
  if (row.health)
    parts.push_back(render::health_words(row.health));
  else if (running.expected)
    parts.emplace_back(to_string(row.state));
  parts.push_back(running.forecast ? "forecast " + render::percent_words(*running.forecast) : "no forecast");
  if (row.value && row.measure && metric_in(row.measure) == nullptr)
    parts.push_back(fmt::format("baseline {}", base::format_number(*row.value)));
  if (running.confidential) parts.emplace_back("confidential");
  if (is_unreached_stretch(running.objective.plan.priority, running.objective_progress))
    parts.emplace_back("p2 not reached: offered as p1");
  return base::join(parts, " · ");
}

std::string heading_of(const PublishedObjective& objective) {
  std::string heading = render::markdown_text(objective.plan.reference);
  if (objective.plan.priority) heading += fmt::format(" ({})", to_string(*objective.plan.priority));
  return fmt::format("{}: {}", heading, render::markdown_link(objective.plan.title, objective.url));
}

std::string intro_of(Quarter running, Quarter planned) {
  return fmt::format(
      "Nothing is carried over by itself. For each key result its DRI, its objective's DRI, their area's leader, or "
      "anyone above says whether {0}\ngoes on with it: `{2} '{1}/REFERENCE/KR1'` with `--keep`, "
      "`--modify` or `--drop` writes it down and ticks the line. A forecast\nis the straight line: progress divided by "
      "the elapsed share of {1}, at most 100 %; without a report there is none.",
      to_string(planned), to_string(running), command::carry.name);
}

}  // namespace

Status add_running(documents::PlanningDocument& document, const RunningQuarter& running, Quarter planned, Day today,
                   const CarriedOver& carried) {
  std::vector<RunningGroup> groups;
  for (const RunningKeyResult& each : running.key_results) {
    const std::string& reference = each.objective.plan.reference;
    if (document.find(running.quarter, reference, each.plan.number) != nullptr) continue;
    if (groups.empty() || groups.back().reference != reference)
      groups.push_back({.reference = reference, .heading = heading_of(each.objective)});
    std::string line = documents::running_line(running.quarter, reference, each.plan.number, facts(each, today));
    const auto there = carried.find(each.row.url);
    groups.back().lines.push_back(there == carried.end() ? std::move(line)
                                                         : documents::carried_line(std::move(line), there->second));
  }
  if (groups.empty() && !running.key_results.empty()) return {};
  return document.add_running(running.quarter, intro_of(running.quarter, planned),
                              fmt::format("{} has no published key results.", to_string(running.quarter)), groups);
}

}  // namespace secokr::app
