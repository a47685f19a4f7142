#include "render/dependencies.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"
#include "domain/people/dependency_sides.hpp"
#include "render/core/findings.hpp"
#include "render/core/markdown.hpp"
#include "render/core/table.hpp"
#include "render/core/wrap.hpp"

namespace secokr::render {
namespace {

constexpr std::string_view k_rescoped = "declined and re-scoped";
constexpr std::string_view k_uncounted = "with an answer that does not count";

/// What was confirmed after a re-scope is confirmed.
bool is_rescoped(const Dependency& dependency) {
  return dependency.status() == DependencyStatus::declined && dependency.rescoped();
}

std::string event_words(const DependencyEvent& event) {
  std::string text = fmt::format("{} by @{}", to_string(event.verb), event.by);
  if (!event.on_behalf_of.empty()) text += fmt::format(" for @{}", event.on_behalf_of);
  text += " on " + to_string(event.on);
  if (event.decline_class) text += fmt::format(": {}", to_string(*event.decline_class));
  if (!event.reason.empty()) text += ": " + event.reason;
  return text;
}

std::string need_of(const DependencyRow& row) {
  return row.dependency.need + (row.confidential ? " (confidential)" : "");
}

Tone tone_of(const DependencyRow& row) {
  if (!row.objection.empty()) return Tone::bad;
  switch (row.dependency.status()) {
    case DependencyStatus::requested:
      return Tone::caution;
    case DependencyStatus::confirmed:
      return Tone::good;
    case DependencyStatus::declined:
      return row.dependency.rescoped() ? Tone::plain : Tone::bad;
    case DependencyStatus::withdrawn:
      return Tone::faint;
  }
  return Tone::plain;
}

/// What a dependency counts as: a decline that was re-scoped waits for nobody, an answer that does not count for one.
std::string_view counted_as(const DependencyRow& row) {
  if (!row.objection.empty()) return k_uncounted;
  return is_rescoped(row.dependency) ? k_rescoped : to_string(row.dependency.status());
}

std::string counts_line(const DependencyView& view) {
  const std::array all{to_string(DependencyStatus::requested), to_string(DependencyStatus::confirmed),
                       to_string(DependencyStatus::declined),  k_rescoped,
                       to_string(DependencyStatus::withdrawn), k_uncounted};
  std::vector<std::string> parts;
  for (const std::string_view word : all) {
    const auto number =
        std::ranges::count_if(view.dependencies, [&](const DependencyRow& row) { return counted_as(row) == word; });
    if (number > 0) parts.push_back(fmt::format("{} {}", number, word));
  }
  const std::string shown =
      view.dependencies.size() == 1 ? "1 dependency" : fmt::format("{} dependencies", view.dependencies.size());
  const std::string of = view.dependencies.size() == view.all ? "" : fmt::format(" of {}", view.all);
  return fmt::format("{}{}{}{}", shown, of, parts.empty() ? "" : ": ", base::join(parts, ", "));
}

std::string narrow_list(const DependencyView& view, const Page& page) {
  std::string text;
  for (const DependencyRow& row : view.dependencies) {
    const std::string head = fmt::format("{}: {} (@{})", row.name(), row.dependency.team, row.manager);
    text += page.style.paint(Tone::strong, base::trim_right(wrap_indented(base::strip_controls(head), page.width, 0)));
    text += '\n' + wrap_indented(base::strip_controls(need_of(row)), page.width, 2);
    text +=
        page.style.paint(tone_of(row),
                         base::trim_right(wrap_indented(base::strip_controls(dependency_state(row)), page.width, 2))) +
        '\n';
  }
  return text;
}

Json event_json(const DependencyEvent& event) {
  Json json;
  json["verb"] = std::string(to_string(event.verb));
  json["by"] = event.by;
  put_if(json, "on_behalf_of", event.on_behalf_of);
  put_if(json, "evidence", event.evidence);
  json["on"] = to_string(event.on);
  if (event.decline_class) {
    std::string name(to_string(*event.decline_class));
    std::ranges::replace(name, ' ', '_');
    json["class"] = name;
  }
  put_if(json, "reason", event.reason);
  return json;
}

}  // namespace

std::string dependency_state(const DependencyRow& row) {
  const DependencyEvent* event = standing_event(row.dependency);
  if (event == nullptr)
    return row.dependency.ticked ? "requested: ticked, but nothing says who confirmed it and when (D1)" : "requested";
  std::string text = event_words(*event);
  if (is_rescoped(row.dependency)) text += " (re-scoped)";
  if (!row.objection.empty()) text += fmt::format("; does not count: {} (D1)", row.objection);
  return text;
}

std::string dependencies_text(const DependencyView& view, const Page& page) {
  std::string text = to_string(view.quarter) + " · dependencies";
  if (view.final_on) text += fmt::format(" · final on {}", to_string(*view.final_on));
  text += "\n\n";
  Table table({{"Dependency"}, {"Team"}, {"Manager"}, {"Need", false, true}, {"Status", false, true}});
  for (const DependencyRow& row : view.dependencies)
    table.add_row({{row.name(), Tone::strong},
                   row.dependency.team,
                   "@" + row.manager,
                   need_of(row),
                   {dependency_state(row), tone_of(row)}});
  if (!table.empty())
    text += (table.fits(page, k_least_wrapped) ? table.to_text(page) : narrow_list(view, page)) + '\n';
  return text + counts_line(view) + '\n';
}

std::string dependencies_markdown(const DependencyView& view) {
  std::string text = fmt::format("## Dependencies of {}\n\n", to_string(view.quarter));
  if (!view.dependencies.empty()) {
    text += markdown_row({"Dependency", "Team", "Manager", "Need", "Status"});
    text += markdown_row({"---", "---", "---", "---", "---"});
  }
  for (const DependencyRow& row : view.dependencies) {
    // Nobody is notified by a list.
    std::string state = markdown_text(dependency_state(row));
    for (std::size_t at = state.find('@'); at != std::string::npos; at = state.find('@', at + 1)) state.erase(at, 1);
    text += markdown_row({markdown_link(row.name(), row.url), markdown_text(row.dependency.team),
                          markdown_person(row.manager), markdown_text(need_of(row)), state});
  }
  if (!view.dependencies.empty()) text += '\n';
  return text + counts_line(view) + '\n';
}

Json dependencies_json(const DependencyView& view) {
  Json json;
  json["quarter"] = to_string(view.quarter);
  put_if(json, "user", view.user);
  json["all"] = view.all;
  put_if(json, "final_on", view.final_on);
  json["dependencies"] = Json::array();
  for (const DependencyRow& row : view.dependencies) {
    Json entry{{"dependency", row.name()},
               {"key_result", row.key_result},
               {"number", row.number},
               {"title", row.title},
               {"dri", row.dri},
               {"confidential", row.confidential},
               {"team", row.dependency.team},
               {"manager", row.manager},
               {"need", row.dependency.need},
               {"status", std::string(to_string(row.dependency.status()))},
               {"ticked", row.dependency.ticked},
               {"settled", row.dependency.settled() && row.objection.empty()}};
    put_if(entry, "objection", row.objection);
    put_if(entry, "mine", row.mine);
    entry["events"] = Json::array();
    for (const DependencyEvent& event : row.dependency.events) entry["events"].push_back(event_json(event));
    put_if(entry, "path", row.path);
    if (row.line != 0) entry["line"] = row.line;
    put_if(entry, "url", row.url);
    json["dependencies"].push_back(std::move(entry));
  }
  return json;
}

}  // namespace secokr::render
