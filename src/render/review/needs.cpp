#include <fmt/format.h>

#include "base/text.hpp"
#include "domain/commands.hpp"
#include "render/core/markdown.hpp"
#include "render/core/sentence.hpp"
#include "render/dependencies.hpp"
#include "render/review/sections.hpp"

namespace secokr::render {
namespace {

std::string step_words(Stage stage) {
  return stage == Stage::proposal ? "the proposal" : stage == Stage::final ? "the final step" : "publication";
}

std::string team_words(const ProvidingTeam& team) {
  return fmt::format("{}{} {}", markdown_text(team.team), team.external ? " (external)" : "",
                     markdown_person(team.manager));
}

}  // namespace

std::string review_risks(const ReviewView& view) {
  std::string text = "## Top-5 risks and strategy\n\n";
  std::vector<std::string> lines;
  const std::string unmet =
      view.shows_all() ? "**no proposed objective addresses it**" : "not shown here whether an objective addresses it";
  for (const RiskCover& cover : view.risks)
    lines.push_back(fmt::format("{}{}: {}.", markdown_text(cover.risk),
                                cover.configured ? "" : " (not one of the configured ones)",
                                cover.met_by.empty() ? unmet : listed_markdown(cover.met_by)));
  if (view.risks.empty()) lines.emplace_back("No Top-5 risk is configured or named.");
  if (!view.without_risk.empty())
    lines.push_back(fmt::format("Without a risk (O4): {}.", listed_markdown(view.without_risk)));
  if (!view.without_strategy.empty())
    lines.push_back(fmt::format("Without a strategy (O4): {}.", listed_markdown(view.without_strategy)));
  return text + bullets_markdown(lines);
}

std::string review_dependencies(const ReviewView& view) {
  std::string text = "## Dependencies by providing team\n\n";
  if (view.teams.empty()) return text + no_objective(view) + " needs another team.\n";
  text += fmt::format("{}, {} open.\n\n", dependencies_counted(view.dependencies()), view.open_dependencies());
  text += table_head_markdown({"Providing team", "Key result", "Needed", "Standing"});
  for (const ProvidingTeam& team : view.teams)
    for (const DependencyRow& row : team.dependencies)
      text += markdown_row({team_words(team), markdown_text(row.name()), markdown_text(row.dependency.need),
                            (row.open() ? "**open**: " : "") + markdown_unmentioned(dependency_state(row))});
  return text;
}

std::string review_critical_projects(const ReviewView& view) {
  std::string text = "## Critical projects and what gives way\n\n";
  std::vector<std::string> lines;
  for (const std::string& line : gives_way_sentences(view.critical_projects, view.shows_all()))
    lines.push_back(markdown_unmentioned(line) + ".");
  return text + (lines.empty() ? no_objective(view) + " is p0.\n" : bullets_markdown(lines));
}

std::string review_working_groups(const ReviewView& view) {
  std::string text = "## Working groups\n\n";
  std::vector<std::string> lines;
  for (const ReviewedObjective& reviewed : view.objectives) {
    if (!reviewed.on_the_table) continue;
    const Objective& objective = reviewed.objective;
    if (!base::trim(objective.working_group).empty())
      lines.push_back(
          fmt::format("{}: {}", reference_markdown(objective), markdown_unmentioned(objective.working_group)));
    else if (reviewed.areas.size() > 1)
      lines.push_back(fmt::format("{} spans {} and names no working group; a larger initiative may need one.",
                                  reference_markdown(objective), listed_markdown(reviewed.areas)));
  }
  return text + (lines.empty() ? no_objective(view) + " names a working group, and none spans several areas.\n"
                               : bullets_markdown(lines));
}

std::string review_findings(const ReviewView& view) {
  std::string text = fmt::format("## Open findings\n\nWhat {} asks for (`{} --stage {}`).\n\n", step_words(view.stage),
                                 command::check, to_string(view.stage));
  if (view.findings.empty())
    text += view.shows_all() ? "Nothing stands open.\n" : "Nothing of what is shown here stands open.\n";
  else
    text += table_head_markdown({"Who", "About", "Rule", "What", "What to do"});
  for (const ReviewFinding& each : view.findings) {
    const Finding& finding = each.finding;
    text += markdown_row({each.who.empty() ? "-" : markdown_person(each.who), markdown_text(finding.subject),
                          fmt::format("{} {}", to_string(finding.severity), to_string(finding.rule)),
                          markdown_unmentioned(finding.message), markdown_unmentioned(sentence(finding.hint))});
  }
  if (view.notes > 0)
    text += fmt::format("\n{} more {} due later: `{}` names them.\n", view.notes, view.notes == 1 ? "is" : "are",
                        command::check);
  return text;
}

}  // namespace secokr::render
