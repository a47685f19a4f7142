#include "documents/shapes/template_shapes.hpp"

#include <catch2/catch.hpp>

#include "documents/shapes/templates.hpp"

using namespace secokr;
using namespace secokr::documents;

namespace {

/// `K5 2`, `F1 7`: the rule and the line.
std::vector<std::string> named(const std::vector<Problem>& problems) {
  std::vector<std::string> lines;
  for (const Problem& problem : problems)
    lines.push_back(std::string(to_string(problem.rule)) + " " + std::to_string(problem.line));
  return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("An untouched template says nothing, and each of its placeholders is named with its line") {
  const auto objective = read_objective_shape(*embedded_template("objective-ally.md"));
  CHECK(objective.outcome.empty());
  CHECK(objective.security_roadmap.empty());
  CHECK(objective.budget.empty());
  CHECK(objective.dependencies.empty());
  CHECK(named(objective.problems) == Lines{"K5 2", "K5 4", "K5 6", "K5 7", "K5 8", "K5 10"});
  const auto key_result = read_key_result_shape(*embedded_template("key-result-gitlab.md"));
  CHECK(key_result.title.empty());
  CHECK(key_result.outcome.empty());
  CHECK(key_result.milestones.empty());
  CHECK(named(key_result.problems) == Lines{"K5 1", "K5 5", "K5 9", "K5 10"});
  for (const auto& problems : {objective.problems, key_result.problems})
    for (const Problem& problem : problems) CHECK(problem.severity == Severity::warning);
}

TEST_CASE("A filled-in Ally description") {
  const auto shape = read_objective_shape(
      "## objective: We find them,\r\n`as the strategy asks`\n\nand count.\n### Security "
      "Roadmap:\nadversary\nemulation\n"
      "### Dependencies:\n* [ ] windows (@infra)\n- [x] lures\nplain words\n## Budget: `1,000 USD`\n");
  CHECK(shape.outcome ==
        "We find them,\nas the strategy asks\n\nand count.\n\nDependencies:\n\n- windows (@infra)\n- lures\n- plain "
        "words");
  CHECK(shape.security_roadmap == "adversary emulation");
  CHECK(shape.budget == "1,000 USD");
  CHECK(shape.dependencies == Lines{"windows (@infra)", "lures", "plain words"});
  CHECK(shape.problems.empty());
}

TEST_CASE("What an Ally description cannot hold is named with its line and text") {
  const auto shape = read_objective_shape("above\n## Objective: x\n## Scope:\ny\n## Budget: 1\n## Budget: 2\n");
  CHECK(named(shape.problems) == Lines{"F1 1", "F1 3", "F1 6"});
  CHECK(shape.problems.front().text == "above");
  CHECK(shape.problems[1].expected == "one of the headings Objective, Security Roadmap, Dependencies, Budget");
  CHECK(read_objective_shape("").problems.empty());
}

TEST_CASE("The title part of an issue's title counts, in every spelling") {
  struct Case {
    std::string line;
    std::string title;
    std::string reference;
  };
  for (const Case& each :
       {Case{"`Issue Title: FY22 Q3 KR1 (Security Training) Achieve 90%`", "Achieve 90%", "Security Training"},
        Case{"Issue Title: FY28-Q1 KR# (Red Team) Run 3", "Run 3", "Red Team"},
        Case{"issue title: Run 3 (really)", "Run 3 (really)", ""}}) {
    INFO(each.line);
    const auto shape = read_key_result_shape(each.line + "\n");
    CHECK(shape.title == each.title);
    CHECK(shape.reference == each.reference);
    CHECK(shape.problems.empty());
  }
}

TEST_CASE("Milestones are read in either order of due date and DRI and numbered from 1") {
  const auto shape = read_key_result_shape(
      "## Ally OKR: https://app.ally.io/1\n## Objective:\nWe count.\n## Milestones\n"
      "- [x] Milestone 2: Description: `the plan; agreed` Due Date: `2027-02-12` DRI: `@a`\n"
      "- [ ] Milestone 3: Description: the second DRI: b Due: 2027-03-05\n"
      "- [ ] Milestone 4: Description: the third Due Date: `add here` DRI: `add here`\n"
      "- [ ] Milestone 5: Description: `add here` Due Date: `add here` DRI: `add here`\n"
      "- etc.\n");
  CHECK(shape.outcome == "We count.\n\nAlly OKR: https://app.ally.io/1");
  REQUIRE(shape.milestones.size() == 3);
  CHECK(render_milestone(shape.milestones[0]) ==
        "- [x] Milestone 1: Description: the plan; agreed DRI: @a Due Date: 2027-02-12");
  CHECK(render_milestone(shape.milestones[1]) ==
        "- [ ] Milestone 2: Description: the second DRI: @b Due Date: 2027-03-05");
  CHECK(shape.milestones[2].dri.empty());
  CHECK_FALSE(shape.milestones[2].due.has_value());
  CHECK(named(shape.problems) == Lines{"K5 7", "K5 7", "K5 8"});
}

TEST_CASE("A dependency that the template has in full is asked of its team, and no text") {
  const auto shape = read_key_result_shape(
      "## Dependencies\n\n- [ ] Data (@data-manager): second export\n* [x] IT (@it-manager): accounts — confirmed by "
      "@it-manager on 2027-01-11\n- [ ] Legal: a contract\n");
  REQUIRE(shape.asked.size() == 2);
  CHECK(shape.asked[0].team == "Data");
  CHECK(shape.asked[0].need == "second export");
  CHECK(shape.asked[1].events.size() == 1);
  CHECK(shape.dependencies == Lines{"Legal: a contract"});
  CHECK(shape.outcome == "Dependencies:\n\n- Legal: a contract");
}

TEST_CASE("The template in force, filled in, keeps its dependencies and milestones") {
  const auto shape = read_key_result_shape(
      "`Issue Title: FY28-Q1 KR1 (Alpha) Achieve 90% of it`\n\n## Dependencies\n\nData: export of everything\n- [ ] "
      "IT\n* `AppSec`\n\n## Milestones\n\n- [ ] Milestone 1: Description: enrol everyone DRI: @a\n- [ ] Milestone 2: "
      "Description: report back DRI: `@b`\n- etc.\n");
  CHECK(shape.problems.empty());
  CHECK(shape.title == "Achieve 90% of it");
  CHECK(shape.reference == "Alpha");
  CHECK(shape.dependencies == Lines{"Data: export of everything", "IT", "AppSec"});
  CHECK(shape.outcome == "Dependencies:\n\n- Data: export of everything\n- IT\n- AppSec");
  REQUIRE(shape.milestones.size() == 2);
  CHECK(shape.milestones[1].dri == "b");
  CHECK(read_key_result_shape("## Dependencies\n\nNone.\n").outcome.empty());
}

TEST_CASE("What a GitLab description cannot hold is named with its line") {
  const auto shape = read_key_result_shape(
      "Issue Title: x\nmore\n## Milestones\n- [ ] Milestone 1: Description: x Due Date: soon DRI: @a b\n- a list\n## "
      "Later\n");
  CHECK(named(shape.problems) == Lines{"F1 2", "F1 4", "F1 4", "F1 5", "F1 6"});
}

TEST_CASE("A milestone's line of the template that says more than a milestone has is refused") {
  for (const std::string line :
       {"- [ ] Milestone 1 (done by Ann): Description: x DRI: @a", "- [ ] Milestone 1: Description: x DRI: @a DRI: @b",
        "- [ ] Milestone 1: Description: x Description: y DRI: @a"}) {
    const auto shape = read_key_result_shape("## Milestones\n" + line + "\n");
    CAPTURE(line);
    REQUIRE(shape.problems.size() == 1);
    CHECK(shape.problems[0].line == 2);
  }
  const auto shape = read_key_result_shape(
      "## Milestones\n* [x] Milestone 1: Description: tick [x] all DRI: @a\n"
      "- [ ] Milestone 2: Description: tick [x] all DRI: @a\n");
  REQUIRE(shape.milestones.size() == 2);
  CHECK(shape.milestones[0].done);
  CHECK_FALSE(shape.milestones[1].done);
}
