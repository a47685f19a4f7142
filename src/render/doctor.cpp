#include "render/doctor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "render/core/findings.hpp"
#include "render/core/sentence.hpp"
#include "render/core/table.hpp"
#include "render/core/wrap.hpp"

namespace secokr::render {
namespace {

using tracker::Capabilities;
using tracker::Check;
using tracker::CheckState;
using tracker::Diagnosis;

/// Columns below which a text stands under its name.
constexpr std::size_t least_text = 28;
constexpr std::size_t state_width = std::string_view{"warning"}.size();

Tone tone_of(CheckState state) {
  if (state == CheckState::ok) return Tone::good;
  return state == CheckState::warning ? Tone::caution : Tone::bad;
}

std::string padded(std::string_view text, std::size_t width) {
  return std::string{text} + std::string(width - std::min(width, text.size()), ' ');
}

/// Wrapped behind `indent` columns that stand there already. A command stays on one line, so that it can be copied.
std::string behind(std::string_view text, const Page& page, std::size_t indent) {
  const std::string lines = message_lines(text, page, indent);
  std::string result;
  for (const std::string_view line : base::split(lines, '\n'))
    if (!line.empty())
      result += (result.empty() ? "" : std::string(indent, ' ')) + std::string{base::trim(line)} + "\n";
  return result;
}

/// Beside the check's name, or below it where the page is narrow.
std::string check_text(const Check& check, std::size_t name_width, const Page& page) {
  std::size_t indent = state_width + name_width + 4;
  const bool is_narrow = page.width && *page.width < indent + least_text;
  std::string text = page.style.paint(tone_of(check.state), to_string(check.state)) +
                     std::string(state_width - to_string(check.state).size() + 2, ' ');
  if (is_narrow) indent = 2;
  const std::string found = wrap_indented(base::strip_controls(check.found), page.width, indent);
  text += is_narrow ? check.check + "\n" + found : padded(check.check, name_width) + "  " + found.substr(indent);
  if (check.help.empty()) return text;
  return text + std::string(indent, ' ') + page.style.paint(Tone::accent, "help:") + " " +
         behind(base::strip_controls(sentence(check.help)), page, indent + std::string_view{"help: "}.size());
}

struct Ability {
  const char* key;
  const char* name;
  bool Capabilities::* has;
  const char* with;
  const char* without;
};
constexpr std::array abilities{
    Ability{"health_status", "health status", &Capabilities::health_status, "a weekly update sets it on its issue",
            "health stands in the weekly notes, and reports read it there"},
    Ability{"blocks_links", "`blocks` links", &Capabilities::blocks_links, "issues can block each other",
            "issues are linked as related"},
    Ability{"several_assignees", "several assignees", &Capabilities::several_assignees, "an issue can have several",
            "an issue has one"},
    Ability{"scoped_labels_exclusive", "exclusive scoped labels", &Capabilities::scoped_labels_exclusive,
            "the server removes a label's siblings", "secokr removes a label's siblings itself"},
    Ability{"inherited_labels", "inherited labels", &Capabilities::inherited_labels,
            "labels of the groups above count too", "the project has its own labels only"},
    Ability{"keyset", "lists by cursor", &Capabilities::keyset, "long lists are read by cursor",
            "long lists are read page by page"},
};

std::string capabilities_text(const Capabilities& capabilities, const Page& page) {
  Table table({{.header = "The server has"}, {.header = ""}, {.header = "So", .wraps = true}});
  std::vector<Term> terms;
  for (const Ability& ability : abilities) {
    const bool has = capabilities.*ability.has;
    const char* so = has ? ability.with : ability.without;
    table.add_row({ability.name, {has ? "yes" : "no", has ? Tone::good : Tone::plain}, so});
    terms.push_back({fmt::format("{}: {}", ability.name, has ? "yes" : "no"), so});
  }
  std::string text = "\n" + (table.fits(page, least_text) ? table.to_text(page) : term_list(terms, page.width, 0));
  if (!capabilities.tier_known)
    text += "\n" + wrap_indented(
                       "Which of them are paid for shows in an issue, and the project has none yet: until then "
                       "they are taken as missing.",
                       page.width, 0);
  return text;
}

std::string conclusion(const Diagnosis& diagnosis) {
  const auto count = [&](CheckState state) {
    return static_cast<std::size_t>(std::ranges::count(diagnosis.checks, state, &Check::state));
  };
  const std::size_t faults = count(CheckState::fault);
  const std::size_t warnings = count(CheckState::warning);
  if (faults > 0)
    return fmt::format("{}{}: begin with the first", counted(faults, "fault"),
                       warnings > 0 ? ", " + counted(warnings, "warning") : "");
  if (warnings > 0) return fmt::format("Nothing is at fault; {}", counted(warnings, "warning"));
  return "All is as it should be";
}

}  // namespace

std::string doctor_text(const Diagnosis& diagnosis, const Page& page) {
  std::size_t name_width = 0;
  for (const Check& check : diagnosis.checks) name_width = std::max(name_width, check.check.size());
  std::string text;
  for (const Check& check : diagnosis.checks) text += check_text(check, name_width, page);
  if (!diagnosis.not_looked_at.empty())
    text += "\n" + wrap_indented("Not looked at, because of the fault: " + base::join(diagnosis.not_looked_at, ", "),
                                 page.width, 0);
  if (diagnosis.capabilities && !diagnosis.capabilities->server.empty())
    text += capabilities_text(*diagnosis.capabilities, page);
  return text + "\n" + conclusion(diagnosis) + "\n";
}

Json doctor_json(const Diagnosis& diagnosis) {
  Json json{{"checks", Json::array()}, {"not_looked_at", diagnosis.not_looked_at}};
  for (const Check& check : diagnosis.checks) {
    Json row{{"check", check.check}, {"state", to_string(check.state)}, {"found", check.found}};
    put_if(row, "help", sentence(check.help));
    json["checks"].push_back(std::move(row));
  }
  if (const auto& capabilities = diagnosis.capabilities) {
    Json row{{"server", capabilities->server},
             {"edition", capabilities->edition},
             {"tier_known", capabilities->tier_known},
             {"only_this_machine", capabilities->only_this_machine}};
    for (const Ability& ability : abilities) row[ability.key] = (*capabilities).*ability.has;
    json["capabilities"] = std::move(row);
  }
  json["quarter"] = diagnosis.quarter;
  json["labels"] = Json::array();
  for (const tracker::LabelCheck& label : diagnosis.labels) {
    Json row{{"label", label.label}, {"state", to_string(label.state)}, {"inherited", label.inherited}};
    put_if(row, "color", label.color);
    row["wanted_color"] = label.wanted_color;
    json["labels"].push_back(std::move(row));
  }
  json["old_spellings"] = diagnosis.old_spellings;
  return json;
}

}  // namespace secokr::render
