#include <fmt/format.h>

#include "base/text.hpp"
#include "domain/objective/fields.hpp"
#include "render/core/markdown.hpp"
#include "render/dashboard/dashboard.hpp"

namespace secokr::render {
namespace {

std::string objective_markdown(const DashboardObjective& objective) {
  std::string text =
      fmt::format("### {}: {}\n\n", markdown_link(objective.reference, objective.url), markdown_text(objective.title));
  std::vector<std::string> parts{done_words(objective, "**"), fmt::format("**{}**", health_words(objective))};
  if (auto silence = silence_words(objective); !silence.empty()) parts.push_back(std::move(silence));
  if (auto issue = issue_words(objective); !issue.empty()) parts.push_back(std::move(issue));
  if (objective.priority) parts.emplace_back(to_string(*objective.priority));
  if (auto dri = markdown_person(objective.dri); !dri.empty()) parts.push_back(std::move(dri));
  text += base::join(parts, " · ") + "\n";
  if (objective.key_results.empty()) return text + "\n";
  text += "\n" +
          markdown_row({"KR", "Key result", "Progress", "Health", name_of(Field::state), "Updated", name_of(Field::dri),
                        "Measured"}) +
          markdown_row({"---", "---", "---:", "---", "---", "---", "---", "---"});
  for (const DashboardKeyResult& key_result : objective.key_results)
    text += markdown_row({markdown_link(fmt::format("KR{}", key_result.number), key_result.url),
                          markdown_text(key_result.title), percent_words(key_result.progress), health_words(key_result),
                          std::string{to_string(key_result.state)},
                          key_result.updated ? to_string(*key_result.updated) : "never",
                          markdown_person(key_result.dri), markdown_text(value_words(key_result))});
  return text + "\n";
}

}  // namespace

std::string dashboard_markdown(const Dashboard& dashboard) {
  std::string text =
      fmt::format("# Dashboard of {}\n\nAs of {}.\n\n", to_string(dashboard.quarter), to_string(dashboard.as_of));
  if (dashboard.objectives.empty()) text += nothing_published_words(dashboard) + ".\n\n";
  const bool has_p0 = !dashboard.objectives.empty() && dashboard.objectives.front().priority == Priority::p0;
  if (!dashboard.objectives.empty()) text += has_p0 ? "## Critical projects (p0)\n\n" : "## Objectives\n\n";
  bool under_p0 = has_p0;
  for (const DashboardObjective& objective : dashboard.objectives) {
    if (under_p0 && objective.priority != Priority::p0) text += "## Objectives\n\n";
    under_p0 = under_p0 && objective.priority == Priority::p0;
    text += objective_markdown(objective);
  }
  for (const std::string& line : dashboard_footer(dashboard)) text += fmt::format("- {}\n", line);
  while (text.ends_with("\n\n")) text.pop_back();
  return text;
}

}  // namespace secokr::render
