#include <catch2/catch.hpp>

#include "domain/views/capacity_report.hpp"

using namespace secokr;

TEST_CASE("D5: a decline counts once, wherever and however often it stands") {
  struct Said {
    std::string key_result, team, reason;
    int on = 12;
  };
  const auto list = [](const std::vector<Said>& said, bool on_record) {
    std::vector<RecordedDecline> declines;
    for (const Said& each : said)
      declines.push_back({.on = Day{date::year{2027} / 1 / each.on},
                          .team = each.team,
                          .key_result = each.key_result,
                          .decline_class = DeclineClass::no_capacity,
                          .reason = each.reason,
                          .on_record = on_record});
    return declines;
  };
  const Said data{"A/KR1", "Data", "hiring freeze"};
  struct Case {
    const char* name;
    std::vector<Said> record;
    std::vector<std::vector<Said>> answers;
    std::size_t all;
  };
  const std::vector<Case> cases{
      {"on the record alone", {data}, {}, 1},
      {"in a file alone", {}, {{data}}, 1},
      {"everywhere", {data}, {{data}, {data}, {data}}, 1},
      {"in a file and on an issue", {}, {{data}, {}, {data}}, 1},
      {"another case and white space", {data}, {{{"a/kr1", "data", "Hiring  freeze"}}}, 1},
      {"twice in one place", {data}, {{data, data}}, 2},
      {"another day", {data}, {{{"A/KR1", "Data", "hiring freeze", 13}}}, 2},
      {"another reason", {data}, {{{"A/KR1", "Data", "no budget"}}}, 2},
      {"another team", {data}, {{{"A/KR1", "IT", "hiring freeze"}}}, 2},
      {"numbered anew", {data}, {{{"A/KR2", "Data", "hiring freeze"}}}, 1},
      {"two key results of an objective", {data}, {{data, {"A/KR2", "Data", "hiring freeze"}}}, 2},
      {"another objective", {data}, {{{"B/KR1", "Data", "hiring freeze"}}}, 2},
      {"two numbers exchanged",
       {data, {"A/KR2", "Data", "hiring freeze"}},
       {{{"A/KR2", "Data", "hiring freeze"}, data}},
       2},
  };
  for (const Case& each : cases) {
    INFO(each.name);
    std::vector<std::vector<RecordedDecline>> answers;
    for (const auto& place : each.answers) answers.push_back(list(place, false));
    CHECK(with_answers(list(each.record, true), answers).size() == each.all);
  }
}

TEST_CASE("Declines are counted by quarter, team and class") {
  const Quarter first = *parse_quarter("FY28-Q1");
  const Quarter second = *parse_quarter("FY28-Q2");
  const auto decline = [](Quarter quarter, std::string team, DeclineClass why) {
    return RecordedDecline{.quarter = quarter, .team = std::move(team), .decline_class = why};
  };
  const CapacityReport report{
      .quarters = {first, second},
      .declines = {decline(first, "Legal", DeclineClass::priority), decline(first, "Data", DeclineClass::no_capacity),
                   decline(second, "Data", DeclineClass::no_capacity), decline(second, "IT", DeclineClass::no_capacity),
                   decline(second, "data", DeclineClass::no_capacity)}};
  CHECK(report.count(DeclineClass::no_capacity) == 4);
  CHECK(report.count(DeclineClass::scope) == 0);
  std::vector<std::string> lines;
  for (const CapacityLine& line : lines_of(report))
    lines.push_back(to_string(line.quarter) + " " + line.team + " " +
                    std::to_string(line.count(DeclineClass::no_capacity)) + "/" +
                    std::to_string(line.count(DeclineClass::priority)));
  CHECK(lines ==
        std::vector<std::string>{"FY28-Q1 Data 1/0", "FY28-Q1 Legal 0/1", "FY28-Q2 Data 2/0", "FY28-Q2 IT 1/0"});
}
