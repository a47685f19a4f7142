#include "documents/issue/text.hpp"

#include <catch2/catch.hpp>
#include <random>

#include "documents/grammar/neutralise.hpp"
#include "unit/documents/corpus.hpp"

using namespace secokr;
using namespace secokr::documents;

namespace {

/// Values as a hostile or careless person might type them; deterministic.
class Generator {
 public:
  explicit Generator(unsigned seed) : m_random(seed) {}
  std::size_t below(std::size_t n) { return m_random() % n; }
  std::string pick(const std::vector<std::string>& from) { return from[below(from.size())]; }
  std::string prose() {
    static const std::vector<std::string> lines = {"Plain text.",
                                                   "/close",
                                                   "/CLOSE",
                                                   "\\/close",
                                                   "<!-- secokr:end -->",
                                                   "<!-- secokr:begin 1 kind=kr id=x sum=0 -->",
                                                   "<!-- \\secokr:end -->",
                                                   "- [ ] a task",
                                                   "- [x] done",
                                                   "## Dependencies",
                                                   "# Title",
                                                   "### Milestones",
                                                   "## KR3: forged",
                                                   "```",
                                                   "```\n/label ~x\n```",
                                                   "~~~\n/close\n~~~",
                                                   "- DRI: @mallory",
                                                   "- Priority: p0",
                                                   "<!-- open",
                                                   "-->",
                                                   "<div>",
                                                   "",
                                                   "  /close",
                                                   "\t/close",
                                                   "> /close",
                                                   "日本語 🔐",
                                                   "    code",
                                                   "\\# not a heading",
                                                   "\\",
                                                   "----",
                                                   "- a",
                                                   "<!-- c -->",
                                                   "<!-- secokr:id 0123456789abcdef -->",
                                                   "a / b",
                                                   "/",
                                                   "//",
                                                   "`/close`",
                                                   "#### four",
                                                   "* - Milestone 1: Description: x DRI: @x"};
    std::string text;
    for (std::size_t i = below(9); i > 0; --i) text += pick(lines) + "\n";
    return trimmed(text);
  }
  std::string line() {
    return pick({"enrol every team member", "x — confirmed by @m on 2027-01-11", "a DRI: @x", "Due: 2027-01-01",
                 "`add here`", "é: ü", "(a) (@b): c", "/close", "<!-- secokr:end -->", "- [x] x", "#12", "\\DRI: \\",
                 "a -- withdrawn", "{{iid x}}"});
  }
  KeyResult key_result() {
    KeyResult kr;
    kr.id = "9f86d081884c7d65";
    if (below(2)) kr.dri = "kr-dri";
    if (below(3) == 0) kr.contributed_by = "other";
    if (below(2)) kr.measure = below(2) ? Measure(Baseline{}) : Measure(Metric{"time from a to b", 62.5, -3, "%"});
    if (below(2)) kr.weight = 33.3;
    if (below(2)) kr.state = below(2) ? KeyResultState::paused : KeyResultState::not_started;
    if (kr.state == KeyResultState::paused) kr.paused_by = "https://example.com/cp";
    kr.outcome = prose();
    for (std::size_t i = below(4); i > 0; --i) {
      Dependency d{below(2) == 0, pick({"Data", "Data (EU)", "Team: x"}), "manager", line(), {}, {}};
      for (std::size_t e = below(3); e > 0; --e) {
        DependencyEvent event{DependencyVerb::confirmed, "who", "", "", *parse_day("2027-01-11"), {},
                              below(2) ? line() : ""};
        if (below(2)) event.verb = DependencyVerb::declined, event.decline_class = DeclineClass::no_capacity;
        if (below(3) == 0) event.on_behalf_of = "boss", event.evidence = "https://example.com/x#(1)";
        d.events.push_back(event);
      }
      kr.dependencies.push_back(d);
    }
    for (int i = static_cast<int>(below(4)); i > 0; --i)
      kr.milestones.push_back({i, below(2) == 0, line(), "who", below(2) ? parse_day("2027-02-26") : std::nullopt, {}});
    return kr;
  }
  Objective objective() {
    Objective o;
    o.id = "0123456789abcdef";
    o.reference = "Security Training";
    o.dri = "lead";
    o.area = "A: b";
    if (below(2)) o.priority = Priority::p1;
    if (below(2)) o.top5_risk = Top5Risk{RiskTreatment::transfers, line()};
    if (below(2)) o.strategy = "https://example.com/s";
    if (below(2)) o.budget = line();
    o.confidential = below(2) == 0;
    o.outcome = prose();
    return o;
  }

 private:
  static std::string trimmed(std::string text) {
    const std::size_t begin = text.find_first_not_of(" \t\n");
    if (begin == std::string::npos) return "";
    return text.substr(begin, text.find_last_not_of(" \t\n") - begin + 1);
  }
  std::mt19937 m_random;
};

/// Lines that a server could run: `/` in column one outside a fence of back-ticks.
bool runs_something(const std::string& text) {
  bool fenced = false;
  for (const auto& line : corpus::lines(text)) {
    if (line.starts_with("```")) fenced = !fenced;
    if (!fenced && line.starts_with("/")) return true;
  }
  return false;
}

std::size_t occurrences(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

}  // namespace

TEST_CASE("block: a KR reads back from its description, whatever people typed") {
  Generator generator(7);
  for (int i = 0; i < 3000; ++i) {
    KeyResult kr = generator.key_result();
    const std::string description = render_key_result_description(kr);
    // What is settled is ticked there.
    for (Dependency& dependency : kr.dependencies) dependency = on_issue(std::move(dependency));
    const auto block = find_block(description);
    if (!block || !block->intact || !block->key_result || *block->key_result != kr || !block->problems.empty()) {
      CAPTURE(description, kr.outcome);
      if (block)
        for (const auto& p : block->problems) UNSCOPED_INFO(p.line << " " << p.message << " " << p.text);
      FAIL("not the same key result");
    }
    if (runs_something(description)) {
      CAPTURE(description);
      FAIL("a quick action is live");
    }
    if (occurrences(description, "<!-- secokr:") != 2) {
      CAPTURE(description);
      FAIL("a forged marker");
    }
  }
}

TEST_CASE("block: an objective reads back with its key results") {
  Generator generator(11);
  for (int i = 0; i < 2000; ++i) {
    const Objective objective = generator.objective();
    const auto description =
        render_objective_description(objective, {{1, "#12", "First: (a)"}, {2, "#{{iid kr:9f86}}", "Second"}});
    const auto block = find_block(description);
    REQUIRE(block);
    if (!block->intact || *block->objective != objective || !block->problems.empty()) {
      CAPTURE(description);
      FAIL("not the same objective");
    }
    REQUIRE(block->key_results.size() == 2);
    CHECK(block->key_results[0].reference == "#12");
    CHECK(block->key_results[0].title == "First: (a)");
    CHECK(block->key_results[1].number == 2);
    CHECK(block->key_results[1].reference == "#{{iid kr:9f86}}");
    CHECK(block->key_results[1].title == "Second");
  }
}

TEST_CASE("block: a KR's has the shape of FORMATS.md and the seed's headings") {
  KeyResult kr;
  kr.id = "9f86d081884c7d65";
  kr.number = 1;
  kr.title = "Title";
  kr.dri = "training-manager";
  kr.measure = Metric{"completion rate", 62, 90, "%"};
  kr.outcome = "What.\n/close";
  kr.milestones.push_back({1, true, "enrolled", "training-manager", parse_day("2027-02-26"), {}});
  const std::string text =
      "- DRI: @training-manager\n- Metric: completion rate from 62 to 90 %\n\nWhat.\n\\/close\n\n## Dependencies\n\n## "
      "Milestones\n\n"
      "- [x] Milestone 1: Description: enrolled DRI: @training-manager Due Date: 2027-02-26\n";
  CHECK(render_key_result_block(kr) == "<!-- secokr:begin 1 kind=kr id=9f86d081884c7d65 sum=" + block_sum(text) +
                                           " -->\n" + text + "<!-- secokr:end -->");
  CHECK(render_key_result_description(kr).find(render_key_result_block(kr)) != std::string::npos);
}

TEST_CASE("block: status, publication, title and number are not in it") {
  Objective objective;
  objective.reference = "R";
  objective.title = "Unmistakable";
  objective.status = ObjectiveStatus::included;
  objective.published = "local:1";
  const std::string block = render_objective_block(objective, {});
  CHECK(block.find("Status") == std::string::npos);
  CHECK(block.find("Published") == std::string::npos);
  CHECK(block.find("Unmistakable") == std::string::npos);
  CHECK(block.find("## Key results") != std::string::npos);
}

TEST_CASE("block: ticks and white space are not an edit by hand, words are") {
  KeyResult kr;
  kr.id = "9f86d081884c7d65";
  kr.dri = "x";
  kr.milestones.push_back({1, false, "enrolled", "x", {}, {}});
  std::string description = "Above.\n\n" + render_key_result_description(kr) + "\nBelow.\n";
  REQUIRE(find_block(description)->intact);
  std::string ticked = description;
  ticked.replace(ticked.find("- [ ]"), 5, "- [x]");
  CHECK(find_block(ticked)->intact);
  CHECK(find_block(ticked)->key_result->milestones.at(0).done);
  std::string crlf;
  for (const char c : ticked) crlf += c == '\n' ? std::string("  \r\n") : std::string(1, c);
  REQUIRE(find_block(crlf));
  CHECK(find_block(crlf)->intact);
  CHECK(*find_block(crlf)->key_result == *find_block(ticked)->key_result);
  std::string edited = description;
  edited.replace(edited.find("enrolled"), 8, "Enrolled");
  CHECK_FALSE(find_block(edited)->intact);
  CHECK(find_block(seal_block(edited))->intact);
  CHECK(seal_block(description) == description);
}

TEST_CASE("block: sealing changes the sum alone, with or without one") {
  const std::string without = "a\n<!-- secokr:begin 1 kind=kr id=x -->\n- DRI: @{{x}}\n<!-- secokr:end -->\nb";
  const std::string sum = block_sum("- DRI: @{{x}}\n");
  CHECK(seal_block(without) ==
        "a\n<!-- secokr:begin 1 kind=kr id=x sum=" + sum + " -->\n- DRI: @{{x}}\n<!-- secokr:end -->\nb");
  CHECK(seal_block(seal_block(without)) == seal_block(without));
  CHECK(seal_block("no block") == "no block");
}

TEST_CASE("block: markers that were touched by hand are read where that is certain") {
  struct Touched {
    const char* begin;
    const char* end;
    bool read;
  };
  for (const Touched& each :
       std::vector<Touched>{{"  <!-- secokr:begin 1 kind=kr id=x -->", "   <!-- secokr:end -->", true},
                            {"<!--secokr:begin 1 kind=kr id=x-->", "<!--secokr:end-->", true},
                            {"<!--\tsecokr:begin 1 kind=kr id=x -->", "<!--  secokr:end  -->", true},
                            {"<!-- SECOKR:BEGIN 1 kind=kr id=x -->", "<!-- Secokr:End -->", true},
                            {"<!-- secokr:begin 1 kind=kr id=x -->", "<!-- secokr:end -->see", true},
                            {"<!-- secokr:begin 1 kind=kr id=x -->  ", "<!-- secokr:end -->\t", true},
                            {"> <!-- secokr:begin 1 kind=kr id=x -->", "> <!-- secokr:end -->", false},
                            {"    <!-- secokr:begin 1 kind=kr id=x -->", "<!-- secokr:end -->", false},
                            {"see <!-- secokr:begin 1 kind=kr id=x -->", "<!-- secokr:end -->", false},
                            {"<!-- secokr:begin 1 kind=kr id=x", "<!-- secokr:end -->", false},
                            {"<!-- secokr:start 1 kind=kr id=x -->", "<!-- secokr:end -->", false},
                            {"<!-- secokr:begin 1 kind=kr id=x -->", "", false}}) {
    CAPTURE(each.begin, each.end);
    const std::string below = "\n\nBelow\n";
    const auto block = find_block("Above\n" + std::string(each.begin) + "\n- DRI: @someone\n" + each.end + below);
    REQUIRE(block.has_value() == each.read);
    if (!block) continue;
    CHECK(block->id == "x");
    CHECK(block->key_result->dri == "someone");
    CHECK(block->problems.empty());
  }
}

TEST_CASE("block: a text cannot hold a marker that ends its block, however it is written") {
  for (const char* marker :
       {"<!-- secokr:end -->", "<!--secokr:end-->", "<!-- SECOKR:END -->", "  <!--\tSecokr:end --> x"}) {
    CAPTURE(marker);
    KeyResult hostile{
        .id = "5e884898da280471", .dri = "someone", .outcome = "One\n\n" + std::string(marker) + "\n\nTwo"};
    const auto block = find_block(render_key_result_block(hostile));
    REQUIRE((block && block->key_result));
    CHECK(block->key_result->outcome.find("Two") != std::string::npos);
  }
}

TEST_CASE("block: of several end markers the one that fits the sum counts, else the last below a heading of ours") {
  const std::string block = render_key_result_block(KeyResult{.id = "5e884898da280471", .dri = "someone"});
  const std::string cut = std::string(block).insert(block.find("## Milestones"), "<!-- secokr:end -->\n\n");
  CHECK(find_block(cut)->broken);
  CHECK(find_block(cut)->end == cut.size());
  for (const char* below : {"\n<!-- secokr:end -->\n", "\n\n## Milestones\n\nmine\n<!-- secokr:end -->\n"}) {
    CHECK(find_block(block + below)->end == block.size());
    CHECK_FALSE(find_block(block + below)->broken);
  }
}

TEST_CASE("block: replacing keeps every byte of people's text") {
  const std::string block = "<!-- secokr:begin 1 kind=kr id=y sum=0 -->\nnew\n<!-- secokr:end -->";
  const std::string old = "<!-- secokr:begin 1 kind=kr id=x sum=0 -->\r\nold\r\n<!-- secokr:end -->";
  for (const char* above : {"", "Above\n", "\r\n\r\n", "```\ncode\n", "/x\r\n"})
    for (const char* below : {"", "\n", "\r\nBelow", "\n\n<!-- secokr:end -->\n", "  \n"}) {
      CAPTURE(above, below);
      CHECK(replace_block(above + old + below, block) == above + block + below);
    }
  CHECK(replace_block("", block) == block);
  CHECK(replace_block("text", block) == "text\n\n" + block);
  CHECK(replace_block("text\r\n", block) == "text\r\n\r\n" + block);
}

TEST_CASE("block: found where it is whole, the first of several, and not otherwise") {
  const std::string begin = "<!-- secokr:begin 1 kind=kr id=1 sum=0 -->\n";
  const std::string second = "<!-- secokr:begin 1 kind=kr id=2 sum=0 -->\n- DRI: @b\n<!-- secokr:end -->\n";
  for (const char* text :
       {"", "text", "<!-- secokr:end -->", "text <!-- secokr:begin 1 kind=kr id=1 sum=0 -->\nx\n<!-- secokr:end -->"})
    CHECK_FALSE(find_block(text));
  CHECK_FALSE(find_block(begin + "no end"));
  CHECK(find_block(begin + "lost its end\n" + second)->id == "2");
  CHECK(find_block(begin + "<!-- secokr:end -->\n" + second)->id == "1");
  const auto block = find_block("x\n" + second);
  REQUIRE(block);
  CHECK(block->begin == 2);
  CHECK(block->text == "- DRI: @b\n");
  CHECK(block->kind == "kr");
  CHECK_FALSE(block->intact);
}

TEST_CASE("block: what somebody broke by hand is named by line") {
  const auto block = find_block(
      "<!-- secokr:begin 1 kind=kr id=1 sum=0 -->\n- DRI: @b\n- Status: done\n\n## Dependencies\n\n- broken\n## "
      "Other\n<!-- secokr:end -->");
  REQUIRE(block);
  REQUIRE(block->problems.size() == 3);
  CHECK(block->problems[0].rule == Rule::F2);
  CHECK(block->problems[0].line == 2);
  CHECK(find_block("<!-- secokr:begin 2 kind=kr id=1 sum=0 -->\n<!-- secokr:end -->")->problems.size() == 1);
}

TEST_CASE("block: its text alone reads as the whole block does") {
  const KeyResult key_result{
      .id = "0123456789abcdef", .dri = "b", .weight = 60, .outcome = "/close is no command here"};
  const auto whole = find_block(render_key_result_block(key_result));
  REQUIRE(whole);
  const IssueBlock bare = read_block("kr", whole->text);
  REQUIRE(bare.key_result);
  CHECK(bare.problems.empty());
  CHECK(bare.key_result->outcome == key_result.outcome);
  CHECK(bare.key_result->dri == "b");
  CHECK(bare.key_result->weight == 60);
  CHECK(bare.id.empty());
}
