#include <catch2/catch.hpp>

#include "render/changes.hpp"

using namespace secokr::render;
using namespace secokr::tracker;
using secokr::Gate;

namespace {

const secokr::PlanReport one_gate{.gates = {{.gate = "rules", .checked = 5, .result = Gate::Result::passed}}};

ChangeSet sample() {
  ChangeSet set{.quarter = "FY28-Q1"};
  set.changes.push_back({.subject = "kr:1",
                         .name = "Red Team/KR1",
                         .after = {{"title", "New"}, {"description", "a\nb\n"}},
                         .payload = CreateIssue{}});
  set.changes.push_back({.subject = "kr:2",
                         .name = "Red Team/KR2",
                         .before = {{"title", "Old"}, {"due", "2027-01-01"}},
                         .after = {{"title", "New"}},
                         .payload = EditIssue{}});
  return set;
}

}  // namespace

TEST_CASE("A plan lists its gates, changes and the fields that differ", "[render]") {
  CHECK(changes_text(sample(), {}, one_gate) ==
        "gate rules: passed (5 checked)\n"
        "\n"
        "create  Red Team/KR1\n"
        "          title: New\n"
        "          description: (2 lines)\n"
        "edit    Red Team/KR2\n"
        "          title: Old -> New\n"
        "          due: 2027-01-01 -> (none)\n");
  CHECK(changes_markdown(sample(), one_gate) ==
        "- Gate rules: **passed** (5 checked)\n"
        "- **create** Red Team/KR1\n"
        "  - title: New\n"
        "  - description: (2 lines)\n"
        "- **edit** Red Team/KR2\n"
        "  - title: Old -> New\n"
        "  - due: 2027-01-01 -> (none)\n");
  CHECK(changes_summary(sample()) == "1 to create, 1 to edit");
  CHECK(changes_summary({}) == "nothing");
}

TEST_CASE("Of an issue's labels those that come and go are shown; JSON has them all", "[render]") {
  struct Row {
    std::string before, after, line;
  };
  const std::vector<Row> rows = {
      {"Division: Security, OKR, other", "FY28-Q1, OKR, division::Security, other",
       "labels: + FY28-Q1  + division::Security  - Division: Security"},
      {"", "OKR", "labels: + OKR"},
      {"OKR", "", "labels: - OKR"},
      {"a, b", "b\x1b[31m, a", "labels: + b[31m  - b"},
  };
  for (const Row& row : rows) {
    INFO(row.line);
    ChangeSet set;
    set.changes.push_back({.subject = "kr:1",
                           .name = "#12",
                           .before = {{"labels", row.before}},
                           .after = {{"labels", row.after}},
                           .payload = EditIssue{}});
    CHECK(changes_text(set, {}) == "edit  #12\n        " + row.line + "\n");
    CHECK(changes_markdown(set) == "- **edit** #12\n  - " + row.line + "\n");
    CHECK(changes_json(set)["changes"][0]["before"]["labels"] == row.before);
    CHECK(changes_json(set)["changes"][0]["after"]["labels"] == row.after);
  }
  ChangeSet created;
  created.changes.push_back({.subject = "kr:1", .after = {{"labels", "a, b"}}, .payload = CreateIssue{}});
  CHECK(changes_text(created, {}) == "create  kr:1\n          labels: a, b\n");
}

TEST_CASE("What was applied says how it ended, also what was not tried", "[render]") {
  auto set = sample();
  set.changes[0].outcome = Outcome::failed;
  CHECK(changes_text(set, {}, one_gate) ==
        "gate rules: passed (5 checked)\n"
        "\n"
        "create failed   Red Team/KR1\n"
        "edit not tried  Red Team/KR2\n");
}

TEST_CASE("What the tracker did not keep is told with the change", "[render]") {
  auto set = sample();
  set.changes[0].outcome = Outcome::done;
  set.changes[0].warnings = {"the tracker did not keep: assignee @\x1b[31mred"};
  CHECK(changes_text(set, {}).find("created         Red Team/KR1\n"
                                   "                  Warning: the tracker did not keep: assignee @") !=
        std::string::npos);
  CHECK(changes_text(set, {}).find('\x1b') == std::string::npos);
  CHECK(changes_markdown(set).find("  - Warning: the tracker did not keep") != std::string::npos);
  CHECK(changes_json(set)["changes"][0]["warnings"].size() == 1);
  CHECK_FALSE(changes_json(set)["changes"][1].contains("warnings"));
}

TEST_CASE("A plan's JSON has neither outcomes nor URLs; a result's has", "[render]") {
  auto set = sample();
  auto json = changes_json(set, one_gate);
  CHECK(json["checksum"].get<std::string>().size() == 64);
  CHECK(json["gates"][0]["result"] == "passed");
  CHECK(json["changes"][1]["before"]["title"] == "Old");
  CHECK_FALSE(json["changes"][0].contains("outcome"));
  set.changes[0].outcome = Outcome::done;
  set.changes[0].url = "local:1";
  json = changes_json(set);
  CHECK(json["changes"][0]["outcome"] == "done");
  CHECK(json["changes"][0]["url"] == "local:1");
}
