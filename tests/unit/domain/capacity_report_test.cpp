#include <catch2/catch.hpp>

#include <secokr/capacity_report.hpp>

using namespace secokr;

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
