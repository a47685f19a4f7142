// The words that go into an objective file come out of it, or a problem names a line. Texts are made of fragments that
// people write, well-formed and nearly so, and then spoilt.
#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "base/text.hpp"
#include "documents/grammar/lines.hpp"
#include "documents/issue/text.hpp"
#include "documents/note/update_file.hpp"
#include "documents/objective/document.hpp"

using namespace secokr;
using namespace secokr::documents;

namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t count) {
  return std::uniform_int_distribution<std::size_t>(0, count - 1)(random);
}

/// `WORD` in a fragment becomes a word that no other line has.
const std::vector<std::string> fragments = {
    "# WORD",
    "## KR1: WORD",
    "## KR2: WORD",
    "## Key Result 3: WORD",
    "## KR-1: WORD",
    "### KR1: WORD",
    "## **KR2**: WORD",
    "## KR1.1: WORD",
    "**KR3: WORD**",
    "## WORD",
    "### WORD",
    "#### WORD",
    "## Key results",
    "##KR2: WORD",
    "### Dependencies",
    "### Dependencies:",
    "## Dependencies",
    "### Dependency",
    "### Dependancies",
    "**Dependencies**",
    "### Milestones",
    "#### Milestones ###",
    "### 2. Milestones",
    "### Milestones for WORD",
    "Milestones:",
    "- Reference: WORD",
    "- DRI: @WORD",
    "- Area: WORD",
    "* Budget: WORD",
    "- **Strategy:** WORD",
    "- Budgt: WORD",
    "Budget: WORD",
    "– Budget: WORD",
    "- Metric: WORD from 1 to 2",
    "- Metric: baseline",
    "- Weight: 50 %",
    "- State: active",
    "- WORD: WORD",
    "- Why: WORD",
    "WORD WORD.",
    "  WORD",
    "    WORD",
    "* WORD",
    "1. WORD",
    "> WORD",
    "| WORD | WORD |",
    "- [ ] Data (@WORD): WORD",
    "* [ ] Data (@WORD): WORD",
    "- [x] Data (@m): WORD — confirmed by @WORD on 2027-01-11",
    "- [~] Data (@m): WORD",
    "- Data (@m): WORD",
    "- [ ] WORD",
    "- [ ] Milestone 1: Description: WORD DRI: @WORD",
    "* [~] Milestone 2: Description: WORD DRI: @x Due: 2027-03-01",
    "- [ ] Milestone 3: WORD",
    "None.",
    "- none",
    "```",
    "~~~",
    "<!-- WORD -->",
    "<!--",
    "-->",
    "<!-- WORD --> WORD",
    "<!-- WORD\nWORD\n-->",
    "<!--\nWORD --> WORD",
    "   <!-- secokr:WORD WORD -->",
    "<!-- secokr:id 0123456789abcdef -->",
    "---",
    "WORD\n----",
    "\\# WORD",
    "\\- DRI: WORD",
    "\xC2\xA0",
    "",
    "",
    "",
};

std::string filled(std::string fragment, int& next) {
  for (std::size_t at = fragment.find("WORD"); at != std::string::npos; at = fragment.find("WORD", at + 1))
    fragment.replace(at, 4, "w" + std::to_string(next++));
  return fragment;
}

std::string random_text(Random& random) {
  int next = 100;
  std::string text;
  if (below(random, 10) > 0) text = "# w1\n\n- Reference: w2\n- DRI: @w3\n- Area: w4\n";
  const std::size_t count = below(random, 24);
  for (std::size_t i = 0; i < count; ++i) {
    std::string line = filled(fragments[below(random, fragments.size())], next);
    if (below(random, 12) == 0 && !line.empty()) {
      constexpr std::string_view noise = " \t-*#:.@\\`<>[]~_(){}|0";
      const char c = noise[below(random, noise.size())];
      const std::size_t at = below(random, line.size());
      below(random, 2) == 0 ? line.insert(at, 1, c) : line.erase(at, 1);
    }
    text += line + (below(random, 40) == 0 ? "\r\n" : "\n");
  }
  return text;
}

std::vector<std::string> marked_words(std::string_view text) {
  std::vector<std::string> words;
  for (std::string& word : base::words_of(text))
    if (word.size() > 1 && word[0] == 'w' && word.find_first_not_of("0123456789", 1) == std::string::npos)
      words.push_back(std::move(word));
  return words;
}

/// Lines that are kept in the file alone, and are said to be: below a heading that a warning names.
std::set<std::size_t> unpublished(const std::vector<Line>& lines, const ObjectiveDocument& document) {
  std::set<std::size_t> kept;
  for (const Problem& problem : document.problems()) {
    if (problem.severity != Severity::warning) continue;
    kept.insert(problem.line - 1);
    for (std::size_t i = problem.line; i < lines.size(); ++i) {
      const Heading heading = lines[i].opaque ? Heading{} : heading_of(lines[i].text);
      if (heading.level > 0 && heading.level <= heading_of(lines[problem.line - 1].text).level) break;
      kept.insert(i);
    }
  }
  return kept;
}

std::string everything(const ObjectiveDocument& document) {
  std::string text = render_objective_file(document.objective());
  for (const KeyResult& key_result : document.objective().key_results) text += render_key_result_block(key_result);
  return text;
}

}  // namespace

namespace {

const std::vector<std::string> comments = {
    "<!-- w900 -->",      "  <!-- w900 -->", "<!-- secokr:anything w900 -->", "<!-- w899\nw900\n-->", "<!--\nw900 -->",
    "<!-- w899 --> w900", "<!--w900-->",     "<!-- - DRI: @w900 -->",         "<!--\n# w900\n-->"};

const std::string whole_file =
    "# Title\n<!-- secokr:id 0123456789abcdef -->\n\n- Reference: R\n- DRI: @lead\n\n- Area: A\n\nProse.\n\nMore.\n\n"
    "## KR1: one\n<!-- secokr:id 0123456789abcdee -->\n\n- DRI: @kr\n- Metric: rate from 1 to 2\n\nText.\n\n"
    "### Dependencies\n\n- [ ] Data (@m): boards\n- [ ] IT (@i): boxes\n\n### Milestones\n\n"
    "- [ ] Milestone 1: Description: a DRI: @x\n- [ ] Milestone 2: Description: b DRI: @x\n\n## KR2: two\n\n- DRI: "
    "@kr\n";

/// The text with a comment on lines of its own below its first `count` lines.
std::string with_comment(const std::string& text, std::size_t count, const std::string& comment) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < count; ++i) at = text.find('\n', at) + 1;
  return text.substr(0, at) + comment + "\n" + text.substr(at);
}

/// True where the one problem stands at the comment, or there is none and the comment's words come out.
bool is_named_once(const std::vector<Problem>& problems, std::size_t count, const std::string& comment,
                   const std::string& published) {
  const auto lines = static_cast<std::size_t>(std::ranges::count(comment, '\n'));
  if (problems.empty()) return published.find("w900") != std::string::npos;
  return problems.size() == 1 && problems[0].line > count && problems[0].line <= count + 1 + lines;
}

}  // namespace

TEST_CASE("documents: a comment on a line of its own is published or named, wherever it stands") {
  REQUIRE(ObjectiveDocument::parse(whole_file).problems().empty());
  const auto count = static_cast<std::size_t>(std::ranges::count(whole_file, '\n'));
  for (const std::string& comment : comments)
    for (std::size_t at = 0; at <= count; ++at) {
      const auto document = ObjectiveDocument::parse(with_comment(whole_file, at, comment));
      CAPTURE(document.text());
      REQUIRE(is_named_once(document.problems(), at, comment, everything(document)));
    }
}

TEST_CASE("documents: a comment in an issue's block is read as text or named, wherever it stands") {
  const Objective objective = ObjectiveDocument::parse(whole_file).objective();
  for (const bool is_objective : {true, false}) {
    const std::string sealed = is_objective ? render_objective_block(objective, {{1, "#12", "one"}, {2, "#13", "two"}})
                                            : render_key_result_block(objective.key_results[0]);
    const std::string kind = is_objective ? "objective" : "kr";
    const std::string text = find_block(sealed)->text;
    REQUIRE(read_block(kind, text).problems.empty());
    const auto count = static_cast<std::size_t>(std::ranges::count(text, '\n'));
    for (const std::string& comment : comments)
      for (std::size_t at = 0; at <= count; ++at) {
        const IssueBlock block = read_block(kind, with_comment(text, at, comment));
        CAPTURE(block.text);
        REQUIRE(is_named_once(block.problems, at, comment,
                              is_objective ? block.objective->outcome : block.key_result->outcome));
      }
  }
}

TEST_CASE("documents: a comment in a file of updates is posted or named, wherever it stands") {
  const std::string file =
      "# Security Training/KR1\n\n## Weekly KR Update for the week starting on 2027-02-08\n\n"
      "Progress: 40% · Health: On Track\n\nRisk: the vendor is late\n\n## What was accomplished this week\n\n- a\n- "
      "b\n\n"
      "## What will be accomplished next week\n\n- c\n";
  REQUIRE(parse_update_file(file).problems.empty());
  const auto count = static_cast<std::size_t>(std::ranges::count(file, '\n'));
  for (const std::string& comment : comments)
    for (std::size_t at = 0; at <= count; ++at) {
      const UpdateFile read = parse_update_file(with_comment(file, at, comment));
      REQUIRE(read.updates.size() == 1);
      CAPTURE(with_comment(file, at, comment));
      REQUIRE(is_named_once(read.problems, at, comment, render_update_file(read.updates)));
    }
}

TEST_CASE("documents: no word of a file is lost without a line that says so") {
  Random random(20270208);  // NOLINT: the same texts each time
  std::size_t understood = 0;
  for (int round = 0; round < 40000; ++round) {
    const std::string text = random_text(random);
    const auto document = ObjectiveDocument::parse(text);
    REQUIRE(document.text() == text);
    const std::vector<Line> lines = lines_of(text);
    for (const Problem& problem : document.problems()) {
      CAPTURE(text, problem.line, problem.message);
      REQUIRE(problem.line >= 1);
      REQUIRE_FALSE(problem.message.empty());
      REQUIRE_FALSE(problem.expected.empty());
      if (problem.line <= lines.size()) REQUIRE(problem.text == std::string(lines[problem.line - 1].text));
    }
    if (!document.ok()) continue;
    ++understood;
    const auto words = marked_words(everything(document));
    const std::set<std::string> published(words.begin(), words.end());
    const std::set<std::size_t> kept = unpublished(lines, document);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (kept.contains(i)) continue;
      for (const std::string& word : marked_words(lines[i].text)) {
        CAPTURE(text, i + 1, word);
        REQUIRE(published.contains(word));
      }
    }
    const auto again = ObjectiveDocument::parse(render_objective_file(document.objective()));
    CAPTURE(text, render_objective_file(document.objective()));
    REQUIRE(again.ok());
    REQUIRE(again.objective() == document.objective());
  }
  CHECK(understood > 2000);
}
