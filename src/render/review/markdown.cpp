#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/text.hpp"
#include "render/core/findings.hpp"
#include "render/core/markdown.hpp"
#include "render/core/relative_day.hpp"
#include "render/review/review.hpp"
#include "render/review/sections.hpp"

namespace secokr::render {
namespace {

std::string step_words(const ReviewView& view) {
  if (!view.next_step) return "all planning steps have passed";
  std::string step = view.next_step->step;
  std::ranges::replace(step, '_', ' ');
  return fmt::format("next step: **{}** on {} ({})", step, to_string(view.next_step->date),
                     relative_day(view.next_step->date, view.today));
}

std::string level_words(Level level) {
  std::string words(to_string(level));
  std::ranges::replace(words, '_', ' ');
  return level == Level::ciso ? "CISO" : level == Level::vp ? "VP" : words;
}

std::string participants(const ReviewView& view) {
  std::vector<std::string> people;
  for (const Person& person : view.participants)
    people.push_back(fmt::format("{}{}, {}", person.name.empty() ? "" : markdown_text(person.name) + " ",
                                 markdown_person(person.username), level_words(person.level)));
  if (people.empty()) return "Participants: nobody yet; secokr.toml names no one from senior manager up.\n";
  return "Participants: " + base::join(people, "; ") + ".\n";
}

std::string at_a_glance(const ReviewView& view) {
  const auto owing = static_cast<std::size_t>(std::ranges::count(view.leaders, true, &LeaderStanding::owes));
  const auto errors = static_cast<std::size_t>(std::ranges::count_if(
      view.findings, [](const ReviewFinding& each) { return each.finding.severity == Severity::error; }));
  const std::string answers = view.leaders.empty() ? "no area yet"
                              : owing == 0
                                  ? "all areas have proposed, contributed or declared business as usual"
                                  : fmt::format("{} of {} areas without an answer", owing, view.leaders.size());
  const std::string dependencies = view.dependencies() == 0 ? "no dependency"
                                                            : fmt::format("{} of {} open", view.open_dependencies(),
                                                                          dependencies_counted(view.dependencies()));
  const std::string here = view.shows_all() ? "" : " shown here";
  const std::vector<std::string> parts{fit_words(view), fmt::format("{} included", view.included), answers,
                                       dependencies + here, counted(errors, "error") + here};
  return fmt::format("**At a glance:** {}.\n", base::join(parts, " · "));
}

}  // namespace

std::string table_head_markdown(const std::vector<std::string>& columns) {
  return markdown_row(columns) + markdown_row(std::vector<std::string>(columns.size(), "---"));
}

std::string listed_markdown(const std::vector<std::string>& texts) {
  std::vector<std::string> shown;
  for (const std::string& text : texts) shown.push_back(markdown_text(text));
  return base::join(shown, ", ");
}

std::string bullets_markdown(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += fmt::format("- {}\n", line);
  return text;
}

std::string reference_markdown(const Objective& objective) {
  return markdown_text(objective.reference) + (objective.confidential ? " (confidential)" : "");
}

std::string dependencies_counted(std::size_t number) {
  return number == 1 ? "1 dependency" : fmt::format("{} dependencies", number);
}

std::string no_objective(const ReviewView& view) {
  return view.shows_all() ? "No proposed objective" : "No objective that is shown here";
}

std::string fit_words(const ReviewView& view) {
  return fmt::format("{} proposed for {}", view.included + view.proposed, counted(view.limit, "place"));
}

std::string review_markdown(const ReviewView& view, const std::string& quarter_flag) {
  std::string head = fmt::format("# {} draft review\n\n{}; {}.\n\n{}\n{}", to_string(view.quarter),
                                 to_string(view.today), step_words(view), participants(view), at_a_glance(view));
  if (view.published && !view.seen)
    head +=
        "\nPart of the quarter is published: its issues are the truth there, and this page says what the files say.\n";
  const std::array sections{std::move(head),
                            review_leaders(view),
                            review_proposals(view, quarter_flag),
                            review_measurability(view),
                            review_risks(view),
                            review_dependencies(view),
                            review_critical_projects(view),
                            review_working_groups(view),
                            review_changes(view.history),
                            review_findings(view)};
  return base::join(sections, "\n");
}

}  // namespace secokr::render
