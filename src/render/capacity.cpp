#include "render/capacity.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"
#include "render/core/findings.hpp"
#include "render/core/markdown.hpp"
#include "render/core/table.hpp"
#include "render/core/wrap.hpp"

namespace secokr::render {
namespace {

constexpr std::array all_classes{DeclineClass::no_capacity, DeclineClass::priority, DeclineClass::scope,
                                 DeclineClass::other};

std::string json_name(DeclineClass decline_class) {
  std::string name(to_string(decline_class));
  std::ranges::replace(name, ' ', '_');
  return name;
}

std::string quarters_of(const CapacityReport& report) {
  if (report.quarters.empty()) return "no quarter";
  const std::string first = to_string(report.quarters.front());
  return report.quarters.size() == 1 ? first : fmt::format("{} to {}", first, to_string(report.quarters.back()));
}

std::string sum_of(const CapacityReport& report) {
  if (report.declines.empty()) return "No team declined a dependency";
  std::vector<std::string> parts;
  for (const DeclineClass each : all_classes)
    if (const auto number = report.count(each); number > 0)
      parts.push_back(fmt::format("{} {}", number, to_string(each)));
  const auto by_hand = std::ranges::count(report.declines, false, &RecordedDecline::on_record);
  return fmt::format("{}: {}{}", counted(report.declines.size(), "decline"), base::join(parts, ", "),
                     by_hand > 0 ? fmt::format("; {} not on the record, written as an answer by hand", by_hand) : "");
}

std::string area_of(const std::string& area) { return area.empty() ? "-" : area; }

Table sums_table(const CapacityReport& report) {
  Table table(
      {{"Quarter"}, {"Team"}, {"Area"}, {"No capacity", true}, {"Priority", true}, {"Scope", true}, {"Other", true}});
  for (const CapacityLine& line : lines_of(report)) {
    std::vector<Cell> cells{to_string(line.quarter), {line.team, Tone::strong}, area_of(line.area)};
    for (const DeclineClass each : all_classes) cells.emplace_back(std::to_string(line.count(each)));
    table.add_row(std::move(cells));
  }
  return table;
}

std::string decline_lines(const RecordedDecline& decline, const Page& page) {
  const std::string head = fmt::format("{}  {}: {} (@{}): {}", to_string(decline.on), decline.key_result, decline.team,
                                       decline.manager, to_string(decline.decline_class));
  return wrap_indented(base::strip_controls(head), page.width, 0) +
         wrap_indented(base::strip_controls(decline.reason), page.width, 2);
}

}  // namespace

std::string capacity_text(const CapacityReport& report, const Page& page) {
  std::string text = quarters_of(report) + " · declined dependencies\n\n";
  if (report.declines.empty()) return text + sum_of(report) + '\n';
  text += sums_table(report).to_text(page) + '\n';
  for (const RecordedDecline& decline : report.declines) text += decline_lines(decline, page);
  return text + '\n' + sum_of(report) + '\n';
}

std::string capacity_markdown(const CapacityReport& report) {
  std::string text = fmt::format("## Declined dependencies, {}\n\n", quarters_of(report));
  if (report.declines.empty()) return text + sum_of(report) + ".\n";
  text += markdown_row({"Quarter", "Team", "Area", "No capacity", "Priority", "Scope", "Other"});
  text += markdown_row({"---", "---", "---", "--:", "--:", "--:", "--:"});
  for (const CapacityLine& line : lines_of(report)) {
    std::vector<std::string> cells{to_string(line.quarter), markdown_text(line.team),
                                   markdown_text(area_of(line.area))};
    for (const DeclineClass each : all_classes) cells.push_back(std::to_string(line.count(each)));
    text += markdown_row(cells);
  }
  text += '\n' + markdown_row({"Date", "Key result", "Team", "Manager", "Class", "Reason"});
  text += markdown_row({"---", "---", "---", "---", "---", "---"});
  for (const RecordedDecline& decline : report.declines)
    text += markdown_row({to_string(decline.on), markdown_text(decline.key_result), markdown_text(decline.team),
                          markdown_person(decline.manager), std::string(to_string(decline.decline_class)),
                          markdown_text(decline.reason)});
  return text + '\n' + sum_of(report) + ".\n";
}

Json capacity_json(const CapacityReport& report) {
  Json json;
  json["quarters"] = Json::array();
  for (const Quarter quarter : report.quarters) json["quarters"].push_back(to_string(quarter));
  json["no_capacity"] = report.count(DeclineClass::no_capacity);
  json["teams"] = Json::array();
  for (const CapacityLine& line : lines_of(report)) {
    Json row;
    row["quarter"] = to_string(line.quarter);
    row["team"] = line.team;
    put_if(row, "area", line.area);
    for (const DeclineClass each : all_classes) row[json_name(each)] = line.count(each);
    json["teams"].push_back(std::move(row));
  }
  json["declines"] = Json::array();
  for (const RecordedDecline& decline : report.declines) {
    Json row{{"quarter", to_string(decline.quarter)},
             {"on", to_string(decline.on)},
             {"key_result", decline.key_result},
             {"team", decline.team}};
    put_if(row, "area", decline.area);
    row["manager"] = decline.manager;
    row["class"] = json_name(decline.decline_class);
    row["reason"] = decline.reason;
    row["by"] = decline.by;
    row["on_record"] = decline.on_record;
    json["declines"].push_back(std::move(row));
  }
  return json;
}

}  // namespace secokr::render
