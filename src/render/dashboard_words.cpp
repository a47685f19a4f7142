#include <fmt/format.h>

#include <secokr/progress.hpp>

#include "base/text.hpp"
#include "render/dashboard.hpp"
#include "render/findings.hpp"

namespace secokr::render {

std::string health_words(const std::optional<ReportedHealth>& health) {
  return health ? std::string{to_string(*health)} : "owes no update";
}

std::string percent_words(double percent) { return format_percent(percent) + " %"; }

std::string value_words(const DashboardKeyResult& key_result) {
  if (!key_result.value) return "";
  const std::string value = base::format_number(*key_result.value) +
                            (key_result.unit.empty() ? "" : " " + base::strip_controls(key_result.unit));
  return key_result.computed ? fmt::format("by hand; the value {} gives {}", value, percent_words(*key_result.computed))
                             : fmt::format("value {}", value);
}

std::string silence_words(std::size_t stale, std::size_t not_reported) {
  std::vector<std::string> parts;
  if (stale > 0) parts.push_back(fmt::format("{} stale", stale));
  if (not_reported > 0) parts.push_back(fmt::format("{} not reported", not_reported));
  return base::join(parts, ", ");
}

std::vector<std::string> dashboard_footer(const Dashboard& dashboard) {
  std::size_t key_results = 0;
  std::size_t stale = 0;
  std::size_t not_reported = 0;
  for (const DashboardObjective& objective : dashboard.objectives) {
    key_results += objective.key_results.size();
    stale += objective.stale;
    not_reported += objective.not_reported;
  }
  const std::string silence = silence_words(stale, not_reported);
  std::vector<std::string> lines;
  if (!dashboard.objectives.empty())
    lines.push_back(fmt::format("{}, {}: {}", counted(dashboard.objectives.size(), "objective"),
                                counted(key_results, "key result"),
                                silence.empty() ? "every update that is due is there" : silence));
  if (dashboard.withheld > 0)
    lines.push_back(fmt::format("{} withheld, with {} key results",
                                counted(dashboard.withheld, "confidential objective"),
                                dashboard.withheld == 1 ? "its" : "their"));
  if (dashboard.withheld_key_results > 0)
    lines.push_back(fmt::format("{} withheld", counted(dashboard.withheld_key_results, "confidential key result")));
  if (dashboard.as_of_given)
    lines.push_back(fmt::format("Updates of weeks up to {} count; labels, states and ticks are today's",
                                to_string(dashboard.as_of)));
  return lines;
}

std::string nothing_published_words(const Dashboard& dashboard) {
  return dashboard.withheld > 0
             ? fmt::format("{} has no published objectives but confidential ones", to_string(dashboard.quarter))
             : fmt::format("{} has no published objectives on this tracker", to_string(dashboard.quarter));
}

}  // namespace secokr::render
