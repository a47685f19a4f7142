#include "workspace/decisions.hpp"

#include <secokr/rule.hpp>

#include <algorithm>
#include <array>

#include "base/file.hpp"
#include "base/text.hpp"
#include "documents/grammar/lines.hpp"

namespace secokr::workspace {

namespace {

constexpr std::string_view separator = " · ";
constexpr std::string_view dot = "·";
constexpr std::string_view override_prefix = "override ";

/// In the order of Decided.
constexpr std::array<std::pair<Rule, std::string_view>, 8> k_decided{{{Rule::O3, "business as usual"},
                                                                      {Rule::P5, "excluded"},
                                                                      {Rule::D3, "dropped"},
                                                                      {Rule::D3, "excluded"},
                                                                      {Rule::D3, "re-scoped"},
                                                                      {Rule::K2, "renumbered"},
                                                                      {Rule::F4, ""},
                                                                      {Rule::F5, ""}}};

/// One line without a lone dot, so that it reads back as one part.
std::string part_of(std::string_view text) {
  std::string line{text};
  std::ranges::replace_if(line, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  std::vector<std::string> words;
  for (const std::string_view word : base::split(line, ' '))
    if (!word.empty() && word != dot) words.emplace_back(word);
  return base::join(words, " ");
}

std::vector<std::string> parts_of(std::string_view line) {
  std::vector<std::string> parts;
  while (true) {
    const auto end = line.find(separator);
    parts.emplace_back(base::trim(line.substr(0, end)));
    if (end == std::string_view::npos) return parts;
    line.remove_prefix(end + separator.size());
  }
}

bool is_comment(const documents::Line& line) {
  return line.opaque && (line.inside || documents::BlockFinder::opens_comment(line.text)) &&
         !line.text.starts_with("- ");
}

bool is_rule(std::string_view text) {
  if (parse_rule(text)) return true;
  if (!text.starts_with(override_prefix)) return false;
  text.remove_prefix(override_prefix.size());
  return text == "brake" || parse_rule(text).has_value();
}

}  // namespace

std::string render_decision(const Decision& decision) {
  std::vector<std::string> parts{"- " + secokr::to_string(decision.on), part_of(decision.rule),
                                 part_of(decision.subject)};
  for (const std::string& detail : decision.details)
    if (std::string part = part_of(detail); !part.empty()) parts.push_back(std::move(part));
  const std::string reason = part_of(decision.reason);
  parts.push_back(reason.empty() ? "no reason given" : reason);
  parts.push_back("by @" + part_of(decision.by));
  return base::join(parts, separator);
}

std::optional<Decision> parse_decision(std::string_view line) {
  line = base::trim(line);
  const bool has_bullet =
      line.size() > 2 && std::string_view("-*+").find(line[0]) != std::string_view::npos && line[1] == ' ';
  if (!has_bullet) return std::nullopt;
  const std::vector<std::string> parts = parts_of(base::trim(line.substr(2)));
  constexpr std::size_t fewest = 5;  // date, rule, subject, reason, by
  if (parts.size() < fewest) return std::nullopt;
  const auto on = parse_day(parts[0]);
  constexpr std::string_view by = "by @";
  if (!on || !is_rule(parts[1]) || !parts.back().starts_with(by) || parts.back().size() == by.size())
    return std::nullopt;
  Decision decision{*on, parts[1], parts[2], {}, parts[parts.size() - 2], parts.back().substr(by.size())};
  decision.details.assign(parts.begin() + 3, parts.end() - 2);
  return decision;
}

Record parse_record(std::string_view text) {
  Record record;
  const std::vector<documents::Line> lines = documents::lines_of(text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const documents::Line& line = lines[i];
    // A heading, and what people put into comments, is no decision.
    if (line.blank() || documents::heading_of(line.text).level > 0 || is_comment(line)) continue;
    if (const auto decision = parse_decision(line.text)) {
      if (std::ranges::find(record.decisions, *decision) == record.decisions.end())
        record.decisions.push_back(*decision);
    } else {
      record.other_lines.emplace_back(i + 1, base::trim_right(line.text));
    }
  }
  return record;
}

Expected<std::vector<Decision>> read_decisions(const Workspace& workspace, Quarter quarter) {
  const auto path = workspace.decisions(quarter);
  SECOKR_TRY(const auto file, workspace.read(path));
  return file ? parse_record(file->text).decisions : std::vector<Decision>{};
}

tracker::Change append_change(const Workspace& workspace, Quarter quarter, const Decision& decision) {
  const std::string path = workspace.relative(workspace.decisions(quarter));
  const std::string line = render_decision(decision);
  tracker::Change change;
  change.subject = "record:" + path;
  change.name = path;
  change.after = {{"line", line}};
  tracker::AppendRecord append;
  append.path = path;
  append.line = line;
  append.heading = "# Decisions of " + to_string(quarter);
  change.payload = std::move(append);
  return change;
}

Decision decision_of(Decided what, Decision rest) {
  const auto& [rule, word] = k_decided.at(static_cast<std::size_t>(what));
  rest.rule = secokr::to_string(rule);
  if (!word.empty()) rest.details.insert(rest.details.begin(), std::string(word));
  return rest;
}

bool says(const Decision& decision, Decided what) {
  const auto& [rule, word] = k_decided.at(static_cast<std::size_t>(what));
  return decision.rule == secokr::to_string(rule) &&
         (word.empty() || (!decision.details.empty() && base::equals_folded(decision.details.front(), word)));
}

std::map<std::string, std::string> business_as_usual(const std::vector<Decision>& decisions) {
  std::map<std::string, std::string> declared;
  for (const Decision& decision : decisions)
    if (says(decision, Decided::business_as_usual)) declared[decision.subject] = decision.reason;
  return declared;
}

Decision decline_decision(const RecordedAnswer& decline, Decision rest) {
  rest.rule = secokr::to_string(decline.decline_class == DeclineClass::no_capacity ? Rule::D5 : Rule::D3);
  rest.details = {decline.team + " (@" + decline.manager + ")", std::string(to_string(decline.decline_class))};
  return rest;
}

std::optional<RecordedAnswer> parse_decline(const Decision& decision) {
  const bool is_decline = decision.rule == secokr::to_string(Rule::D5) || decision.rule == secokr::to_string(Rule::D3);
  if (!is_decline || decision.details.size() != 2) return std::nullopt;
  const std::string& who = decision.details.front();
  const auto open = who.rfind(" (@");
  const auto decline_class = parse_decline_class(decision.details.back());
  if (open == std::string::npos || !who.ends_with(')') || !decline_class) return std::nullopt;
  constexpr std::size_t mark = 3;
  return RecordedAnswer{who.substr(0, open), who.substr(open + mark, who.size() - open - mark - 1), *decline_class};
}

std::vector<Decision> overrides(const std::vector<Decision>& decisions) {
  std::vector<Decision> found;
  for (Decision decision : decisions) {
    if (!decision.rule.starts_with(override_prefix)) continue;
    decision.rule.erase(0, override_prefix.size());
    found.push_back(std::move(decision));
  }
  return found;
}

}  // namespace secokr::workspace
