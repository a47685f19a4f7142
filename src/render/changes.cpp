#include "render/changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <regex>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/text.hpp"
#include "render/core/findings.hpp"
#include "render/core/markdown.hpp"
#include "render/core/wrap.hpp"

namespace secokr::render {
namespace {

using tracker::Change;
using tracker::ChangeSet;
using tracker::Outcome;

bool was_applied(const ChangeSet& set) {
  return std::ranges::any_of(set.changes, [](const Change& change) { return change.outcome.has_value(); });
}

std::string name_of(const Change& change) { return base::strip_controls(change.called()); }

std::string outcome_word(const Change& change) {
  if (change.outcome == Outcome::done) return std::string{change.words().done};
  if (change.outcome == Outcome::unchanged) return "unchanged";
  return fmt::format("{} {}", change.words().to_do, change.outcome ? to_string(*change.outcome) : "not tried");
}

std::string word_of(const Change& change, bool applied) {
  return applied ? outcome_word(change) : std::string{change.words().to_do};
}

Tone tone_of(const Change& change) {
  if (!change.outcome) return Tone::accent;
  switch (*change.outcome) {
    case Outcome::done:
      return Tone::good;
    case Outcome::unchanged:
      return Tone::faint;
    case Outcome::failed:
      return Tone::bad;
    case Outcome::unclear:
      return Tone::caution;
  }
  return Tone::plain;
}

/// A field's value on one line; a longer text is told by its size, for the JSON form and the plan hold it whole. Tokens
/// are told in words.
std::string shown(const std::string& value) {
  const auto lines = std::ranges::count(value, '\n') + (value.empty() || value.back() == '\n' ? 0 : 1);
  if (lines > 1) return fmt::format("({} lines)", lines);
  if (value.find("{{") == std::string::npos) return base::strip_controls(base::trim(value));
  static const std::regex url_token(R"(\{\{url [^{}]*\}\})");
  static const std::regex iid_token(R"(\{\{iid [^{}]*\}\})");
  const std::string text = std::regex_replace(value, url_token, "(the address of its issue)");
  return base::strip_controls(base::trim(std::regex_replace(text, iid_token, "(the number of its issue)")));
}

/// A change's fields by name: a file of many lines has a field for each.
class ByName {
 public:
  explicit ByName(const tracker::Fields& fields) {
    for (const auto& [name, value] : fields) m_values.emplace(name, &value);
  }
  const std::string* find(const std::string& name) const {
    const auto found = m_values.find(name);
    return found == m_values.end() ? nullptr : found->second;
  }

 private:
  std::unordered_map<std::string_view, const std::string*> m_values{};
};

std::vector<std::string> labels_in(const std::string& list) {
  std::vector<std::string> labels;
  for (const std::string_view label : base::split(list, ','))
    if (const auto name = base::trim(label); !name.empty()) labels.emplace_back(name);
  return labels;
}

/// "labels: + OKR  - Division: Security": of a long list what comes and goes.
std::string label_line(const std::string& before, const std::string& after) {
  const auto old = labels_in(before);
  const auto wanted = labels_in(after);
  std::vector<std::string> moves;
  const auto add = [&](char sign, const auto& from, const auto& present) {
    for (const std::string& label : from)
      if (std::ranges::find(present, label) == present.end())
        moves.push_back(fmt::format("{} {}", sign, base::strip_controls(label)));
  };
  add('+', wanted, old);
  add('-', old, wanted);
  return "labels: " + base::join(moves, "  ");
}

/// "title: old -> new" for every field that differs.
std::vector<std::string> field_lines(const Change& change) {
  std::vector<std::string> lines;
  const ByName old(change.before);
  const ByName wanted(change.after);
  for (const auto& [name, value] : change.after) {
    const auto* before = old.find(name);
    if (before != nullptr && *before == value) continue;
    if (before != nullptr && name == "labels") {
      lines.push_back(label_line(*before, value));
      continue;
    }
    lines.push_back(before != nullptr && !before->empty()
                        ? fmt::format("{}: {} -> {}", name, shown(*before), shown(value))
                        : fmt::format("{}: {}", name, shown(value)));
  }
  for (const auto& [name, value] : change.before)
    if (wanted.find(name) == nullptr) lines.push_back(fmt::format("{}: {} -> (none)", name, shown(value)));
  for (const auto& [name, value] : change.payload_tells)
    if (wanted.find(name) == nullptr) lines.push_back(fmt::format("{}: {}", name, shown(value)));
  return lines;
}

Json fields_json(const tracker::Fields& fields) {
  // Put at the end unseen: a look for each name takes half a minute for a file of many lines.
  Json::object_t object;
  for (const auto& [name, value] : fields) object.emplace_back(name, value);
  return Json(std::move(object));
}

Tone tone_of(Gate::Result result) {
  switch (result) {
    case Gate::Result::passed:
      return Tone::good;
    case Gate::Result::failed:
      return Tone::bad;
    case Gate::Result::overridden:
      return Tone::caution;
  }
  return Tone::plain;
}

std::string gate_text(const Gate& gate, const Page& page) {
  constexpr std::size_t indent = 2;
  const std::string result{to_string(gate.result)};
  const std::string line =
      fmt::format("gate {}: {} ({} checked)", base::strip_controls(gate.gate), result, gate.checked);
  std::string text = wrap_indented(line, page.width, indent).substr(indent);
  // Painted once the lines are broken; the result is the last word that reads so.
  text.replace(text.rfind(result), result.size(), page.style.paint(tone_of(gate.result), result));
  if (!gate.detail.empty()) text += wrap_indented(base::strip_controls(gate.detail), page.width, 2);
  return text;
}

std::string left_out_text(const LeftOut& left, const Page& page) {
  constexpr std::string_view word = "left out";
  const std::string line =
      base::strip_controls(fmt::format("{}  {}: {} ({})", word, left.subject, left.what, left.rule));
  const std::string text = wrap_indented(line, page.width, 2).substr(2);
  return page.style.paint(Tone::caution, std::string(word)) + text.substr(word.size());
}

}  // namespace

std::string changes_text(const ChangeSet& set, const Page& page, const PlanReport& report) {
  std::string text;
  for (const auto& gate : report.gates) text += gate_text(gate, page);
  for (const auto& left : report.left_out) text += left_out_text(left, page);
  if (!text.empty() && !set.changes.empty()) text += '\n';
  const bool applied = was_applied(set);
  std::size_t column = 0;
  for (const auto& change : set.changes) column = std::max(column, word_of(change, applied).size());
  for (const auto& change : set.changes) {
    const auto word = word_of(change, applied);
    text += page.style.paint(tone_of(change), word) + std::string(column - word.size() + 2, ' ') + name_of(change);
    // On the local tracker an issue is named by its address.
    if (!change.url.empty() && change.url != change.name) text += "  " + base::strip_controls(change.url);
    text += '\n';
    for (const auto& warning : change.warnings)
      text += wrap_indented("Warning: " + base::strip_controls(warning), page.width, column + 4);
    if (applied) continue;
    for (const auto& line : field_lines(change)) text += wrap_indented(line, page.width, column + 4);
  }
  return text;
}

std::string changes_markdown(const ChangeSet& set, const PlanReport& report) {
  std::string text;
  for (const auto& gate : report.gates)
    text += fmt::format("- Gate {}: **{}** ({} checked)\n", gate.gate, to_string(gate.result), gate.checked);
  for (const auto& left : report.left_out)
    text +=
        fmt::format("- **left out** {}: {} ({})\n", markdown_text(left.subject), markdown_text(left.what), left.rule);
  const bool applied = was_applied(set);
  for (const auto& change : set.changes) {
    text += fmt::format("- **{}** {}", word_of(change, applied), name_of(change));
    if (!change.url.empty() && change.url != change.name) text += fmt::format(" ({})", change.url);
    text += '\n';
    for (const auto& warning : change.warnings) text += fmt::format("  - Warning: {}\n", warning);
    if (applied) continue;
    for (const auto& line : field_lines(change)) text += fmt::format("  - {}\n", line);
  }
  return text.empty() ? "Nothing to do.\n" : text;
}

Json changes_json(const ChangeSet& set, const PlanReport& report) {
  Json json;
  json["quarter"] = set.quarter;
  json["checksum"] = set.checksum();
  json.update(base::json_of(report));
  json["changes"] = Json::array();
  for (const auto& change : set.changes) {
    Json row;
    row["action"] = std::string{change.action()};
    row["subject"] = change.subject;
    put_if(row, "name", change.name);
    if (!change.before.empty()) row["before"] = fields_json(change.before);
    if (!change.after.empty()) row["after"] = fields_json(change.after);
    if (!change.payload_tells.empty()) row["writes"] = fields_json(change.payload_tells);
    if (change.outcome) row["outcome"] = std::string{to_string(*change.outcome)};
    put_if(row, "url", change.url);
    if (!change.warnings.empty()) row["warnings"] = change.warnings;
    json["changes"].push_back(std::move(row));
  }
  return json;
}

Json told_changes_json(const ToldChanges& told) {
  Json json = changes_json(told.set, told.report);
  json["checksum"] = told.checksum;
  return json;
}

std::string changes_summary(const ChangeSet& set) {
  std::map<std::pair<int, std::string_view>, std::size_t> sums;
  for (const auto& change : set.changes) ++sums[{change.words().place, change.words().to_do}];
  std::vector<std::string> parts;
  for (const auto& [word, number] : sums) parts.push_back(fmt::format("{} to {}", number, word.second));
  return parts.empty() ? "nothing" : base::join(parts, ", ");
}

}  // namespace secokr::render
