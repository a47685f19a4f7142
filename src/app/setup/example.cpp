#include "app/setup/example.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/setup/new_texts.hpp"
#include "base/file.hpp"
#include "documents/objective/document.hpp"
#include "workspace/proposal.hpp"

namespace secokr::app {

namespace {

constexpr std::array<std::string_view, 5> k_objectives{"security-training", "vulnerability-remediation",
                                                       "credential-rotation", "insider-threat", "supplier-assurance"};
constexpr int k_ids = 18;  // five objectives and thirteen KRs

/// The anonymous Gregorian rule for Easter, less two days.
Day good_friday(int year) {
  const int a = year % 19, b = year / 100, c = year % 100;
  const int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
  const int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
  return Day{date::year{year} / (f / 31) / (f % 31 + 1)} - days{2};
}

TemplateValues example_values(const InitRequest& request, Quarter quarter) {
  PlanningCalendar calendar = request.calendar.planning();
  const auto closed = friday_holidays(calendar.fiscal.first_day(quarter), calendar.fiscal.last_day(quarter));
  calendar.closed_days = {closed.begin(), closed.end()};

  TemplateValues values = calendar_values(request.calendar);
  values["quarter"] = to_string(quarter);
  values["today"] = to_string(request.today);
  values["today_minus_7"] = to_string(request.today - days{7});
  values["today_minus_14"] = to_string(request.today - days{14});
  const auto weeks = calendar.weeks(quarter);
  for (std::size_t week = 0; week < weeks.size(); ++week)
    values[fmt::format("week_{}_friday", week + 1)] = to_string(calendar.due_day(weeks[week]));
  for (int id = 1; id <= k_ids; ++id) values[fmt::format("id_{}", id)] = request.ids();
  std::string list;
  for (const Day day : closed) list += (list.empty() ? "" : ", ") + to_string(day);
  values["closed_days"] = list;
  return values;
}

std::vector<std::string> ids_in(const std::string& text) {
  const auto document = documents::ObjectiveDocument::parse(text);
  std::vector<std::string> ids{document.objective().id};
  for (const KeyResult& key_result : document.objective().key_results) ids.push_back(key_result.id);
  return ids;
}

/// The text with the ids that it has on the disk, where an interrupted init wrote it: the rest of its files name them.
std::string with_ids_on_disk(const std::string& text, const std::filesystem::path& path) {
  const auto present = base::read_file(path);
  if (!present) return text;
  const auto fresh = ids_in(text);
  const auto known = ids_in(present->text);
  std::string same = text;
  for (std::size_t i = 0; i < fresh.size() && i < known.size(); ++i)
    if (const auto at = same.find(fresh[i]); at != std::string::npos) same.replace(at, fresh[i].size(), known[i]);
  return same == present->text ? same : text;
}

}  // namespace

std::vector<Day> friday_holidays(Day first_day, Day last_day) {
  using namespace date::literals;
  std::vector<Day> holidays;
  const auto first_year = date::year_month_day{first_day}.year(), last_year = date::year_month_day{last_day}.year();
  for (auto year = first_year; year <= last_year; ++year)
    for (const Day day : {Day{year / date::January / 1}, good_friday(static_cast<int>(year)), Day{year / date::May / 1},
                          Day{year / date::December / 25}})
      if (date::weekday{day} == date::Friday && first_day <= day && day <= last_day) holidays.push_back(day);
  return holidays;
}

Expected<std::vector<NewFile>> example_files(const InitRequest& request, Quarter quarter) {
  if (!request.areas.empty())
    return fail({.kind = ErrorKind::usage,
                 .what = "The example brings its own areas",
                 .help = "Leave out --area and --leader, or leave out --example"});
  const auto values = example_values(request, quarter);
  const std::filesystem::path okrs = std::filesystem::path("okrs") / to_string(quarter);
  std::vector<NewFile> files;
  workspace::Proposal proposal{.quarter = quarter};
  for (const std::string_view slug : k_objectives) {
    SECOKR_TRY(auto text, filled(fmt::format("init/example/okrs/{}.md", slug), values));
    text = with_ids_on_disk(text, request.folder / okrs / fmt::format("{}.md", slug));
    const Objective objective = documents::ObjectiveDocument::parse(text).objective();
    proposal.objectives.emplace(objective.id, objective);
    files.push_back({okrs / fmt::format("{}.md", slug), std::move(text)});
  }
  SECOKR_TRY(auto decisions, filled("init/example/okrs/decisions.md", values));
  files.push_back({okrs / "decisions.md", std::move(decisions)});
  SECOKR_TRY(auto priorities, filled("init/example/priorities.md", values));
  files.push_back({std::filesystem::path("okrs") / fiscal_year_name(quarter) / "priorities.md", std::move(priorities)});
  files.push_back({okrs / "proposal.json", workspace::render_proposal(proposal)});
  SECOKR_TRY(auto config, filled("init/example/secokr.toml", values));
  files.push_back({"secokr.toml", std::move(config)});
  return files;
}

}  // namespace secokr::app
