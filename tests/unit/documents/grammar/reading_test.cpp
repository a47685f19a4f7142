// Whatever people write around the grammar is read as what it means, or named with its line.
#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "documents/issue/edit.hpp"
#include "documents/issue/text.hpp"
#include "documents/objective/document.hpp"

using namespace secokr;
using namespace secokr::documents;

namespace {

const std::string plain_head = "# T\n\n- Reference: R\n- DRI: @lead\n- Area: A\n";
const std::string plain_key_result =
    plain_head + "\n## KR1: k\n\n- DRI: @kr\n- Metric: rate from 1 to 2\n";  // 10 lines

std::string said(const ObjectiveDocument& document) {
  std::string text;
  for (const Problem& p : document.problems())
    text +=
        std::string(to_string(p.rule)) + " " + std::to_string(p.line) + ": " + p.message + " | " + p.expected + "\n";
  return text;
}

/// The one problem of a text, with its line.
void check_one(const std::string& text, std::size_t line, const std::string& words) {
  const auto document = ObjectiveDocument::parse(text);
  CAPTURE(text, said(document));
  REQUIRE(document.problems().size() == 1);
  CHECK(document.problems()[0].severity == Severity::error);
  CHECK(document.problems()[0].line == line);
  CHECK((document.problems()[0].message + " | " + document.problems()[0].expected).find(words) != std::string::npos);
}

}  // namespace

TEST_CASE("documents: a field is read with any bullet, emphasis and spacing") {
  for (const std::string line :
       {"- Priority: p2",     "* Priority: p2",     "+ Priority: p2",   "1. Priority: p2",       "2) Priority: p2",
        "- **Priority:** p2", "- **Priority**: p2", "- *Priority*: p2", "- __Priority__: p2",    "- `Priority`: p2",
        "- **Priority: p2**", "* **Priority:** p2", "-Priority: p2",    "- Priority:p2",         "- Priority : p2",
        "- priority: p2",     "- Priorities: p2",   "- Priority： p2",  "-\xC2\xA0Priority: p2", "  - Priority: p2",
        "Priority: p2",       "**Priority:** p2"}) {
    const auto document = ObjectiveDocument::parse(plain_head + line + "\n\nProse.\n");
    CAPTURE(line, said(document));
    const bool is_plural = line == "- Priorities: p2";
    if (is_plural) {
      CHECK_FALSE(document.ok());
      continue;
    }
    CHECK(document.ok());
    CHECK(document.objective().priority == Priority::p2);
    CHECK(document.objective().outcome == "Prose.");
    auto edited = document;
    REQUIRE(edited.set_field(std::nullopt, "Priority", "p1"));
    CHECK(edited.objective().priority == Priority::p1);
  }
  const auto document = ObjectiveDocument::parse(plain_head + "- Top 5 risk: mitigates Theft\n");
  CHECK(document.objective().top5_risk == Top5Risk{RiskTreatment::mitigates, "Theft"});
}

TEST_CASE("F1: a dash of a word processor is said as what it is, and the rest is read") {
  for (const std::string dash : {"–", "—", "−", "•"}) {
    check_one(plain_head + dash + " Priority: p2\n", 6, "\"- Priority: p2\"");
    check_one("# T\n\n" + dash + " Reference: R\n- DRI: @lead\n- Area: A\n", 3, "word processor");
    check_one(plain_key_result + "\n### Milestones\n\n" + dash + " [ ] Milestone 1: Description: a DRI: @x\n", 14,
              "\"- [ ] Milestone 1");
  }
}

TEST_CASE("documents: fields stand above the first paragraph, and a list of other things is prose") {
  const auto prose = ObjectiveDocument::parse(plain_head + "\n- Why: people click\n- How: two campaigns\n");
  CHECK(said(prose) == "");
  CHECK(prose.objective().outcome == "- Why: people click\n- How: two campaigns");
  const auto bold = ObjectiveDocument::parse(plain_head + "\n- **Why:** people click\n");
  CHECK(bold.objective().outcome == "- **Why:** people click");
  const auto fields = ObjectiveDocument::parse(plain_head + "\n- Budget: none\n\nProse.\n- Budget: more\n");
  CHECK(fields.objective().budget == "none");
  CHECK(fields.objective().outcome == "Prose.\n- Budget: more");
  check_one(plain_head + "- Owner: @x\n", 6, "Unknown field \"Owner\"");
  check_one(plain_head + "\n- Budgt: 5\n", 7, "\"Budget\"");
  check_one(plain_head + "continued\n- Budget: 5\n", 6, "between the fields");
  check_one("# T\n\n- Reference: R\n- Area: A\nand more\n- DRI: @lead\n", 5, "above \"DRI\"");
}

TEST_CASE("documents: prose that begins with fields or headings survives being written and read") {
  for (const std::string prose : {"- Why: x\n- How: y", "- Budget: x", "* Budget: x", "- **Budget:** x", "- Budgt: x",
                                  "Budget: x", "\\- Budget: x", "\\\\- Budget: x", "# T", "### Dependencies",
                                  "**Dependencies**", "##KR3: x", "#### KR3: x", "**KR3: x**", "```\nnever closed",
                                  "<!-- never closed", "<!-- c -->\n- DRI: @x", "- Why: x\n- DRI: @y", "– Budget: x"}) {
    CAPTURE(prose);
    Objective objective = ObjectiveDocument::parse(plain_key_result).objective();
    objective.outcome = prose;
    objective.key_results[0].outcome = prose;
    const auto again = ObjectiveDocument::parse(render_objective_file(objective));
    CHECK(said(again) == "");
    CHECK((again.objective() == objective));
    const auto block = find_block(render_key_result_block(objective.key_results[0]));
    REQUIRE(block);
    REQUIRE(block->key_result);
    CHECK(block->problems.empty());
    CHECK(block->key_result->outcome == prose);
  }
}

TEST_CASE("documents: own lists with any heading, bullet and box are read, and edited in place") {
  for (const std::string heading :
       {"### Dependencies:", "### Dependencies ###", "### Dependency", "#### Dependencies", "## Dependencies",
        "# Dependencies", "### **Dependencies**", "### 1. Dependencies"}) {
    for (const std::string item : {"- [ ] ", "* [ ] ", "+ [ ] ", "1. [ ] ", "-  [ ] "}) {
      const std::string text = plain_key_result + "\n" + heading + "\n\n" + item + "Data (@m): boards\n";
      auto document = ObjectiveDocument::parse(text);
      CAPTURE(text, said(document));
      CHECK(document.ok());
      REQUIRE(document.objective().key_results.at(0).dependencies.size() == 1);
      REQUIRE(document.add_dependency(1, {.team = "IT", .manager = "it", .need = "boxes"}));
      CHECK(document.objective().key_results.at(0).dependencies.size() == 2);
      REQUIRE(document.add_milestone(1, {.number = 1, .description = "a", .dri = "x"}));
      CHECK(document.objective().key_results.at(0).milestones.size() == 1);
    }
  }
}

TEST_CASE("documents: a list that says that it is empty is, and takes an item in the place of the word") {
  for (const std::string none : {"None.", "none", "- None", "*None.*", "n/a", "N/A", "-"}) {
    auto document = ObjectiveDocument::parse(plain_key_result + "\n### Dependencies\n\n" + none + "\n");
    CAPTURE(none, said(document));
    CHECK(document.problems().empty());
    CHECK(document.objective().key_results.at(0).dependencies.empty());
    REQUIRE(document.add_dependency(1, {.team = "IT", .manager = "it", .need = "boxes"}));
    CHECK(document.objective().key_results.at(0).dependencies.size() == 1);
  }
  check_one(plain_key_result + "\n### Dependencies\n\nNone.\n- [ ] Data (@m): x\n", 14, "has items");
}

TEST_CASE("F1: what stands where it is not read is named, once and at its line") {
  const std::string item = "- [ ] Data (@m): boards\n";
  const std::string milestone = "- [ ] Milestone 1: Description: a DRI: @x\n";
  check_one(plain_key_result + "\nProse.\n\n" + item, 14, "outside of its list");
  check_one(plain_key_result + "\n" + milestone, 12, "### Milestones");
  check_one(plain_head + "\n" + item, 7, "outside of its list");
  check_one(plain_head + "\n### Dependencies\n\n" + item, 7, "belongs to a key result");
  check_one(plain_key_result + "\n**Dependencies**\n\nsee the wiki\n", 12, "### Dependencies");
  check_one(plain_key_result + "\n**Dependencies**\n\n" + item + item, 12, "### Dependencies");
  check_one(plain_key_result + "\nProse.\n\n" + item + "\n" + item, 14, "outside of its list");
  check_one(plain_key_result + "\n### Dependancies\n\n" + item, 12, "### Dependencies");
  check_one(plain_key_result + "\n### Dependencies\n\nwe need a\nlot of things\n", 14, "TEAM (@MANAGER)");
  check_one(plain_key_result + "\n### Dependencies\n\n```\ncode\n```\n", 14, "block of code");
  check_one(plain_key_result + "\n### Dependencies\n\n<!-- who? --> " + item, 14, "behind the end of a comment");
  check_one(plain_key_result + "\n### Dependencies\n\n- [~] Data (@m): boards\n", 14, "withdrawn by");
  check_one(plain_head + "\n**KR1: Train all**\n\n- DRI: @kr\n", 7, "\"## KR1: Train all\"");
  check_one(plain_head + "\n## Grow\n\n- DRI: @kr\n- Metric: baseline\n", 7, "## KR1");
  check_one(plain_head + "\n## KR1.1: Train\n\n- DRI: @kr\n", 7, "number");
  check_one(plain_key_result + "\n```\n## KR2: lost\n", 12, "never closed");
  check_one(plain_key_result + "\n<!-- note\n## KR2: lost\n", 12, "never closed");
  check_one("", 1, "empty");
  check_one("Build it\n========\n\n- Reference: R\n- DRI: @lead\n- Area: A\n", 1, "\"# Build it\"");
  check_one("#Build it\n\n- Reference: R\n- DRI: @lead\n- Area: A\n", 1, "\"# Build it\"");
  check_one("# T\n\n- DRI: @lead\n- Area: A\n\nReference = R\n", 6, "not read as the Reference");
  check_one("# T\n\n- DRI: @lead\n- Area: A\n\n| Reference | R |\n", 6, "- Reference: short name");
  check_one("```\ncode\n```\n" + plain_head, 1, "above the title");
  check_one(plain_head + "- Budget: \xff\n- Strategy: \xff\n", 6, "nor are 1 below it");
  for (const std::string& bytes :
       {std::string("\xFF\xFE#\0 \0T\0", 8), std::string("\xFE\xFF\0#\0 \0T", 8), std::string("#\0 \0T\0\n\0", 8)})
    check_one(bytes, 1, "UTF-16");
}

TEST_CASE("documents: an unknown section is kept, and said not to be published") {
  for (const std::string& text : {plain_head + "\n### Out of scope\n\nResellers.\n", plain_head + "\n## Notes\n\nx\n",
                                  plain_key_result + "\n### Notes\n\nx\n"}) {
    const auto document = ObjectiveDocument::parse(text);
    CAPTURE(said(document));
    REQUIRE(document.problems().size() == 1);
    CHECK(document.problems()[0].severity == Severity::warning);
    CHECK(document.problems()[0].message.find("not be published") != std::string::npos);
  }
  const auto umbrella = ObjectiveDocument::parse(plain_head +
                                                 "\n## Key results\n\n### KR1: a\n\n- DRI: @x\n\n"
                                                 "#### Milestones\n\n- [ ] Milestone 1: Description: a "
                                                 "DRI: @x\n\n### KR2: b\n");
  CHECK(said(umbrella) == "");
  REQUIRE(umbrella.objective().key_results.size() == 2);
  CHECK(umbrella.objective().key_results[0].milestones.size() == 1);
}

TEST_CASE("documents: a box that says that a milestone no longer applies is read, kept and ticked") {
  KeyResult key_result = ObjectiveDocument::parse(plain_key_result).objective().key_results.at(0);
  key_result.id = "0123456789abcdef";
  key_result.milestones = {{.number = 1, .description = "a", .dri = "x"},
                           {.number = 2, .description = "b", .dri = "x"}};
  std::string text = render_key_result_block(key_result);
  text.replace(text.find("- [ ] Milestone 1"), 5, "- [~]");
  text.replace(text.find("- [ ] Milestone 2"), 1, "*");
  const auto block = find_block(text);
  REQUIRE(block);
  REQUIRE(block->key_result);
  CHECK(block->problems.empty());
  REQUIRE(block->key_result->milestones.size() == 2);
  CHECK(block->key_result->milestones[0].no_longer_applies);
  CHECK_FALSE(block->key_result->milestones[0].open());
  CHECK(block->key_result->milestones[1].open());
  const auto ticked = tick_block_milestone(text, 2, true);
  REQUIRE(ticked);
  CHECK(ticked->find("* [x] Milestone 2") != std::string::npos);
  const auto taken_up = tick_block_milestone(text, 1, false);
  REQUIRE(taken_up);
  CHECK(taken_up->find("- [ ] Milestone 1") != std::string::npos);
}

TEST_CASE("documents: a second milestone of one number in an issue is named, and the first one counts") {
  KeyResult key_result = ObjectiveDocument::parse(plain_key_result).objective().key_results.at(0);
  key_result.id = "0123456789abcdef";
  key_result.milestones = {{.number = 1, .description = "a", .dri = "x"}};
  for (const std::string bullet : {"- [ ] ", "- [x] ", "* [ ] "}) {
    std::string text = render_key_result_block(key_result);
    text.insert(text.find("<!-- secokr:end"), bullet + "Milestone 1: Description: another DRI: @y\n");
    const auto block = find_block(text);
    REQUIRE(block);
    REQUIRE(block->problems.size() == 1);
    CHECK(block->problems[0].message == "Milestone 1 stands here a second time");
    CHECK(block->key_result->milestones == key_result.milestones);
  }
}

TEST_CASE("documents: a field without its dash is read among others, and one in another shape is one problem") {
  for (const std::string& line : {std::string("Reference: R"), std::string("**Reference:** R")})
    CHECK(ObjectiveDocument::parse("# T\n\n" + line + "\n- DRI: @lead\n- Area: A\n").objective().reference == "R");
  for (const std::string& line : {std::string("| Reference | R |"), std::string("Reference = R")}) {
    check_one("# T\n\n" + line + "\n- DRI: @lead\n- Area: A\n", 3, "- Reference: ");
    check_one("# T\n\n- DRI: @lead\n" + line + "\n- Area: A\n", 4, "- Reference: ");
    check_one("# T\n\n- DRI: @lead\n- Area: A\n" + line + "\n\nProse.\n", 5, "- Reference: ");
  }
  check_one("# T\n\n- Reference: R\n- Owner: @lead\n- Area: A\n", 4, "\"DRI\"");
  check_one("# T\n\nWhy we do it.\n\n- Reference: R\n- DRI: @lead\n- Area: A\n", 3, "above the fields");
  check_one(plain_head + "\n## FY28-Q1 KR1 (R): k\n\n### Dependencies\n\n### Milestones\n", 7, "## KR1");
  check_one("# T\n<!-- why\n\n- Reference: R\n\n## KR1: k\n<!-- secokr:id 0123456789abcdef -->\n", 2, "never closed");
}

TEST_CASE("documents: a begin marker is sealed whatever stands between its value and its end") {
  for (const std::string marker :
       {"<!-- secokr:begin 1 kind=kr id=0123456789abcdef sum=00000000 -->",
        "<!-- secokr:begin 1 kind=kr id=0123456789abcdef sum=00000000-->",
        "<!-- secokr:begin 1 kind=kr id=0123456789abcdef sum=-->", "<!-- secokr:begin 1 kind=kr id=0123456789abcdef-->",
        "<!-- secokr:begin 1 kind=kr id=0123456789abcdef -->",
        "<!-- secokr:begin 1 sum=12 kind=kr id=0123456789abcdef-->"}) {
    const std::string text = marker + "\n- DRI: @x\n<!-- secokr:end -->\n\nPeople wrote this.\n";
    const std::string sealed = seal_block(text);
    CAPTURE(marker, sealed);
    CHECK(sealed.ends_with("\n- DRI: @x\n<!-- secokr:end -->\n\nPeople wrote this.\n"));
    const auto block = find_block(sealed);
    REQUIRE(block);
    CHECK(block->intact);
    CHECK(block->id == "0123456789abcdef");
    CHECK(block->kind == "kr");
  }
}
