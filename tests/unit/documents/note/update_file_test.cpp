#include "documents/note/update_file.hpp"

#include <catch2/catch.hpp>

using namespace secokr;
using namespace secokr::documents;

namespace {

const std::string two =
    "# Security Training/KR1\n\n## Weekly KR Update for the week starting on 2027-02-08\n\n"
    "Progress: 40% · Health: On Track\n\n## What was accomplished this week\n\n- enrolled Sales\n\n```\n# no "
    "heading\n```\n\n"
    "## What will be accomplished next week\n\n- enrol the rest\n\n"
    "# sec/kr2\n\n## Weekly KR Update for the week starting on YYYY-MM-DD\n\nProgress: % · Value: % · Health: At "
    "Risk\n\n"
    "Risk: no trainer\n";

}  // namespace

TEST_CASE("A file holds the updates of several key results") {
  const UpdateFile file = parse_update_file(two);
  REQUIRE(file.problems.empty());
  REQUIRE(file.updates.size() == 2);
  const FiledUpdate& first = file.updates[0];
  CHECK(first.name == "Security Training/KR1");
  CHECK(first.line == 1);
  CHECK(to_string(first.week.value()) == "2027-02-08");
  CHECK(first.progress == 40);
  CHECK(first.update.accomplished == "- enrolled Sales\n\n```\n# no heading\n```");
  CHECK(first.update.next == "- enrol the rest");
  const FiledUpdate& second = file.updates[1];
  CHECK(second.name == "sec/kr2");
  CHECK(second.line == 19);
  CHECK_FALSE(second.week);
  CHECK_FALSE(second.progress);
  CHECK_FALSE(second.update.value);
  CHECK(second.update.health == Health::at_risk);
  CHECK(second.update.risk == "no trainer");
}

TEST_CASE("A file of one note needs no name") {
  const UpdateFile file = parse_update_file(
      "\n## Weekly KR Update for the week of 2027-02-10\nStatus: :warning:\nPercentage complete: 12%\n");
  REQUIRE(file.problems.empty());
  REQUIRE(file.updates.size() == 1);
  CHECK(file.updates[0].name.empty());
  CHECK(to_string(file.updates[0].week.value()) == "2027-02-08");
  CHECK(file.updates[0].progress == 12);
}

TEST_CASE("What is no update is named with its line") {
  struct Case {
    std::string text;
    std::size_t line;
    std::string message;
  };
  const std::vector<Case> cases{
      {"", 1, "There is no weekly update"},
      {"just words\n", 1, "There is no weekly update"},
      {"hello\n\n" + two, 1, "above the first"},
      {two + "\n# Red Team/KR1\n\nnothing\n", 27, "\"Red Team/KR1\" has no weekly update"},
      {two + "\n# security training/kr1\n\n## Weekly update\n", 27, "stands there twice"},
  };
  for (const Case& each : cases) {
    INFO(each.text);
    const UpdateFile file = parse_update_file(each.text);
    REQUIRE(file.problems.size() == 1);
    CHECK(file.problems[0].line == each.line);
    CHECK_THAT(file.problems[0].message, Catch::Contains(each.message));
    CHECK(file.problems[0].rule == Rule::F1);
  }
}

TEST_CASE("A file that is not UTF-8 is refused at its line, wherever the bytes stand") {
  const std::vector<std::string> bytes{"\xf6", "\x93zebra\x94",    "\xed\xa0\x80", "\xc0\xaf",
                                       "\xff", "\xf4\x90\x80\x80", "\xe2\x82"};
  std::size_t line = 1;
  for (std::size_t at = 0; at <= two.size(); ++at) {
    const std::string& foreign = bytes[at % bytes.size()];
    std::string text = two;
    text.insert(at, foreign);
    // Between the bytes of one character they break that one as well, in the same line.
    const UpdateFile file = parse_update_file(text);
    INFO(at << ": " << text);
    REQUIRE(file.problems.size() == 1);
    CHECK(file.problems[0].line == line);
    CHECK(file.updates.empty());
    if (at < two.size() && two[at] == '\n') ++line;
  }
}

TEST_CASE("What an editor is given reads back as it was") {
  FiledUpdate known{.name = "Security Training/KR1", .week = parse_day("2027-02-08"), .progress = 57.1};
  known.update = {.value = 78,
                  .unit = "%",
                  .health = Health::needs_attention,
                  .milestones_at_risk = {1, 3},
                  .risk = "no trainer",
                  .accomplished = "- enrolled Sales",
                  .next = "- enrol the rest"};
  known.update.progress = 57.1;
  FiledUpdate open{.kind = "objective", .name = "Secure Pipeline", .week = parse_day("2027-02-08")};
  open.update.unit = "days";
  const std::string text = render_update_file({known, open});
  CHECK_THAT(text,
             Catch::Contains("# Secure Pipeline\n\n## Weekly Objective Update for the week starting on 2027-02-08\n\n"
                             "Progress: % · Value: days · Health:"));
  const UpdateFile file = parse_update_file(text);
  REQUIRE(file.problems.empty());
  REQUIRE(file.updates.size() == 2);
  CHECK(file.updates[0].progress == 57.1);
  CHECK(file.updates[0].update.value == 78);
  CHECK(file.updates[0].update.unit == "%");
  CHECK(file.updates[0].update.health == Health::needs_attention);
  CHECK(file.updates[0].update.milestones_at_risk == std::vector<int>{1, 3});
  CHECK(file.updates[0].update.risk == "no trainer");
  CHECK(file.updates[0].update.accomplished == "- enrolled Sales");
  CHECK_FALSE(file.updates[1].progress);
  CHECK_FALSE(file.updates[1].update.value);
  CHECK_FALSE(file.updates[1].update.health);
  CHECK(file.updates[1].update.next.empty());
}
