#include <catch2/catch.hpp>

#include "base/text.hpp"
#include "documents/planning/document.hpp"

using namespace secokr;
using namespace secokr::documents;

namespace {

const Quarter running(2028, 1);
const Day on = date::year{2027} / 3 / 15;
const std::string intro = "Say what goes on.";
const std::string nothing = "FY28-Q1 has no published key results.";

std::string line(const std::string& reference, int number) {
  return running_line(running, reference, number, "[title](<https://example.com/1>) · 57.1 %");
}

RunningGroup group(const std::string& reference, std::vector<int> numbers) {
  RunningGroup result{.reference = reference, .heading = reference + " (p1): title"};
  for (const int number : numbers) result.lines.push_back(line(reference, number));
  return result;
}

CarryDecision kept() { return {.act = CarryAct::keep, .as = "FY28-Q2/Security Training/KR2", .by = "ciso", .on = on}; }

}  // namespace

TEST_CASE("A running line is read as it was written") {
  for (const std::string reference : {"Security Training", "a — keep, modify or drop?", "C++ `x` *y*_z_", "KR1",
                                      "5 %: all", "back\\slash", "Überprüfung"}) {
    CAPTURE(reference);
    const auto document = PlanningDocument::parse("intro\n\n" + line(reference, 12) + "\n");
    REQUIRE(document.running().size() == 1);
    const RunningLine& read = document.running().front();
    CHECK(read.quarter == running);
    CHECK(read.reference == reference);
    CHECK(read.number == 12);
    CHECK(read.line == 3);
    CHECK_FALSE(read.decision.has_value());
    CHECK(document.find(running, base::fold_case(reference), 12) == &read);
    CHECK(document.find(running + 1, reference, 12) == nullptr);
    CHECK(document.find(running, reference, 1) == nullptr);
  }
}

TEST_CASE("Other lines are nobody's key result") {
  for (const std::string text :
       {"- FY28-Q1/Security Training/KR1: no box", "- [ ] Security Training/KR1: no quarter",
        "- [ ] FY28-Q1/Security Training: no number", "- [ ] FY28-Q1/Security Training/KR: none either",
        "- [ ] FY28-Q1/Security Training/KR1a", "- [ ] FY28-Q5/Security Training/KR1", "- [ ] FY28-Q1//KR1: x",
        "    - [ ] FY28-Q1/Security Training/KR1: code", "```\n- [ ] FY28-Q1/Security Training/KR1: code\n```",
        "<!--\n- [ ] FY28-Q1/Security Training/KR1: comment\n-->",
        "- [ ] FY28-Q1/Security Training/KR123456789: far"}) {
    CAPTURE(text);
    CHECK(PlanningDocument::parse(text).running().empty());
  }
}

TEST_CASE("A decision is written into its line and read back") {
  const std::vector<CarryDecision> decisions{
      kept(),
      {.act = CarryAct::modify, .as = "FY28-Q2/C++ *x*/KR1", .by = "training-manager", .on = on},
      {.act = CarryAct::drop, .by = "ciso", .on = on, .reason = "the platform does it"},
      {.act = CarryAct::drop, .by = "ciso", .on = on, .reason = "said — drop, by @x on 2027-01-01: no [a](b) `c`"},
      {.act = CarryAct::keep, .as = "FY28-Q2/A, by B/KR3", .by = "ciso", .on = on, .reason = "two\nlines: of it"},
  };
  for (const CarryDecision& decision : decisions) {
    CAPTURE(decision.reason, decision.as);
    auto document = PlanningDocument::parse("# Plan\n\n" + line("Security Training", 1) + "\n\nend");
    document.decide(0, decision);
    REQUIRE(document.running().size() == 1);
    CarryDecision expected = decision;
    std::ranges::replace(expected.reason, '\n', ' ');
    REQUIRE(document.running().front().decision.has_value());
    CHECK(*document.running().front().decision == expected);
    CHECK(document.text().starts_with("# Plan\n\n- [x] FY28-Q1/Security Training/KR1: [title]"));
    CHECK(document.text().ends_with("\n\nend"));
    CHECK(document.text().find("keep, modify or drop?") == std::string::npos);
  }
}

TEST_CASE("A decision leaves what people wrote beside the question") {
  const std::string name = "- [ ] FY28-Q1/Security Training/KR1";
  struct Case {
    std::string before;
    std::string after;
  };
  const std::string words = " — keep as FY28-Q2/Security Training/KR2, by @ciso on 2027-03-15";
  for (const auto& [before, after] :
       {Case{name + ": x — keep, modify or drop? (Ana: keep!)", name + ": x (Ana: keep!)" + words},
        Case{name, name + words}, Case{name + ": the question is gone  ", name + ": the question is gone" + words},
        Case{name + ": x — drop, by @ciso on 2027-03-01: old reason", name + ": x" + words}}) {
    CAPTURE(before);
    auto document = PlanningDocument::parse(before + "\r\nnext");
    document.decide(0, kept());
    std::string expected = after;
    expected[3] = 'x';
    CHECK(document.text() == expected + "\r\nnext");
    CHECK(document.running().front().decision->act == CarryAct::keep);
  }
}

TEST_CASE("A tick alone decides nothing and neither does a decision without its tick") {
  const auto ticked = PlanningDocument::parse("- [x] FY28-Q1/Security Training/KR1: x — keep, modify or drop?");
  CHECK_FALSE(ticked.running().front().decision.has_value());
  const auto cleared =
      PlanningDocument::parse("- [ ] FY28-Q1/Security Training/KR1: x — drop, by @ciso on 2027-03-15: y");
  CHECK_FALSE(cleared.running().front().decision.has_value());
}

TEST_CASE("What is malformed is no decision") {
  for (const std::string tail :
       {"keep, by @ciso on 2027-03-15", "keep as X", "keep as X, by ciso on 2027-03-15",
        "keep as X, by @ciso on 2027-13-15", "keep as X, by @ciso on ", "keep as X, by @ciso",
        "drop as X, by @ciso on 2027-03-15", "hold, by @ciso on 2027-03-15", "keep as X, by @ on 2027-03-15"}) {
    CAPTURE(tail);
    const auto document = PlanningDocument::parse("- [x] FY28-Q1/Security Training/KR1: x — " + tail);
    REQUIRE(document.running().size() == 1);
    CHECK_FALSE(document.running().front().decision.has_value());
  }
}

TEST_CASE("The section is made once and lacks nothing afterwards") {
  auto document = PlanningDocument::parse("# Plan\n\n## Rough ideas\n\n- x\n");
  document.add_running(running, intro, nothing, {group("A", {1, 2}), group("B", {1})});
  const std::string text = "# Plan\n\n## Running in FY28-Q1\n\n" + intro + "\n\n### A (p1): title\n\n" + line("A", 1) +
                           "\n" + line("A", 2) + "\n\n### B (p1): title\n\n" + line("B", 1) +
                           "\n\n## Rough ideas\n\n- x\n";
  CHECK(document.text() == text);
  document.add_running(running, intro, nothing, {});
  CHECK(document.text() == text);
  CHECK(document.has_section(running));
  CHECK_FALSE(document.has_section(running + 1));
}

TEST_CASE("New key results join their objective or come last in the section") {
  for (const std::string below : {"", "our words\n", "\tours\n  - nested\nlazy\n"}) {
    CAPTURE(below);
    const std::string head = "# Plan\n\n## Running in FY28-Q1\n\nours\n\n### A\n\n" + line("A", 1) + "\n" + below;
    for (const std::string behind : {"- another item\n\n", "* another item\n\n", "#### a heading\n\n", "\n"}) {
      CAPTURE(behind);
      auto document = PlanningDocument::parse(head + behind + "## Rough ideas\n");
      document.add_running(running, intro, nothing, {group("a", {2}), group("B", {1})});
      CHECK(document.text() ==
            head + line("a", 2) + "\n" + behind + "### B (p1): title\n\n" + line("B", 1) + "\n\n## Rough ideas\n");
    }
  }
}

TEST_CASE("A section that said that there is nothing gets its key results later") {
  auto document = PlanningDocument::parse("# Plan\n\n## Rough ideas\n");
  document.add_running(running, intro, nothing, {});
  CHECK(document.text() == "# Plan\n\n## Running in FY28-Q1\n\n" + nothing + "\n\n## Rough ideas\n");
  document.add_running(running, intro, nothing, {group("A", {1}), group("B", {1})});
  CHECK(document.text() == "# Plan\n\n## Running in FY28-Q1\n\n" + intro + "\n\n### A (p1): title\n\n" + line("A", 1) +
                               "\n\n### B (p1): title\n\n" + line("B", 1) + "\n\n## Rough ideas\n");
}

TEST_CASE("Documents of every shape keep their bytes") {
  const std::string crlf = "\xEF\xBB\xBF# Plan\r\n\r\n\tours  \r\n```\r\n## Rough ideas\r\n```\r\nend";
  for (const std::string& text :
       {crlf, std::string("our own words"), std::string("one\n\n\n"), std::string("## Rough ideas")}) {
    CAPTURE(text);
    auto document = PlanningDocument::parse(text);
    document.add_running(running, intro, nothing, {group("A", {1})});
    REQUIRE(document.running().size() == 1);
    document.decide(0, kept());
    REQUIRE(document.running().front().decision == kept());
    // Whoever takes the section away again has what was there.
    const std::size_t begin = document.text().find("## Running");
    std::size_t end = document.text().find("2027-03-15") + 10;
    std::string rest = document.text();
    rest.erase(begin, end - begin);
    std::string bare;
    std::string expected;
    std::ranges::copy_if(rest, std::back_inserter(bare), [](char c) { return c != '\n' && c != '\r'; });
    std::ranges::copy_if(text, std::back_inserter(expected), [](char c) { return c != '\n' && c != '\r'; });
    CHECK(bare == expected);
  }
  auto document = PlanningDocument::parse(crlf);
  document.add_running(running, intro, nothing, {group("A", {1})});
  CHECK(document.text().starts_with(crlf + "\r\n\r\n## Running in FY28-Q1\r\n\r\n"));
  CHECK_FALSE(document.text().ends_with('\n'));
}

TEST_CASE("A planning document that is never closed somewhere is refused with the line, and stays as it was") {
  for (const auto& [text, where] :
       std::vector<std::pair<std::string, std::size_t>>{{"# Plan\n\n<!-- notes of the meeting\n", 3},
                                                        {"# Plan\n\n```\nnever closed\n", 3},
                                                        {"# Plan\n\n~~~\nx\n\n## Rough ideas\n", 3},
                                                        {"# Plan\n\n## Running in FY28-Q1\n\n<!--\n", 5},
                                                        {"```", 1}}) {
    CAPTURE(text);
    auto document = PlanningDocument::parse(text);
    CHECK(document.unclosed() == where);
    const auto added = document.add_running(running, intro, nothing, {group("Security Training", {1})});
    REQUIRE_FALSE(added);
    REQUIRE(added.error().notes.size() == 1);
    CHECK(added.error().notes[0].line == where);
    CHECK(document.text() == text);
  }
}

TEST_CASE("The section of a running quarter is found however its heading is written") {
  for (const std::string heading : {"## Running in FY28-Q1", "### Running in FY28-Q1:", "# **Running in FY28-Q1**",
                                    "## running in FY28-Q1 ##", "## Running in fy28 q1"}) {
    CAPTURE(heading);
    auto document = PlanningDocument::parse("# Plan\n\n" + heading + "\n\nWords.\n\n## Rough ideas\n");
    REQUIRE(document.add_running(running, intro, nothing, {group("Security Training", {1})}));
    CHECK(document.text().find(heading + "\n\nWords.\n\n### Security Training") != std::string::npos);
    REQUIRE(document.find(running, "Security Training", 1) != nullptr);
  }
}

TEST_CASE("Words behind the question stay on the line and are no reason of the decision") {
  auto document = PlanningDocument::parse(line("Security Training", 2) + " (ask @bob)\n");
  REQUIRE(document.running().size() == 1);
  document.decide(0, kept());
  REQUIRE(document.running().size() == 1);
  REQUIRE(document.running()[0].decision);
  CHECK(*document.running()[0].decision == kept());
  CHECK(document.text().find("(ask @bob) — keep as") != std::string::npos);
}
