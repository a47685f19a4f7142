#include "render/announcement.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "base/text.hpp"
#include "render/core/findings.hpp"
#include "render/core/markdown.hpp"
#include "render/core/sentence.hpp"

namespace secokr::render {
namespace {

/// A link, or where there is none yet the text, mentioning nobody.
std::string linked(const std::string& text, const std::string& url) {
  const std::string link = markdown_link(text, url);
  return link == markdown_text(text) ? markdown_unmentioned(text) : link;
}

std::string_view priority_words(std::optional<Priority> priority) {
  if (!priority) return "Without a priority yet";
  switch (*priority) {
    case Priority::p0:
      return "p0: critical projects, which take priority over all other objectives";
    case Priority::p1:
      return "p1: important, met when 70 % or more is completed";
    case Priority::p2:
      return "p2: stretch, taken up once p0 and p1 are met";
  }
  return "";
}

std::string opening(const Announcement& announcement) {
  std::size_t key_results = 0;
  std::size_t critical = 0;
  for (const AnnouncedObjective& objective : announcement.objectives) {
    key_results += objective.key_results.size();
    if (objective.priority == Priority::p0) ++critical;
  }
  const std::size_t shown = announcement.objectives.size();
  const bool all = announcement.withheld + announcement.withheld_key_results == 0;
  std::string text =
      fmt::format("From {} to {} Security works on {}{} with {}", to_string(announcement.first_day),
                  to_string(announcement.last_day), counted(shown + announcement.withheld, "objective"),
                  all ? "" : fmt::format("; shown here {} {}", shown == 1 ? "is" : "are", counted(shown, "objective")),
                  counted(key_results, "key result"));
  if (critical == 1) text += "; one of them is a critical project and comes first";
  if (critical > 1) text += fmt::format("; {} of them are critical projects and come first", critical);
  return text + ".\n";
}

std::string key_result_line(const AnnouncedKeyResult& key_result) {
  std::string text = fmt::format("  - KR{}: {}", key_result.number, linked(key_result.title, key_result.url));
  if (!key_result.dri.empty()) text += fmt::format(" · {}", markdown_person(key_result.dri));
  if (key_result.state != KeyResultState::active) text += fmt::format(" · {}", to_string(key_result.state));
  return text + "\n";
}

std::string objective_item(const AnnouncedObjective& objective) {
  std::vector<std::string> parts;
  if (!objective.area.empty()) parts.push_back(markdown_unmentioned(objective.area));
  if (!objective.dri.empty()) parts.push_back("DRI " + markdown_person(objective.dri));
  if (objective.top5_risk)
    parts.push_back(fmt::format("{} a Top-5 risk: {}", to_string(objective.top5_risk->treatment),
                                linked(objective.top5_risk->risk, "")));
  if (!objective.critical_project.empty()) {
    const std::string link = markdown_link("critical project", objective.critical_project);
    parts.push_back(link.starts_with('[') ? link
                                          : "critical project " + markdown_unmentioned(objective.critical_project));
  }
  std::string text = fmt::format("- **{}**\n", linked(objective.reference + ": " + objective.title, objective.url));
  if (!parts.empty()) text += fmt::format("\n  {}\n\n", base::join(parts, " · "));
  for (const AnnouncedKeyResult& key_result : objective.key_results) text += key_result_line(key_result);
  return text;
}

std::string objective_list(const Announcement& announcement) {
  std::string text;
  const AnnouncedObjective* before = nullptr;
  for (const AnnouncedObjective& objective : announcement.objectives) {
    if (before == nullptr || before->priority != objective.priority)
      text += fmt::format("\n**{}**\n", priority_words(objective.priority));
    text += "\n" + objective_item(objective);
    before = &objective;
  }
  return text;
}

std::string withheld_sentence(const Announcement& announcement) {
  std::vector<std::string> parts;
  if (announcement.withheld > 0) parts.push_back(counted(announcement.withheld, "confidential objective"));
  if (announcement.withheld_key_results > 0)
    parts.push_back(counted(announcement.withheld_key_results, "confidential key result"));
  if (parts.empty()) return {};
  const bool one = announcement.withheld + announcement.withheld_key_results == 1;
  return fmt::format("\n{} {} not shown.\n", base::join(parts, " and "), one ? "is" : "are");
}

}  // namespace

std::string announcement_markdown(const Announcement& announcement) {
  std::string text = fmt::format("# Security objectives of {}\n\n", to_string(announcement.quarter));
  if (announcement.objectives.empty()) {
    text += fmt::format("No objective of {} can be shown.\n", to_string(announcement.quarter));
    return text + withheld_sentence(announcement);
  }
  text += opening(announcement) + objective_list(announcement);
  if (!announcement.gives_way.empty()) {
    text += "\n**What gives way to critical projects**\n\n";
    for (const std::string& sentence_text : announcement.gives_way)
      text += fmt::format("- {}.\n", markdown_unmentioned(sentence(sentence_text)));
  }
  text += fmt::format("\nWeekly updates appear on each key result's issue every Friday, from {}.\n",
                      to_string(announcement.first_update_due));
  if (!announcement.published) text += "\nThe issues are not published yet: their links follow.\n";
  return text + withheld_sentence(announcement);
}

}  // namespace secokr::render
