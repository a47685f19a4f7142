#include <algorithm>

#include <fmt/format.h>

#include <secokr/progress.hpp>

#include "base/text.hpp"
#include "render/core/findings.hpp"
#include "render/dashboard/dashboard.hpp"

namespace secokr::render {
namespace {

bool is_not_reported(const DashboardObjective& objective) {
  return objective.health == ReportedHealth::not_reported && objective.not_reported > 0;
}

}  // namespace

std::string health_words(const DashboardKeyResult& key_result) {
  if (key_result.lost) return "issue gone";
  return health_words(key_result.health) + (key_result.closed ? ", issue closed" : "");
}

std::string health_words(const DashboardObjective& objective) {
  const std::string words = health_words(objective.health);
  if (!is_not_reported(objective)) return words;
  const auto owing = std::ranges::count_if(
      objective.key_results, [](const DashboardKeyResult& key_result) { return key_result.health.has_value(); });
  return fmt::format("{} ({} of {})", words, objective.not_reported, owing);
}

std::string silence_words(const DashboardObjective& objective) {
  return silence_words(objective.stale, is_not_reported(objective) ? 0 : objective.not_reported);
}

std::string issue_words(const DashboardObjective& objective) {
  return objective.gone ? "issue gone" : objective.closed ? "issue closed" : "";
}

std::string health_words(const std::optional<ReportedHealth>& health) {
  return health ? std::string{to_string(*health)} : "owes no update";
}

std::string percent_words(double percent) { return format_percent(percent) + " %"; }

std::string expected_words(const std::optional<double>& expected) {
  return expected ? percent_words(*expected) + " expected" : "stretch, not started";
}

std::string done_words(const DashboardObjective& objective, std::string_view strong) {
  if (!objective.expected && objective.progress == 0) return expected_words(objective.expected);
  return fmt::format("{1}{0}{1} done, {2}", percent_words(objective.progress), strong,
                     expected_words(objective.expected));
}

std::string value_words(const DashboardKeyResult& key_result) {
  if (!key_result.value) return "";
  const std::string value = base::strip_controls(to_string(Quantity{*key_result.value, key_result.unit}));
  if (key_result.computed)
    return fmt::format("set by hand ({} would be {})", value, percent_words(*key_result.computed));
  const Metric* metric = metric_in(key_result.measure);
  if (metric == nullptr) return value;
  const std::string aim = metric->is_held() ? aim_of(*metric)
                                            : fmt::format("from {}, target {}", base::format_number(metric->start),
                                                          base::format_number(metric->target));
  return fmt::format("{} ({})", value, base::strip_controls(aim));
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
  const bool all = dashboard.withheld + dashboard.withheld_key_results == 0;
  if (!dashboard.objectives.empty())
    lines.push_back(fmt::format("{}, {}{}: {}", counted(dashboard.objectives.size(), "objective"),
                                counted(key_results, "key result"), all ? "" : " shown",
                                silence.empty() ? "every update that is due is there" : silence));
  if (dashboard.withheld > 0)
    lines.push_back(fmt::format("{} withheld, with {} key results",
                                counted(dashboard.withheld, "confidential objective"),
                                dashboard.withheld == 1 ? "its" : "their"));
  if (dashboard.withheld_key_results > 0)
    lines.push_back(fmt::format("{} withheld", counted(dashboard.withheld_key_results, "confidential key result")));
  if (dashboard.as_of_given && !dashboard.objectives.empty())
    lines.push_back(
        fmt::format("Based on weekly updates up to {}; states and milestones as of today", to_string(dashboard.as_of)));
  return lines;
}

std::string nothing_published_words(const Dashboard& dashboard) {
  return dashboard.withheld > 0
             ? fmt::format("{} has no published objectives but confidential ones", to_string(dashboard.quarter))
             : fmt::format("{} has no published objectives on this tracker", to_string(dashboard.quarter));
}

}  // namespace secokr::render
