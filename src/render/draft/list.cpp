#include <fmt/format.h>

#include "base/text.hpp"
#include "domain/commands.hpp"
#include "domain/objective/fields.hpp"
#include "render/core/findings.hpp"
#include "render/core/sentence.hpp"
#include "render/core/table.hpp"
#include "render/core/wrap.hpp"
#include "render/draft/draft.hpp"

namespace secokr::render {
namespace {

constexpr std::size_t least_title_width = 24;

Tone tone_of(ObjectiveStatus status) {
  switch (status) {
    case ObjectiveStatus::draft:
      return Tone::plain;
    case ObjectiveStatus::proposed:
      return Tone::accent;
    case ObjectiveStatus::included:
      return Tone::good;
    case ObjectiveStatus::excluded:
      return Tone::faint;
  }
  return Tone::plain;
}

Cell findings_cell(const std::vector<Finding>& findings) {
  const auto sums = count(findings);
  if (findings.empty()) return {"none", Tone::good};
  std::vector<std::string> parts;
  if (sums.errors > 0) parts.push_back(counted(sums.errors, "error"));
  if (sums.warnings > 0) parts.push_back(counted(sums.warnings, "warning"));
  if (sums.notes > 0) parts.push_back(counted(sums.notes, "note"));
  const Tone tone = sums.errors > 0 ? Tone::bad : sums.warnings > 0 ? Tone::caution : Tone::accent;
  return {base::join(parts, ", "), tone};
}

/// Two entries an objective, where a table would not fit.
std::string narrow_list(const DraftView& view, const Page& page) {
  std::string text;
  for (const DraftedObjective& drafted : view.objectives) {
    const Objective& objective = drafted.objective;
    const std::string name = objective.reference.empty() ? drafted.path : objective.reference;
    std::vector<Cell> pieces{{std::string(to_string(objective.status)), tone_of(objective.status)}};
    if (objective.priority) pieces.emplace_back(std::string(to_string(*objective.priority)));
    pieces.emplace_back(counted(objective.key_results.size(), "KR"));
    Cell findings = findings_cell(drafted.findings);
    if (findings.text == "none") findings.text = "no findings";
    pieces.push_back(std::move(findings));
    if (!objective.dri.empty()) pieces.emplace_back("@" + objective.dri);
    pieces.emplace_back(objective.area);
    if (objective.confidential) pieces.emplace_back("confidential");
    text += page.style.paint(
        Tone::strong, base::trim_right(wrap_indented(base::strip_controls(fmt::format("{}: {}", name, objective.title)),
                                                     page.width, 0)));
    text += '\n' + flowed(pieces, page, 2);
  }
  return text;
}

std::string counts_line(const DraftView& view) {
  std::vector<std::string> parts;
  for (const auto status :
       {ObjectiveStatus::included, ObjectiveStatus::proposed, ObjectiveStatus::draft, ObjectiveStatus::excluded})
    if (const int number = view.count(status); number > 0)
      parts.push_back(fmt::format("{} {}", number, to_string(status)));
  return fmt::format("{}: {}; at most {} can be included", counted(view.objectives.size(), "objective"),
                     base::join(parts, ", "), view.objective_limit);
}

}  // namespace

std::string draft_heading(const DraftView& view) {
  std::string text = to_string(view.quarter);
  if (view.stage != Stage::always) text += fmt::format(" · stage {}", to_string(view.stage));
  if (view.next_step) text += fmt::format(" · next: {} on {}", view.next_step->step, to_string(view.next_step->date));
  return text + '\n';
}

std::string draft_list_text(const DraftView& view, const Page& page) {
  std::string text = draft_heading(view) + '\n';
  if (view.objectives.empty())
    return text + message_lines(fmt::format("There is no objective yet: `{}`", command::begin_objective), page);
  Table table({{name_of(Field::reference)},
               {name_of(Field::status)},
               {name_of(Field::priority)},
               {name_of(Field::dri)},
               {name_of(Field::area)},
               {"KRs", true},
               {"Findings"},
               {name_of(Field::title), false, true}});
  for (const DraftedObjective& drafted : view.objectives) {
    const Objective& objective = drafted.objective;
    table.add_row({{objective.reference.empty() ? drafted.path : objective.reference, Tone::strong},
                   {std::string(to_string(objective.status)), tone_of(objective.status)},
                   objective.priority ? std::string(to_string(*objective.priority)) : "-",
                   objective.dri.empty() ? std::string("-") : "@" + objective.dri,
                   objective.area.empty() ? std::string("-") : objective.area,
                   std::to_string(objective.key_results.size()),
                   findings_cell(drafted.findings),
                   objective.title + (objective.confidential ? " (confidential)" : "")});
  }
  text += (table.fits(page, least_title_width) ? table.to_text(page) : narrow_list(view, page)) + '\n';
  text += wrap_indented(counts_line(view), page.width, 0);
  for (const Finding& finding : view.findings)
    text += wrap_indented(fmt::format("{} {} {}: {}", to_string(finding.severity), to_string(finding.rule),
                                      base::strip_controls(finding.subject), base::strip_controls(finding.message)),
                          page.width, 0);
  return text;
}

}  // namespace secokr::render
