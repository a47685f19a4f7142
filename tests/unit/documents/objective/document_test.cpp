#include "documents/objective/document.hpp"

#include <catch2/catch.hpp>

#include "documents/grammar/list_items.hpp"
#include "unit/documents/corpus.hpp"

using namespace secokr;
using namespace secokr::documents;

namespace {

const std::string head = "# T\n\n- Reference: R\n- DRI: @lead\n- Area: A\n";
const std::string with_kr = head + "\n## KR1: k\n\n- DRI: @kr\n";

std::string all(const std::vector<Problem>& problems) {
  std::string text;
  for (const auto& p : problems)
    text += std::string(p.rule == Rule::F1 ? "F1" : "F2") + " " + std::to_string(p.line) + ": " + p.message + " | " +
            p.expected + "\n";
  return text;
}

}  // namespace

TEST_CASE("documents: every file of the corpus keeps its bytes") {
  const auto files = corpus::files();
  REQUIRE(files.size() >= 20);
  for (const auto& file : files) {
    CAPTURE(file.name);
    CHECK((ObjectiveDocument::parse(file.bytes).text() == file.bytes));
  }
}

TEST_CASE("documents: the example of the manual is read in full") {
  for (const char* name : {"complete.md", "crlf.md", "bom.md", "bom-crlf-no-final-newline.md", "no-final-newline.md",
                           "cr-only.md", "mixed-endings.md"}) {
    CAPTURE(name);
    const auto document = ObjectiveDocument::parse(corpus::file(name));
    CHECK(all(document.problems()) == "");
    CHECK(document.ok());
    const Objective& o = document.objective();
    CHECK(o.title == "Build a security-aware organisation");
    CHECK(o.id == "0123456789abcdef");
    CHECK(o.reference == "Security Training");
    CHECK(o.status == ObjectiveStatus::proposed);
    CHECK(o.dri == "assurance-director");
    CHECK(o.area == "SecAssurance");
    CHECK(o.priority == Priority::p1);
    CHECK(o.top5_risk == Top5Risk{RiskTreatment::mitigates, "Phishing of team members"});
    CHECK(o.strategy == "https://example.com/strategy#awareness");
    CHECK(o.security_roadmap == "awareness programme");
    CHECK(o.budget == "none");
    CHECK(o.working_group == "https://example.com/wg");
    CHECK(o.critical_project == "https://example.com/cp");
    CHECK_FALSE(o.confidential);
    CHECK(o.published.empty());
    CHECK(o.outcome == "What outcome we want, and how we will know.");
    CHECK(o.source.line == 1);
    CHECK(o.source.line_of("Area") == 7);
    REQUIRE(o.key_results.size() == 2);

    const KeyResult& k = o.key_results[0];
    CHECK(k.number == 1);
    CHECK(k.id == "9f86d081884c7d65");
    CHECK(k.contributed_by == "assurance-director");
    CHECK(k.measure == Measure(Metric{"completion rate", 62, 90, "%"}));
    CHECK(k.weight == 60);
    CHECK(k.state == KeyResultState::active);
    CHECK(k.outcome == "What outcome, how measured.");
    REQUIRE(k.dependencies.size() == 3);
    CHECK(k.dependencies[0] == Dependency{false, "PeopleOps", "peopleops-manager", "enrol every team member", {}, {}});
    CHECK(k.dependencies[1].ticked);
    CHECK(k.dependencies[1].status() == DependencyStatus::confirmed);
    REQUIRE(k.dependencies[2].events.size() == 1);
    CHECK(k.dependencies[2].events[0].decline_class == DeclineClass::no_capacity);
    CHECK(k.dependencies[2].events[0].reason == "hiring freeze");
    REQUIRE(k.milestones.size() == 2);
    CHECK(k.milestones[0] ==
          Milestone{1, false, "everyone is enrolled", "training-manager", parse_day("2027-02-26"), {}});
    CHECK(k.milestones[1] == Milestone{2, true, "half have completed it", "trainer", parse_day("2027-03-26"), {}});
    CHECK(o.key_results[1].measure == Measure(Baseline{}));
    CHECK(o.key_results[1].state == KeyResultState::paused);
    CHECK(o.key_results[1].paused_by == "https://example.com/cp");
  }
}

TEST_CASE("documents: a rendered file reads as the same values") {
  for (const auto& file : corpus::files()) {
    CAPTURE(file.name);
    const auto document = ObjectiveDocument::parse(file.bytes);
    if (!document.ok()) continue;
    const auto again = ObjectiveDocument::parse(render_objective_file(document.objective()));
    CHECK(all(again.problems()) == "");
    CHECK((again.objective() == document.objective()));
  }
}

TEST_CASE("documents: odd but well-formed files") {
  for (const char* name : {"minimal.md", "tabs.md", "code-fences.md", "non-ascii.md", "long-lines.md",
                           "no-blank-lines.md", "prose-like-fields.md", "template.md", "unknown-sections.md"}) {
    CAPTURE(name);
    const auto document = ObjectiveDocument::parse(corpus::file(name));
    CAPTURE(all(document.problems()));
    CHECK(document.ok());
  }
  const auto fences = ObjectiveDocument::parse(corpus::file("code-fences.md")).objective();
  REQUIRE(fences.key_results.size() == 1);
  CHECK(fences.dri == "lead");
  CHECK(fences.outcome.find("## KR9: not a key result") != std::string::npos);
  REQUIRE(fences.key_results[0].milestones.size() == 1);
  CHECK(fences.key_results[0].milestones[0].number == 1);

  const auto commented = ObjectiveDocument::parse(corpus::file("comments.md"));
  CHECK(
      all(commented.problems()) ==
      "F1 3: A comment stands above or between the fields, where it is not published | it in the text above the lists, "
      "or no comment\n"
      "F1 6: A comment stands above or between the fields, where it is not published | it in the text above the lists, "
      "or no comment\n"
      "F1 21: A comment stands in a list, where it is not published | it in the text above the lists, or no comment\n");
  const Objective& comments = commented.objective();
  CHECK(comments.area == "ProdSec");
  CHECK(comments.outcome == "<!-- not a field -->\nProse follows: it counts.");
  REQUIRE(comments.key_results.size() == 1);
  CHECK(comments.key_results[0].id == "0000000000000001");
  CHECK(comments.key_results[0].milestones.size() == 1);

  const auto prose = ObjectiveDocument::parse(corpus::file("prose-like-fields.md")).objective();
  CHECK(prose.dri == "lead");
  CHECK(prose.outcome.find("- DRI: @not-a-field") != std::string::npos);
  CHECK(prose.outcome.find("#### Details") != std::string::npos);
  REQUIRE(prose.key_results.size() == 1);
  CHECK_FALSE(prose.key_results[0].measure);

  const auto other = ObjectiveDocument::parse(corpus::file("non-ascii.md")).objective();
  CHECK(other.top5_risk == Top5Risk{RiskTreatment::mitigates, "Hameçonnage"});
  REQUIRE(other.key_results.size() == 1);
  REQUIRE(other.key_results[0].dependencies.size() == 2);
  CHECK(other.key_results[0].dependencies[0].team == "Données (EU)");
  CHECK(other.key_results[0].dependencies[0].status() == DependencyStatus::confirmed);
  const auto& events = other.key_results[0].dependencies[1].events;
  REQUIRE(events.size() == 2);
  CHECK(events[0].by == "cto");
  CHECK(events[0].on_behalf_of == "net");
  CHECK(events[0].evidence == "https://example.com/notes#1");
  CHECK(events[0].reason == "à voir");
  CHECK(events[1].verb == DependencyVerb::rescoped);
  CHECK(events[1].reason == "moins d’accès");
}

TEST_CASE("F1, F2: a malformed line is named with its number, its text and what was expected") {
  struct Row {
    std::string text;
    Rule rule;
    Severity severity;
    std::size_t line;
    std::string line_text;
    std::string expected;  ///< a part of it
  };
  const auto error = Severity::error;
  const std::string deps = with_kr + "\n### Dependencies\n\n";  // items begin on line 13
  const std::string miles = with_kr + "\n### Milestones\n\n";
  const std::vector<Row> rows = {
      {"", Rule::F1, error, 1, "", "# title"},
      {"- Reference: R\n- DRI: @x\n- Area: A\n", Rule::F1, error, 1, "- Reference: R", "# title"},
      {"#\n- Reference: R\n- DRI: @x\n- Area: A\n", Rule::F1, error, 1, "#", "# title"},
      {"Hello\n" + head, Rule::F1, error, 1, "Hello", "first"},
      {head + "\n# Again\n", Rule::F1, error, 7, "# Again", "one line"},
      {"# T\n\n- DRI: @lead\n- Area: A\n", Rule::F1, error, 1, "# T", "Reference: "},
      {"# T\n\n- Reference: R\n- Area: A\n", Rule::F1, error, 1, "# T", "DRI: @"},
      {"# T\n\n- Reference: R\n- DRI: @lead\n- Area:\n", Rule::F1, error, 5, "- Area:", "Area: "},
      {"# T\n\n- Reference: a/b\n- DRI: @lead\n- Area: A\n", Rule::F1, error, 3, "- Reference: a/b", "none of"},
      {"# T\n\n- Reference: R\n- DRI: Jane Doe\n- Area: A\n", Rule::F1, error, 4, "- DRI: Jane Doe", "username"},
      {head + "- Status: final\n", Rule::F1, error, 6, "- Status: final", "proposed"},
      {head + "- Priority: p7\n", Rule::F1, error, 6, "- Priority: p7", "p0, p1 or p2"},
      {head + "- Top-5 risk: Phishing\n", Rule::F1, error, 6, "- Top-5 risk: Phishing", "mitigates"},
      {head + "- Confidential: maybe\n", Rule::F1, error, 6, "- Confidential: maybe", "yes or no"},
      {head + "- Published: soon\n", Rule::F1, error, 6, "- Published: soon", "URL"},
      {head + "- Published: local:x\n", Rule::F1, error, 6, "- Published: local:x", "URL"},
      {head + "- DRI: @other\n", Rule::F1, error, 6, "- DRI: @other", "one line"},
      {head + "- Priorty: p1\n", Rule::F2, error, 6, "- Priorty: p1", "\"Priority\""},
      {head + "- Zzzzzzzzz: p1\n", Rule::F2, error, 6, "- Zzzzzzzzz: p1", "one of Reference"},
      {head + "- First bullet: of prose\n", Rule::F2, error, 6, "- First bullet: of prose", "one of"},
      {head + "\n## Background\n", Rule::F2, Severity::warning, 7, "## Background", "above the lists"},
      {head + "\n### Milestones\n", Rule::F1, error, 7, "### Milestones", "below the key result"},
      {head + "\n## KR: k\n", Rule::F1, error, 7, "## KR: k", "## KR1: "},
      {head + "\n## KR k\n", Rule::F1, error, 7, "## KR k", "## KR1: "},
      {head + "\n## KR0: k\n", Rule::F1, error, 7, "## KR0: k", "## KR1: "},
      {head + "\n## KR2:\n", Rule::F1, error, 7, "## KR2:", "## KR2: "},
      {with_kr + "- Metric: fast\n", Rule::F1, error, 10, "- Metric: fast", "baseline"},
      {with_kr + "- Weight: lots\n", Rule::F1, error, 10, "- Weight: lots", "percentage"},
      {with_kr + "- Weight: 101 %\n", Rule::F1, error, 10, "- Weight: 101 %", "percentage"},
      {with_kr + "- State: paused\n", Rule::F1, error, 10, "- State: paused", "paused by URL"},
      {with_kr + "- State: paused by them\n", Rule::F1, error, 10, "- State: paused by them", "paused by URL"},
      {with_kr + "- State: flying\n", Rule::F1, error, 10, "- State: flying", "not started"},
      {with_kr + "- Prioriti: p1\n", Rule::F2, error, 10, "- Prioriti: p1", "one of DRI"},
      {with_kr + "- Weihgt: 5\n", Rule::F2, error, 10, "- Weihgt: 5", "\"Weight\""},
      {with_kr + "\n### Risks\n", Rule::F2, Severity::warning, 11, "### Risks", "above the lists"},
      {with_kr + "\nprose\n<!-- secokr:id 0123456789abcdef -->\n", Rule::F1, error, 12,
       "<!-- secokr:id 0123456789abcdef -->", "below the heading"},
      {head + "\n## KR1: k\n<!-- secokr:id 0123 -->\n", Rule::F1, error, 8, "<!-- secokr:id 0123 -->", "16 hex"},
      {deps + "- [ ] Data: dashboards\n", Rule::F1, error, 13, "- [ ] Data: dashboards", "TEAM (@MANAGER)"},
      {deps + "- Data (@m): x\n", Rule::F1, error, 13, "- Data (@m): x", "- [ ]"},
      {deps + "- [ ] Data (@m):\n", Rule::F1, error, 13, "- [ ] Data (@m):", "NEED"},
      {deps + "Nobody.\n", Rule::F1, error, 13, "Nobody.", "TEAM"},
      {deps + "- [x] Data (@m): x — confirmed by @m\n", Rule::F1, error, 13, "- [x] Data (@m): x — confirmed by @m",
       "YYYY-MM-DD"},
      {deps + "- [x] Data (@m): x — confirmed\n", Rule::F1, error, 13, "- [x] Data (@m): x — confirmed", "VERB"},
      {deps + "- [x] Data (@m): x — confirmd by @m on 2027-01-11\n", Rule::F1, error, 13,
       "- [x] Data (@m): x — confirmd by @m on 2027-01-11", "VERB"},
      {deps + "- [ ] Data (@m): x — declined by @m on 2027-01-11\n", Rule::F1, error, 13,
       "- [ ] Data (@m): x — declined by @m on 2027-01-11", "WHY"},
      {deps + "- [ ] Data (@m): x — declined by @m on 2027-01-11: tired\n", Rule::F1, error, 13,
       "- [ ] Data (@m): x — declined by @m on 2027-01-11: tired", "WHY"},
      {deps + "- [ ] Data (@m): x — confirmed by @m on 2027-02-30\n", Rule::F1, error, 13,
       "- [ ] Data (@m): x — confirmed by @m on 2027-02-30", "YYYY"},
      {deps + "- [ ] Data (@m): x — confirmed by @c for @m on 2027-02-03\n", Rule::F1, error, 13,
       "- [ ] Data (@m): x — confirmed by @c for @m on 2027-02-03", "VERB"},
      {miles + "- [ ] everyone is enrolled\n", Rule::F1, error, 13, "- [ ] everyone is enrolled", "Milestone N"},
      {miles + "- etc.\n", Rule::F1, error, 13, "- etc.", "Milestone N"},
      {miles + "- [ ] Milestone 1: Description: x\n", Rule::F1, error, 13, "- [ ] Milestone 1: Description: x",
       "DRI: @WHO"},
      {miles + "- [ ] Milestone 1: Description: x DRI: @a Due Date: soon\n", Rule::F1, error, 13,
       "- [ ] Milestone 1: Description: x DRI: @a Due Date: soon", "YYYY"},
      {miles + "- [ ] Milestone x: Description: x DRI: @a\n", Rule::F1, error, 13,
       "- [ ] Milestone x: Description: x DRI: @a", "Milestone N"},
      {miles + "- [ ] Milestone 1: Description: DRI: @a\n", Rule::F1, error, 13,
       "- [ ] Milestone 1: Description: DRI: @a", "TEXT"},
      {"# T\n\n- Reference: R\n- DRI: @lead\n- Area: A\xff\n", Rule::F1, error, 5, "- Area: A\xff", "UTF-8"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const auto document = ObjectiveDocument::parse(row.text);
    CAPTURE(all(document.problems()));
    CHECK((document.text() == row.text));
    CHECK(document.ok() == (row.severity != error));
    const auto& problems = document.problems();
    const auto found = std::find_if(problems.begin(), problems.end(), [&](const Problem& p) {
      return p.rule == row.rule && p.severity == row.severity && p.line == row.line && p.text == row.line_text &&
             p.expected.find(row.expected) != std::string::npos && !p.message.empty();
    });
    CHECK(found != problems.end());
    if (!row.text.empty()) CHECK(problems.size() == 1);
  }
}

TEST_CASE("F1: all problems of a file are reported at once, in the order of its lines") {
  const auto document = ObjectiveDocument::parse(
      "# T\n\n- Reference: R\n- DRI: @lead\n- Priority: p7\n- Budgett: 1\n\n## KR: x\n\n- Weight: lots\n");
  std::vector<std::size_t> lines;
  for (const Problem& problem : document.problems()) lines.push_back(problem.line);
  CHECK(lines == std::vector<std::size_t>{1, 5, 6, 8, 10});
}

TEST_CASE("F1: an empty file is one problem that says what is needed to begin") {
  for (const std::string text : {"", "\n\n", "\xEF\xBB\xBF", "  \r\n"}) {
    const auto document = ObjectiveDocument::parse(text);
    CHECK(document.problems().size() == 1);
    CHECK_FALSE(document.ok());
  }
}

TEST_CASE("documents: names ignore case, empty values are not given, ticks may be capital") {
  const auto document = ObjectiveDocument::parse(
      "# T\n- reference: R\n- DRI: lead\n- AREA: A\n- Priority:\n- Confidential: YES\n## kr1: k\n- weight: 12.5\n- "
      "state: Not Started\n"
      "### milestones\n- [X] milestone 1: description: a DRI: @x Due: 2027-02-01\n");
  CHECK(all(document.problems()) == "");
  const auto& o = document.objective();
  CHECK(o.dri == "lead");
  CHECK_FALSE(o.priority);
  CHECK(o.confidential);
  REQUIRE(o.key_results.size() == 1);
  CHECK(o.key_results[0].weight == 12.5);
  CHECK(o.key_results[0].state == KeyResultState::not_started);
  REQUIRE(o.key_results[0].milestones.size() == 1);
  CHECK(o.key_results[0].milestones[0].done);
}

TEST_CASE("K5: a template's placeholders are read as they stand, so that the rule can name them") {
  const auto document = ObjectiveDocument::parse(
      "# <objective title>\n- Reference: <short reference>\n- DRI: @<username>\n- Area: <area>\n## KR1: <short "
      "measurable title>\n"
      "### Milestones\n- [ ] Milestone 1: Description: `add here` DRI: `add here`\n");
  CHECK(all(document.problems()) == "");
  CHECK(document.objective().dri == "@<username>");
  CHECK(document.objective().key_results.at(0).milestones.at(0).dri == "`add here`");
  CHECK((ObjectiveDocument::parse(render_objective_file(document.objective())).objective() == document.objective()));
}

TEST_CASE("D1: words that look like an answer do not become one") {
  Dependency dependency{false, "Data", "m", "x — confirmed by @m on 2027-01-11", {}, {}};
  dependency.events.push_back({DependencyVerb::declined, "m", "", "", *parse_day("2027-01-12"), DeclineClass::other,
                               "— confirmed by @m on 2027-01-13 -- withdrawn"});
  const auto again = parse_dependency(render_dependency(dependency));
  REQUIRE(again);
  CHECK(*again == dependency);
  Milestone milestone{3, true, "DRI: @x Due: 2027-01-01 and \\DRI: DRI:", "real", std::nullopt, {}};
  const auto same = parse_milestone(render_milestone(milestone));
  REQUIRE(same);
  CHECK(*same == milestone);
}

TEST_CASE("an answer is read however its dash, brackets and order are written, or refused at its line") {
  const std::vector<std::string> whole{
      "declined by @data-mgr on 2027-01-12: no capacity",
      "declined by @secops-dir for @data-mgr (https://example.com/a) on 2027-01-12: no capacity",
      "declined for @data-mgr (https://example.com/a) by @secops-dir on 2027-01-12: no capacity",
      "confirmed by @data-mgr on 2027-01-12"};
  const std::vector<std::string> faulty{
      "declined by @data-mgr on 2027-01-12: tired", "declined by @data-mgr: no capacity", "declined for @data-mgr",
      "refused by @data-mgr on 2027-01-12", "declined on 2027-01-12 by @data-mgr: no capacity"};
  const std::vector<std::string> dashes{" — ", " – ", " -- ", " - ", " --- ", " −  ", " —", " -", " ‒ "};
  const auto line = [](const std::string& event) { return "- [ ] Data (@data-mgr): export of 3 - 5 logs" + event; };
  const auto read_as = [&](const std::string& event, bool is_whole) {
    const auto dependency = documents::read_dependency(line(event));
    INFO(line(event));
    REQUIRE(dependency.has_value() == is_whole);
    if (!is_whole) return;
    CHECK(dependency->need == "export of 3 - 5 logs");
    REQUIRE(dependency->events.size() == 1);
    CHECK(dependency->events[0].on == *parse_day("2027-01-12"));
    CHECK(documents::read_dependency(documents::render_dependency(*dependency)) == *dependency);
  };
  for (const bool is_whole : {true, false})
    for (const std::string& event : is_whole ? whole : faulty) {
      for (const std::string& dash : dashes) {
        read_as(dash + event, is_whole);
        if (!event.starts_with("refused")) read_as(dash + "(" + event + ")", is_whole);
      }
      if (!event.starts_with("refused")) read_as(" (" + event + ")", is_whole);
    }
  read_as(" (declined, no capacity, @data-mgr 2027-02-12)", false);
  read_as(" (declined by @data-mgr on 2027-01-12: no capacity", false);
}

TEST_CASE("what only looks like an answer stays in the need, and an own one is escaped") {
  for (const std::string need :
       {"a list - owned by @x", "export - declined ones too", "logs (confirmed or not)", "work (done by @x)",
        "a plan - confirmed soon", "export - declined by @x on 2027-01-12: no capacity", "(declined, @x)",
        "x — (confirmed by @x on 2027-01-12)", "declined for @x", "export (\\declined @x) -\\declined by @x"}) {
    INFO(need);
    Dependency dependency{.team = "Data", .manager = "m", .need = need};
    const auto read = documents::read_dependency(documents::render_dependency(dependency));
    REQUIRE(read.has_value());
    CHECK(read->need == need);
    CHECK(read->events.empty());
  }
}
