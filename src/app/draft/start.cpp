#include "app/draft/start.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "app/draft/running_section.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "documents/planning/document.hpp"
#include "documents/shapes/templates.hpp"
#include "domain/objective/carrying.hpp"
#include "workspace/file_change.hpp"
#include "workspace/objective_files.hpp"
#include "workspace/templates.hpp"

namespace secokr::app {
namespace {

using Values = std::map<std::string, std::string, std::less<>>;

/// A cell of a Markdown table on one line.
std::string cell(std::string text) {
  for (std::size_t at = text.find('|'); at != std::string::npos; at = text.find('|', at + 2))
    text.replace(at, 1, "\\|");
  return text;
}

/// A step's date; one that was moved says from where.
std::string date_of(const PlannedStep& step) {
  std::string date = to_string(step.date);
  if (step.until) date += " to " + to_string(*step.until);
  return step.computed ? fmt::format("{} (moved from {})", date, to_string(*step.computed)) : date;
}

/// The document speaks of itself.
std::string what_of(const PlannedStep& step) {
  return step.step == to_string(Step::ideas) ? "Write your rough ideas below and share them." : step.what;
}

std::string timeline(const PlanningCalendar& calendar, Quarter quarter) {
  std::string table = "| Date | Step | Who | What |\n| --- | --- | --- | --- |\n";
  for (const PlannedStep& step : calendar.steps(quarter)) {
    const std::string name = step.step == ceo_shares ? "CEO shares" : step.step;
    table += fmt::format("| {} | {} | {} | {} |\n", date_of(step), cell(name), cell(step.who), cell(what_of(step)));
  }
  const Day first = calendar.fiscal.first_day(quarter);
  return table + fmt::format("| {} | first day | | {} begins; it ends on {}. |", to_string(first), to_string(quarter),
                             to_string(calendar.fiscal.last_day(quarter)));
}

std::string level_words(Level level) {
  std::string words{to_string(level)};
  std::ranges::replace(words, '_', ' ');
  return level == Level::ciso ? "CISO" : level == Level::vp ? "VP" : words;
}

std::string participants(const Org& org) {
  std::string list;
  for (const Person& person : org.review_participants()) {
    list += fmt::format("- {}@{} ({}", person.name.empty() ? "" : person.name + ", ", person.username,
                        level_words(person.level));
    const std::string area = org.area_of(person.username);
    list += area.empty() ? ")\n" : fmt::format(", {})\n", area);
  }
  if (list.empty()) return "Nobody yet: secokr.toml names no one of the level senior_manager or above.";
  list.pop_back();
  return list;
}

/// A section for each functional leader.
std::string areas(const Org& org, Quarter quarter) {
  std::string text;
  for (const Area& area : org.areas) {
    text += fmt::format("### {} (@{})\n\n", area.name, area.leader);
    if (!area.strategy.empty()) text += fmt::format("Strategy: {}\n\n", area.strategy);
    text += "- \n\n";
  }
  if (text.empty())
    return fmt::format("secokr.toml names no area yet; add one, and its leader's ideas for {} here.",
                       to_string(quarter));
  text.erase(text.size() - 2);
  return text;
}

std::string updates_note(const PlanningCalendar& calendar, Quarter quarter) {
  const auto weeks = calendar.weeks(quarter);
  if (weeks.empty()) return {};
  return fmt::format(
      "Once the quarter runs, each active key result owes an update a week, {} in all: the first is due on {}, the "
      "last "
      "on {}.",
      weeks.size(), to_string(calendar.due_day(weeks.front())), to_string(calendar.due_day(weeks.back())));
}

/// ` (Phishing; Lost devices)`; nothing where none is configured.
std::string risks_note(const std::vector<std::string>& risks) {
  return risks.empty() ? "" : fmt::format(" ({})", base::join(risks, "; "));
}

Expected<std::string> new_document(const Ports& ports, Quarter quarter) {
  SECOKR_TRY(const std::string text, workspace::template_text(*ports.workspace, "planning.md"));
  const PlanningCalendar& calendar = ports.config.calendar;
  const Values values{
      {"quarter", to_string(quarter)},
      {"first_day", to_string(calendar.fiscal.first_day(quarter))},
      {"last_day", to_string(calendar.fiscal.last_day(quarter))},
      {"objective_limit", std::to_string(ports.config.limits.objectives)},
      {"key_result_limit", std::to_string(ports.config.limits.key_results)},
      {"timeline", timeline(calendar, quarter)},
      {"participants", participants(ports.config.org)},
      {"top5_risks", risks_note(ports.config.top5_risks)},
      {"strategy", ports.config.ciso_strategy.empty() ? "the strategy" : "the strategy, " + ports.config.ciso_strategy},
      {"areas", areas(ports.config.org, quarter)},
      {"updates_note", updates_note(calendar, quarter)}};
  return documents::fill_template(text, values);
}

/// By the planned quarter's files, which link back.
Expected<CarriedOver> carried_over(const Ports& ports, Quarter planned, const RunningQuarter& running) {
  SECOKR_TRY(const auto files, workspace::read_objective_files(*ports.workspace, planned));
  CarriedOver carried;
  for (const auto& file : files)
    for (const KeyResult& each : file.document.objective().key_results)
      for (const RunningKeyResult& from : running.key_results)
        if (links_back_to(each.outcome, from.row.url))
          carried.try_emplace(from.row.url,
                              fmt::format("{}/{}", to_string(planned), name_of(file.document.objective(), each)));
  return carried;
}

std::vector<std::string> open_lines(const documents::PlanningDocument& document, const RunningQuarter& running,
                                    const CarriedOver& carried) {
  std::vector<std::string> names;
  for (const documents::RunningLine& line : document.running()) {
    if (line.quarter != running.quarter || line.decision) continue;
    const bool is_carried = std::ranges::any_of(running.key_results, [&](const RunningKeyResult& each) {
      return each.plan.number == line.number && base::equals_folded(each.objective.plan.reference, line.reference) &&
             carried.contains(each.row.url);
    });
    if (!is_carried)
      names.push_back(fmt::format("{}/{}/KR{}", to_string(running.quarter), line.reference, line.number));
  }
  return names;
}

}  // namespace

Expected<DraftStart> plan_draft_start(const Ports& ports, Quarter quarter, const RunningQuarter* running) {
  const auto path = ports.workspace->planning_document(quarter);
  DraftStart start{.path = ports.workspace->relative(path)};
  start.set.quarter = to_string(quarter);
  SECOKR_TRY(const auto present, ports.workspace->read(path));
  start.is_new = !present;
  std::string text;
  if (present) {
    text = present->text;
  } else {
    SECOKR_TRY(text, new_document(ports, quarter));
  }
  auto document = documents::PlanningDocument::parse(std::move(text));
  if (running != nullptr) {
    SECOKR_TRY(const CarriedOver carried, carried_over(ports, quarter, *running));
    if (auto added = add_running(document, *running, quarter, ports.today, carried); !added) {
      for (ErrorNote& note : added.error().notes) note.path = start.path;
      return fail(std::move(added).error());
    }
    start.open = open_lines(document, *running, carried);
  }
  if (present && document.text() == present->text) return start;
  start.set.changes.push_back(workspace::write_file(start.path, present ? &*present : nullptr, document.text()));
  return start;
}

}  // namespace secokr::app
