#include <string_view>

#include <fmt/format.h>

#include "base/text.hpp"
#include "domain/commands.hpp"
#include "domain/objective/fields.hpp"
#include "render/core/findings.hpp"
#include "render/core/markdown.hpp"
#include "render/review/sections.hpp"

namespace secokr::render {
namespace {

std::string or_dash(const std::string& cell) { return cell.empty() ? "-" : cell; }

std::string standing_words(const LeaderStanding& leader) {
  if (leader.owes) return "**nothing yet** (O3)";
  std::vector<std::string> parts;
  if (!leader.proposes.empty() || leader.withheld > 0) parts.emplace_back("proposed");
  if (!leader.contributes.empty()) parts.emplace_back("contributes");
  if (leader.business_as_usual)
    parts.push_back((parts.empty() ? "business as usual: " : "declared business as usual all the same: ") +
                    markdown_unmentioned(*leader.business_as_usual));
  return base::join(parts, "; ");
}

std::string status_words(const ReviewedObjective& reviewed) {
  std::string words(to_string(reviewed.objective.status));
  if (reviewed.objective.status == ObjectiveStatus::proposed) words = "**proposed**";
  if (!reviewed.excluded_because.empty()) words += ": " + markdown_unmentioned(reviewed.excluded_because);
  return words;
}

std::string commands(const ReviewView& view, const std::string& flag) {
  std::string lines;
  const auto line = [&](const command::OfName& command, const Objective& objective) {
    lines += command(base::strip_controls(objective.reference)) + flag + '\n';
  };
  // What was included long ago needs no command; what was excluded may come back.
  for (const ObjectiveStatus status : {ObjectiveStatus::proposed, ObjectiveStatus::excluded}) {
    for (const ReviewedObjective& reviewed : view.objectives) {
      const Objective& objective = reviewed.objective;
      if (objective.status != status || objective.reference.empty() || !objective.published.empty()) continue;
      line(command::include, objective);
      if (status == ObjectiveStatus::proposed) line(command::exclude, objective);
    }
  }
  return lines.empty() ? "" : fmt::format("\nHow the CISO records the decisions:\n\n```sh\n{}```\n", lines);
}

}  // namespace

std::string review_leaders(const ReviewView& view) {
  std::string text = "## Who has proposed\n\n";
  if (view.leaders.empty()) return text + "secokr.toml names no area yet.\n";
  text += table_head_markdown({name_of(Field::area), "Leader", "Proposes", "Contributes", "Standing"});
  std::vector<std::string> rest;
  for (const LeaderStanding& leader : view.leaders) {
    std::string proposes = listed_markdown(leader.proposes);
    if (leader.withheld > 0)
      proposes += fmt::format("{}{}", proposes.empty() ? "" : ", ", counted(leader.withheld, "confidential objective"));
    text += markdown_row({markdown_text(leader.area), markdown_person(leader.leader), or_dash(proposes),
                          or_dash(listed_markdown(leader.contributes)), standing_words(leader)});
    if (!leader.drafts.empty())
      rest.push_back(fmt::format("{}: drafted and not yet proposed: {}.", markdown_text(leader.area),
                                 listed_markdown(leader.drafts)));
  }
  return text + (rest.empty() ? "" : "\n" + bullets_markdown(rest));
}

std::string review_proposals(const ReviewView& view, const std::string& flag) {
  std::string text = fmt::format("## Proposals\n\n{} (O1): {} included, {} still to be decided on.\n", fit_words(view),
                                 view.included, view.proposed);
  if (view.withheld > 0)
    text += fmt::format("{} withheld, with {} key results.\n", counted(view.withheld, "confidential objective"),
                        view.withheld == 1 ? "its" : "their");
  if (view.withheld_key_results > 0)
    text += fmt::format("{} withheld.\n", counted(view.withheld_key_results, "confidential key result"));
  if (view.objectives.empty()) return text;
  text += "\n" + table_head_markdown({"Objective", name_of(Field::title), name_of(Field::dri), name_of(Field::area),
                                      name_of(Field::priority), name_of(Field::top5_risk), name_of(Field::strategy),
                                      "KRs", name_of(Field::status)});
  for (const ReviewedObjective& reviewed : view.objectives) {
    const Objective& objective = reviewed.objective;
    text += markdown_row({reference_markdown(objective), markdown_text(objective.title), markdown_person(objective.dri),
                          markdown_text(objective.area),
                          objective.priority ? std::string(to_string(*objective.priority)) : "-",
                          or_dash(objective.top5_risk ? markdown_text(to_string(*objective.top5_risk)) : ""),
                          objective.strategy.empty() ? "-" : markdown_link("strategy", objective.strategy),
                          std::to_string(reviewed.key_results.size()), status_words(reviewed)});
  }
  return text + commands(view, flag);
}

std::string review_measurability(const ReviewView& view) {
  std::string rows;
  std::vector<std::string> weights;
  for (const ReviewedObjective& reviewed : view.objectives) {
    if (!reviewed.on_the_table) continue;
    for (const ReviewedKeyResult& row : reviewed.key_results) {
      const KeyResult& key_result = row.key_result;
      rows += markdown_row({markdown_text(row.name), markdown_text(key_result.title), markdown_person(key_result.dri),
                            key_result.measure ? markdown_text(to_string(*key_result.measure)) : "**none**",
                            key_result.weight ? base::format_number(*key_result.weight) + " %" : "-",
                            std::to_string(key_result.milestones.size()),
                            row.missing.empty() ? "complete" : markdown_unmentioned(base::join(row.missing, "; "))});
    }
    for (const std::string& said : reviewed.weights)
      weights.push_back(
          fmt::format("{}: {} (K4).", reference_markdown(reviewed.objective), markdown_unmentioned(said)));
  }
  std::string text = "## Measurability\n\n";
  if (rows.empty()) return text + no_objective(view) + " has a key result yet.\n";
  text += table_head_markdown({"Key result", name_of(Field::title), name_of(Field::dri), name_of(Field::metric),
                               name_of(Field::weight), "Milestones", "K1, K3"}) +
          rows;
  return text + (weights.empty() ? "" : "\n" + bullets_markdown(weights));
}

}  // namespace secokr::render
