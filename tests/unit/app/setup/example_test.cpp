#include <date/date.h>
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>

#include "app/setup/example.hpp"
#include "app/setup/init.hpp"
#include "config/config.hpp"
#include "documents/objective/document.hpp"
#include "domain/rules/rules.hpp"
#include "support/temporary_folder.hpp"
#include "workspace/decisions.hpp"
#include "workspace/proposal.hpp"

using namespace secokr;
using namespace date::literals;

namespace {

base::IdSource counting_ids() {
  return [id = 0]() mutable { return fmt::format("{:016x}", ++id); };
}

app::InitRequest example_on(Day today, app::NewCalendar calendar = {}) {
  return {
      .folder = "/nowhere", .calendar = std::move(calendar), .example = true, .today = today, .ids = counting_ids()};
}

std::map<std::string, std::string> texts_of(const std::vector<app::NewFile>& files) {
  std::map<std::string, std::string> texts;
  for (const auto& file : files) texts.emplace(file.path.generic_string(), file.text);
  return texts;
}

/// The example as `draft check` would see it, from the texts alone.
PlanUnderReview plan_of(const std::map<std::string, std::string>& texts, Quarter quarter,
                        const config::Config& config) {
  PlanUnderReview plan{.quarter = quarter,
                       .org = config.org,
                       .calendar = config.calendar,
                       .limits = config.limits,
                       .top5_risks = config.top5_risks};
  const std::string folder = "okrs/" + to_string(quarter) + "/";
  for (const auto& [path, text] : texts) {
    if (!path.starts_with(folder) || !path.ends_with(".md") || path.ends_with("decisions.md")) continue;
    const auto document = documents::ObjectiveDocument::parse(text);
    for (const auto& problem : document.problems()) FAIL_CHECK(path << ":" << problem.line << " " << problem.message);
    plan.objectives.push_back({path, document.objective()});
  }
  const auto record = workspace::parse_record(texts.at(folder + "decisions.md"));
  CHECK(record.other_lines.empty());
  plan.business_as_usual = workspace::business_as_usual(record.decisions);
  const auto proposal = workspace::parse_proposal(texts.at(folder + "proposal.json"), "proposal.json");
  REQUIRE(proposal.has_value());
  CHECK(proposal->quarter == quarter);
  plan.proposal = proposal->objectives;
  return plan;
}

config::Config config_of(const std::string& text) {
  const test::TemporaryFolder folder;
  test::write(folder / "secokr.toml", text);
  auto config = config::load({.workspace_file = folder / "secokr.toml"});
  if (!config)
    for (const auto& note : config.error().notes) UNSCOPED_INFO(note.line.value_or(0) << ": " << note.expected);
  REQUIRE(config.has_value());
  return *std::move(config);
}

void check_dates(const PlanUnderReview& plan, Day today) {
  const auto& fiscal = plan.calendar.fiscal;
  for (const auto& planned : plan.objectives)
    for (const auto& key_result : planned.objective.key_results) {
      Day last{};
      for (const auto& milestone : key_result.milestones) {
        REQUIRE(milestone.due.has_value());
        CHECK(*milestone.due >= fiscal.first_day(plan.quarter));
        CHECK(*milestone.due <= fiscal.last_day(plan.quarter));
        CHECK(*milestone.due > last);
        CHECK(plan.calendar.due_day(monday_of(*milestone.due)) == *milestone.due);
        last = *milestone.due;
      }
      for (const auto& dependency : key_result.dependencies)
        for (const auto& event : dependency.events) CHECK(event.on <= today);
    }
}

void check_example(Day today, const app::NewCalendar& calendar) {
  CAPTURE(to_string(today), to_string(calendar.counting), calendar.first_month);
  const auto quarter = app::planning_quarter(calendar, today);
  REQUIRE(quarter.has_value());
  const auto files = app::example_files(example_on(today, calendar), *quarter);
  REQUIRE(files.has_value());
  const auto texts = texts_of(*files);
  const auto config = config_of(texts.at("secokr.toml"));
  CHECK(config.calendar.counting == calendar.counting);
  CHECK(config.calendar.fiscal.first_month == calendar.first_month);
  const auto plan = plan_of(texts, *quarter, config);
  CHECK(plan.objectives.size() == 5);
  // Neither errors nor warnings, and no notes. An earlier stage gives the same findings at most, as notes.
  for (const auto& finding : check_plan(plan, Stage::final))
    FAIL_CHECK(to_string(finding.rule) << " " << finding.subject << ": " << finding.message);
  check_dates(plan, today);
}

}  // namespace

TEST_CASE("the example passes every rule at every stage, whatever quarter is planned") {
  for (int year = 2024; year <= 2032; ++year)
    for (unsigned month = 1; month <= 12; ++month)
      for (const auto counting : {Counting::literal, Counting::published})
        check_example(date::year{year} / date::month{month} / 1, {.counting = counting});
}

TEST_CASE("the example passes in a fiscal year of any first month, on any day of a quarter") {
  for (unsigned first_month = 1; first_month <= 12; ++first_month)
    for (const Day today : {Day{2027_y / 1 / 31}, Day{2027_y / 2 / 28}, Day{2028_y / 2 / 29}, Day{2028_y / 7 / 16}})
      check_example(today, {.first_month = first_month, .timezone = "Europe/Berlin"});
}

TEST_CASE("the example is the division that the tour needs") {
  const Day today = 2026_y / 11 / 22;
  const Quarter quarter{2028, 1};
  const auto texts = texts_of(*app::example_files(example_on(today), quarter));
  const auto config = config_of(texts.at("secokr.toml"));
  const auto plan = plan_of(texts, quarter, config);

  CHECK(config.org.areas.size() >= 4);
  std::set<Level> levels;
  for (const auto& person : config.org.people) levels.insert(person.level);
  CHECK(levels.size() == 7);
  CHECK(std::ranges::count(config.org.teams, true, &Team::external) >= 2);
  CHECK(config.tracker.kind == config::TrackerKind::local);
  CHECK(plan.business_as_usual.size() == 1);
  CHECK(texts.contains("okrs/FY28/priorities.md"));

  std::map<Priority, int> priorities;
  std::set<std::string> ids;
  int confidential = 0;
  std::size_t key_results = 0;
  for (const auto& [path, objective] : plan.objectives) {
    CHECK(objective.status == ObjectiveStatus::included);
    REQUIRE(objective.priority.has_value());
    ++priorities[*objective.priority];
    confidential += objective.confidential ? 1 : 0;
    ids.insert(objective.id);
    for (const auto& key_result : objective.key_results) ids.insert(key_result.id);
    key_results += objective.key_results.size();
    CHECK(plan.proposal.contains(objective.id));
    CHECK(path == "okrs/FY28-Q1/" + std::filesystem::path(path).filename().string());
  }
  CHECK(priorities == std::map<Priority, int>{{Priority::p0, 1}, {Priority::p1, 3}, {Priority::p2, 1}});
  CHECK(confidential == 1);
  CHECK(key_results == 13);
  CHECK(ids.size() == 18);
  CHECK_FALSE(ids.contains(""));
  CHECK(config.calendar.closed_days == std::set<Day>{2027_y / 3 / 26});
  CHECK(stage_on(config.calendar, quarter, today) == Stage::always);
  for (const Stage stage : {Stage::always, Stage::objectives, Stage::proposal}) CHECK(check_plan(plan, stage).empty());
}

TEST_CASE("the rules do find what is taken out of the example") {
  const auto texts = texts_of(*app::example_files(example_on(2026_y / 11 / 22), {2028, 1}));
  auto plan = plan_of(texts, {2028, 1}, config_of(texts.at("secokr.toml")));
  plan.business_as_usual.clear();
  const auto findings = check_plan(plan, Stage::final);
  REQUIRE(findings.size() == 1);
  CHECK(findings.front().rule == Rule::O3);
  CHECK(findings.front().subject == "CorpSec");
}

TEST_CASE("the holidays of a quarter that fall on a Friday") {
  struct Case {
    Day first, last;
    std::vector<Day> holidays;
  };
  // Easter Sundays: 2024-03-31, 2025-04-20, 2027-03-28, 2038-04-25 (the latest there is), 2285-03-22 (the earliest).
  const auto [first, last, holidays] = GENERATE(
      Case{2027_y / 2 / 1, 2027_y / 4 / 30, {2027_y / 3 / 26}},
      Case{2024_y / 2 / 1, 2024_y / 4 / 30, {2024_y / 3 / 29}},
      Case{2025_y / 4 / 1, 2025_y / 6 / 30, {2025_y / 4 / 18}},
      Case{2038_y / 2 / 1, 2038_y / 4 / 30, {2038_y / 4 / 23}},
      Case{2285_y / 2 / 1, 2285_y / 4 / 30, {2285_y / 3 / 20}}, Case{2026_y / 5 / 1, 2026_y / 7 / 31, {2026_y / 5 / 1}},
      Case{2026_y / 11 / 1, 2027_y / 1 / 31, {2026_y / 12 / 25, 2027_y / 1 / 1}},
      Case{2027_y / 8 / 1, 2027_y / 10 / 31, {}});
  CAPTURE(to_string(first));
  CHECK(app::friday_holidays(first, last) == holidays);
}

TEST_CASE("the example has no room for areas of one's own") {
  auto request = example_on(2026_y / 11 / 22);
  request.areas = {{"ProdSec", "prodsec-director"}};
  const auto files = app::example_files(request, {2028, 1});
  REQUIRE_FALSE(files.has_value());
  CHECK(files.error().kind == ErrorKind::usage);
}
